import { Modules } from "@medusajs/framework/utils"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { TEXTS } from "../../../src/modules/aplazame/texts"
import { addDollarRegion, signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, pressPay, readyCart, type CartWish } from "../../support/shopper"

/** Every stable code that the start of a checkout can answer, and what stands behind it. */
export function checkoutRefusals(bench: Bench): void {
  const pressOn = async (wish: CartWish) => pressPay(bench.seed, (await paymentSession(bench.seed, await readyCart(bench.seed, wish))).id)
  const nothingAtAplazame = async () => expect((await bench.emulator.orders()).count).toBe(0)

  it("cart_not_ready: names what is missing, in 400", async () => {
    expect(await pressOn({ shippingOptionId: null })).toMatchObject({ status: 400, body: { code: "cart_not_ready", details: { field: "shipping_methods", problem: "missing" } } })
    expect(await pressOn({ lines: { CAMISETA: 1 }, address: null })).toMatchObject({
      status: 400,
      body: { code: "cart_not_ready", details: { field: "shipping_address" } },
    })
    await nothingAtAplazame()
  })

  it("region_not_supported: an address outside the countries of the options", async () => {
    expect(await pressOn({ address: { country_code: "pt" } })).toMatchObject({ status: 400, body: { code: "region_not_supported", details: { country: "pt" } } })
    const both = await withOptions(bench, { countries: ["es", "pt"] }, () => pressOn({ address: { country_code: "pt" } }))
    expect(both.status).toBe(200)
  })

  it("currency_not_supported: a cart that is not in euros", async () => {
    const regionId = await addDollarRegion(bench.seed)
    const answer = await pressOn({ regionId, lines: { DOLLAR: 1 }, shippingOptionId: null, address: { country_code: "us" } })
    expect(answer).toMatchObject({ status: 400, body: { code: "currency_not_supported", details: { currency: "usd" } } })
  })

  it("amount_out_of_limits: above or below the limits of the options, which are in hundredths", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    const press = () => pressPay(bench.seed, session.id)
    const total = Math.round(session.amount * 100)
    expect(await withOptions(bench, { minAmount: total + 1 }, press)).toMatchObject({
      status: 400,
      body: { code: "amount_out_of_limits", details: { min_amount: total + 1 } },
    })
    expect(await withOptions(bench, { maxAmount: total - 1 }, press)).toMatchObject({ status: 400, body: { code: "amount_out_of_limits" } })
    expect((await withOptions(bench, { minAmount: total, maxAmount: total }, press)).status).toBe(200)
  })

  it("session_not_found: unknown, deleted, or of another provider, all the same 404", async () => {
    const cartId = await readyCart(bench.seed)
    const old = await paymentSession(bench.seed, cartId)
    const other = await paymentSession(bench.seed, cartId, "pp_system_default")
    for (const id of ["payses_unknown", "%20", old.id, other.id]) {
      expect(await pressPay(bench.seed, id)).toMatchObject({ status: 404, body: { type: "aplazame", code: "session_not_found" } })
    }
    await nothingAtAplazame()
  })

  it("session_not_found: a customer's cart is paid by that customer only", async () => {
    const owner = await signedIn(bench.seed)
    const stranger = await signedIn(bench.seed)
    const cartId = await readyCart(bench.seed, { as: owner.http, email: owner.email })
    const session = await paymentSession(bench.seed, cartId, undefined, {}, owner.http)
    for (const http of [bench.seed.store, stranger.http]) {
      expect(await pressPay(bench.seed, session.id, {}, http)).toMatchObject({ status: 404, body: { code: "session_not_found" } })
    }
    await nothingAtAplazame()
    expect((await pressPay(bench.seed, session.id, {}, owner.http)).status).toBe(200)
  })

  it("session_not_usable: the shopper's completion already found this payment refused", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.refuse(checkout.checkout_id)
    expect((await complete(bench.seed, checkout.cartId)).status).toBe(400)
    expect(await pressPay(bench.seed, checkout.sessionId)).toMatchObject({ status: 409, body: { code: "session_not_usable" } })
  })

  it("session_outdated: the session says another price than the cart", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    await bench.container.resolve(Modules.PAYMENT).updatePaymentSession({ id: session.id, amount: 1, currency_code: "eur", data: { session_id: session.id } })
    expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 409, body: { code: "session_outdated" } })
    await nothingAtAplazame()
  })

  it("cart_already_completed: the order is placed", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.approve(checkout.checkout_id)
    expect(await pressPay(bench.seed, checkout.sessionId)).toMatchObject({ status: 409, body: { code: "cart_already_completed" } })
  })

  it("cart_missing: a payment session that an operator made for an order", async () => {
    const payments = bench.container.resolve(Modules.PAYMENT)
    const collection = await payments.createPaymentCollections({ currency_code: "eur", amount: 10 })
    const session = await payments.createPaymentSession(collection.id, { provider_id: "pp_aplazame_aplazame", amount: 10, currency_code: "eur", data: {} })
    expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 400, body: { code: "cart_missing" } })
  })

  it("return_url_not_allowed: addresses of strangers and tricks with the address", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    for (const success of ["https://evil.example/", "http://shop.example/", "//evil.example/x", "javascript:alert(1)", "https://shop.example.evil.example/", "https://shop.example@evil.example/"]) {
      const { status, body } = await pressPay(bench.seed, session.id, { return_paths: { success } })
      // A path that only looks like an address stays below the shop.
      if (success.startsWith("//")) expect([status, JSON.stringify((await bench.emulator.orders()).orders[0]?.payload)]).toEqual([200, expect.stringContaining("https://shop.example//evil.example/x")])
      else expect({ status, code: body.code, details: body.details }).toEqual({ status: 400, code: "return_url_not_allowed", details: { field: "return_paths.success" } })
    }
    const open = await withOptions(bench, { returnOrigins: ["https://app.example"] }, () =>
      pressPay(bench.seed, session.id, { return_paths: { success: "https://app.example/back" } })
    )
    expect(open.status).toBe(200)
  })

  it.each([
    ["product", { product: "credit_card" }],
    ["language", { language: 7 }],
    ["return_paths", { return_paths: { success: 7 } }],
    ["amount", { amount: 1 }],
  ])("400 that names the field %s of a bad body", async (field, body) => {
    const { status, body: answer } = await pressPay(bench.seed, "payses_any", body)
    expect({ status, type: (answer as { type?: string }).type }).toEqual({ status: 400, type: "invalid_data" })
    expect(answer.message).toContain(field)
  })

  it("400 for a body that is not JSON, without a stack", async () => {
    const answer = await bench.seed.store.with({ "content-type": "application/json" }).send("POST", "/store/aplazame/payment-sessions/x/checkout", "{")
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.(js|ts):/)
  })

  it("speaks the shopper's language: the body's, else Accept-Language, else the store's", async () => {
    const press = (accept: string | undefined, body: unknown = {}) =>
      pressPay(bench.seed, "payses_unknown", body, accept ? bench.seed.store.with({ "accept-language": accept }) : undefined)
    const said = async (accept: string | undefined, body?: unknown) => (await press(accept, body)).body.message
    expect(await said(undefined)).toBe(TEXTS.es.session_not_found)
    expect(await said("pt-PT,en;q=0.5")).toBe(TEXTS.pt.session_not_found)
    expect(await said("fr,en;q=0.8,es;q=0.2")).toBe(TEXTS.en.session_not_found)
    expect(await said("pt", { language: "en" })).toBe(TEXTS.en.session_not_found)
    expect(await said("fr")).toBe(TEXTS.es.session_not_found)
  })

  it("cart_not_ready in the language of the page, whose tag is read as the browser's", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed, { shippingOptionId: null }))
    const http = (headers: Record<string, string>) => bench.seed.store.with(headers)
    const tags = [
      ["pt-BR", "pt"], ["pt_BR", "pt"], ["es-419", "es"], ["en-GB", "en"], ["ast", "es"], ["oc", "es"], ["es-ES,es;q=0.9", "es"], ["*", "es"], ["", "es"], ["fr", "es"],
    ] as const
    for (const [tag, language] of tags) {
      for (const [body, as] of [[{ language: tag }, http({})], [{}, http({ "accept-language": tag })], [{}, http({ "x-medusa-locale": tag })]] as const) {
        expect(await pressPay(bench.seed, session.id, body, as)).toMatchObject({ status: 400, body: { code: "cart_not_ready", message: { es: "Para poder pagar, elige una forma de envío.", en: "Before you can pay, please choose how your order is sent.", pt: "Para poder pagar, escolha uma forma de envio." }[language] } })
      }
    }
  })

  it("too_many_requests: one address asks without end, on whatever route of ours; the others are served", async () => {
    const ask = async (address: string, path = "payment-sessions/payses_unknown/checkout") => {
      const { status, body, headers } = await bench.seed.store.with({ "x-forwarded-for": address, "accept-language": "en" }).post(`/store/aplazame/${path}`)
      return { status, body, wait: Number(headers.get("retry-after")) }
    }
    await withOptions(bench, { rateLimit: { notificationsPerMinute: 1, storePerMinute: 2, availabilityPerMinute: 600, checkoutsPerCartAndHour: 20 } }, async () => {
      expect([(await ask("198.51.100.1")).status, (await ask("198.51.100.1", "anything")).status]).toEqual([404, 404])
      const limited = await ask("198.51.100.1")
      expect(limited).toMatchObject({ status: 429, body: { type: "aplazame", code: "too_many_requests", message: TEXTS.en.too_many_requests, details: { retry_after: limited.wait } } })
      expect(limited.wait).toBeGreaterThanOrEqual(1)
      expect((await ask("198.51.100.1", "anything")).status).toBe(429)
      expect((await ask("198.51.100.2")).status).toBe(404)
    })
    expect((await withOptions(bench, { rateLimit: false }, () => ask("198.51.100.1"))).status).toBe(404)
  })

  it("too_many_checkouts: one cart changes and begins anew without end; the same content again, and other carts, are served", async () => {
    const { store, variants } = bench.seed
    const cartId = await readyCart(bench.seed)
    /** Another content, and a press of "pay". */
    const begin = async () => {
      await store.ok(store.post(`/store/carts/${cartId}/line-items`, { variant_id: variants.CAMISETA, quantity: 1 }))
      const session = await paymentSession(bench.seed, cartId)
      return { session, answer: await pressPay(bench.seed, session.id, { language: "en" }) }
    }
    await withOptions(bench, { rateLimit: { notificationsPerMinute: 600, storePerMinute: 600, availabilityPerMinute: 600, checkoutsPerCartAndHour: 2 } }, async () => {
      expect((await begin()).answer.status).toBe(200)
      const second = await begin()
      for (let again = 0; again < 3; again++) expect((await pressPay(bench.seed, second.session.id)).body.checkout_id).toBe(second.answer.body.checkout_id)
      const atAplazame = (await bench.emulator.orders()).count
      const { answer } = await begin()
      expect(answer).toMatchObject({ status: 429, body: { type: "aplazame", code: "too_many_checkouts", message: TEXTS.en.too_many_checkouts } })
      expect(answer.headers.get("retry-after")).toBe(String(answer.body.details.retry_after))
      expect(answer.body.details.retry_after).toBeLessThanOrEqual(3_600)
      expect((await bench.emulator.orders()).count).toBe(atAplazame)
      expect((await pressOn({})).status).toBe(200)
    })
    expect((await begin()).answer.status).toBe(200)
    const off = await withOptions(bench, { rateLimit: false }, begin)
    expect(off.answer.status).toBe(200)
  })

  it("needs the shop's publishable key like every store route", async () => {
    const res = await fetch(`${bench.storeUrl}/store/aplazame/payment-sessions/x/checkout`, { method: "POST" })
    expect(res.status).toBe(400)
  })
}
