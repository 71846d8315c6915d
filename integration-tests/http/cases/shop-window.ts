import { setTimeout as sleep } from "node:timers/promises"
import { Modules } from "@medusajs/framework/utils"
import { newAplazameSession } from "../../../src/storefront/nextjs/store-session"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { orderOf } from "../../support/operator"
import { signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

/** What a shop's pages ask before, while and after the shopper pays. */
export function shopWindow(bench: Bench): void {
  const eligibility = (query: string, http = bench.seed.store) => http.get(`/store/aplazame/eligibility?${query}`)
  const payment = (cartId: string, http = bench.seed.store) => http.get(`/store/aplazame/carts/${cartId}/payment`)
  const orderPayment = (orderId: string, http = bench.seed.store) => http.get(`/store/aplazame/orders/${orderId}/payment`)
  const asked = async () => (await bench.emulator.calls()).filter((call) => call.path.includes("/checkout/button"))
  /** No two tests ask about the same amount: answers are kept for a while. */
  let amount = 10_000
  const another = () => ++amount

  it("config says what a page needs before there is a checkout, and nothing secret", async () => {
    const { status, body } = await bench.seed.store.get("/store/aplazame/config")
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(["countries", "currencies", "max_amount", "min_amount", "product", "public_key", "sandbox", "script_url"])
    expect(body).toMatchObject({ sandbox: true, countries: ["es"], currencies: ["eur"], product: null, min_amount: null })
    expect(body.script_url).toContain("/aplazame.js?public_key=")
    expect(JSON.stringify(body)).not.toContain(bench.aplazame.settings.privateKey)
  })

  it("a shop's server gets a payment session for a cart, and another one when that is spent", async () => {
    const cartId = await readyCart(bench.seed)
    const to = { storeUrl: bench.storeUrl, publishableKey: bench.seed.publishableKey }
    const first = await newAplazameSession(cartId, to)
    const second = await newAplazameSession(cartId, to)
    expect([first, second]).toEqual([expect.stringMatching(/^payses_/), expect.stringMatching(/^payses_/)])
    expect((await pressPay(bench.seed, second)).status).toBe(200)
    await expect(newAplazameSession("cart_none", to)).rejects.toThrow("The store answered 404")
  })

  it("an amount is eligible when Aplazame offers any of its products, and it is told which", async () => {
    await bench.emulator.patchSettings({ availability: { pay_later: false } })
    const { body } = await eligibility(`amount=${another()}&currency_code=EUR&country_code=es`)
    expect(body).toEqual({ eligible: true, reasons: [], products: { instalments: true, pay_in_4: true, pay_later: false } })
  })

  it("an amount that Aplazame refuses for every product is not eligible, in the shopper's language", async () => {
    await bench.emulator.patchSettings({ button_max: 5_000 })
    const { body } = await eligibility(`amount=${another()}&currency_code=eur`, bench.seed.store.with({ "accept-language": "pt-PT" }))
    expect(body).toMatchObject({ eligible: false, reasons: [{ code: "not_available", message: "A Aplazame não está disponível para esta compra." }] })
  })

  it("asks Aplazame once for the same amount, however many shoppers look at it", async () => {
    const one = another()
    await Promise.all(Array.from({ length: 5 }, () => eligibility(`amount=${one}&currency_code=eur`)))
    await eligibility(`amount=${one}&currency_code=eur`)
    expect(await asked()).toHaveLength(3)
  })

  it("stays eligible when Aplazame can't be asked: a shop does not lose a way to pay for it", async () => {
    await bench.emulator.setFaults({ route: "/checkout/button$", status: 500, times: 50 })
    const { body } = await eligibility(`amount=${another()}&currency_code=eur`)
    const reason = { code: "availability_unknown", message: "Aplazame decidirá sobre esta compra cuando pagues.", details: {} }
    expect(body).toEqual({ eligible: true, reasons: [reason], products: { instalments: null, pay_in_4: null, pay_later: null } })
    await bench.emulator.clearFaults()
    // An answer ends the count of those that were missed.
    expect((await eligibility(`amount=${another()}&currency_code=eur`)).body.reasons).toEqual([])
  })

  it("hides the method while Aplazame answers nothing at all, tells a monitor, and offers it again by itself", async () => {
    await bench.emulator.setFaults({ status: 503 })
    const codes = async () => (await eligibility(`amount=${another()}&currency_code=eur`)).body.reasons.map((reason: { code: string }) => reason.code)
    const health = async () => (await bench.seed.admin.ok<any>(bench.seed.admin.get("/admin/aplazame/health"))).checks.find((one: { name: string }) => one.name === "calls")
    expect((await health()).figures).toEqual({ breaker: "closed", open_since: null })
    expect(await codes()).toEqual(["availability_unknown"])
    expect(await codes()).toEqual(["aplazame_unavailable"])
    expect(await eligibility(`amount=${another()}&currency_code=eur`)).toMatchObject({ status: 200, body: { eligible: false, reasons: [{ message: expect.stringContaining("Aplazame no responde") }] } })
    expect(await health()).toMatchObject({ level: "attention", figures: { breaker: "open", open_since: expect.any(String) } })
    await bench.emulator.clearFaults()
    await eventually(async () => expect(await codes()).toEqual([]))
    expect((await health()).level).toBe("ok")
  })

  it("asks no oftener than the store's limit, whoever asks; beyond it Aplazame stays eligible, and what is known is told", async () => {
    const [low, high] = [another(), another() + 1_000]
    amount = high
    await withOptions(bench, { countries: ["es", "pt"] }, async () => {
      for (const one of [low, high]) expect((await eligibility(`amount=${one}&currency_code=eur&country_code=pt`)).body.reasons).toEqual([])
      await bench.emulator.clearCalls()
      await withOptions(bench, { rateLimit: { notificationsPerMinute: 600, storePerMinute: 600, availabilityPerMinute: 1, checkoutsPerCartAndHour: 20 } }, async () => {
        // The bucket has been filled for more before: it holds one from here on.
        const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => eligibility(`amount=${high + 1 + n}&currency_code=eur&country_code=pt`)))
        expect(answers.every(({ body }) => body.eligible)).toBe(true)
        expect(answers.flatMap(({ body }) => body.reasons.map((reason: { code: string }) => reason.code))).toContain("availability_unknown")
        expect((await asked()).length).toBeLessThanOrEqual(1)
        expect((await eligibility(`amount=${low + 500}&currency_code=eur&country_code=pt`)).body).toMatchObject({ reasons: [], products: { instalments: true, pay_in_4: true, pay_later: true } })
      })
    })
  })

  it("names every reason of the store's own options without asking Aplazame", async () => {
    const { body } = await withOptions(bench, { minAmount: 20_000 as never }, () => eligibility(`amount=${another()}&currency_code=usd&country_code=fr`))
    expect(body.eligible).toBe(false)
    expect(body.reasons.map((reason: { code: string }) => reason.code)).toEqual(["currency_not_supported", "region_not_supported", "amount_out_of_limits"])
    expect(await asked()).toEqual([])
  })

  it("a cart is asked about with its own total and country", async () => {
    const cartId = await readyCart(bench.seed)
    expect((await eligibility(`cart_id=${cartId}`)).body.eligible).toBe(true)
    const { amount: total } = await paymentSession(bench.seed, cartId)
    expect((await asked()).map((call) => new URLSearchParams(call.path.split("?")[1] ?? "").get("amount") ?? String((call as { query?: Record<string, string> }).query?.amount))).toEqual(Array(3).fill(String(Math.round(total * 100))))
  })

  it("excludes products by themselves and by a parent of their category, in the shop window and at the start of a checkout", async () => {
    const { admin } = bench.seed
    const { product_category: parent } = await admin.ok<any>(admin.post("/admin/product-categories", { name: "Vales", is_active: true }))
    const { product_category: child } = await admin.ok<any>(admin.post("/admin/product-categories", { name: "Vales de regalo", is_active: true, parent_category_id: parent.id }))
    const { products } = await admin.ok<any>(admin.get("/admin/products?fields=id,title&limit=50"))
    const zapatillas = products.find((product: { title: string }) => product.title === "Zapatillas").id
    await admin.ok(admin.post(`/admin/product-categories/${child.id}/products`, { add: [zapatillas] }))
    const cartId = await readyCart(bench.seed, { lines: { ZAPATILLAS: 1, CAMISETA: 1 } })
    const session = await paymentSession(bench.seed, cartId)

    for (const options of [{ excludedProducts: [zapatillas] }, { excludedCategories: [parent.id] }, { excludedCategories: [child.id] }]) {
      await withOptions(bench, options, async () => {
        expect((await eligibility(`cart_id=${cartId}`)).body).toMatchObject({ eligible: false, reasons: [{ code: "product_excluded", details: { count: 1 } }] })
        expect((await eligibility(`amount=${another()}&currency_code=eur&product_id=${zapatillas}`)).body.eligible).toBe(false)
        expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 400, body: { code: "product_excluded" } })
      })
    }
    expect((await pressPay(bench.seed, session.id)).status).toBe(200)
  })

  it("refuses the start of a checkout that Aplazame said no to a moment ago, without another call", async () => {
    await bench.emulator.patchSettings({ button_max: 100 })
    const cartId = await readyCart(bench.seed, { lines: { CAMISETA: 7 } })
    const session = await paymentSession(bench.seed, cartId)
    await eligibility(`cart_id=${cartId}`)
    await bench.emulator.clearCalls()
    expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 400, body: { code: "not_available" } })
    // The store's jobs may ask for the orders of earlier tests.
    expect((await bench.emulator.calls()).filter(({ path }) => !path.startsWith("/orders"))).toEqual([])
  })

  it.each(["", "amount=1.5&currency_code=eur", "amount=-1&currency_code=eur", "amount=100", "cart_id=", "cart_id=x&amount=100&currency_code=eur", "amount=100&currency_code=eur&foo=1"])(
    "answers 400 to the question %p",
    async (query) => {
      expect((await eligibility(query)).status).toBe(400)
    }
  )

  it("tells the shopper's page where a payment stands, from the first press to the order", async () => {
    const fresh = await readyCart(bench.seed)
    expect((await payment(fresh)).body).toMatchObject({ state: "none", order_id: null })
    const checkout = await openCheckout(bench.seed)
    expect((await payment(checkout.cartId)).body).toMatchObject({ state: "open", code: "payment_pending", order_id: null })
    await bench.emulator.approve(checkout.checkout_id)
    const { body } = await payment(checkout.cartId)
    expect(body).toMatchObject({ state: "paid", code: "payment_paid" })
    expect(body.order_id).toBe((await complete(bench.seed, checkout.cartId)).body.order.id)
    expect(Object.keys(body).sort()).toEqual(["code", "message", "order_id", "state"])
  })

  it("tells a page that waits for the identity check of its end, good or bad", async () => {
    for (const [end, state] of [["passChallenge", "paid"], ["failChallenge", "refused"]] as const) {
      const checkout = await openCheckout(bench.seed)
      await bench.emulator.challenge(checkout.checkout_id)
      expect((await payment(checkout.cartId)).body).toMatchObject({ state: "challenge", code: "payment_challenge" })
      const { order_id } = (await payment(checkout.cartId)).body
      expect((await orderPayment(order_id)).body).toMatchObject({ state: "challenge", code: "payment_challenge", order_id })
      await bench.emulator[end](checkout.checkout_id)
      expect((await payment(checkout.cartId)).body.state).toBe(state)
      expect((await orderPayment(order_id)).body).toEqual((await payment(checkout.cartId)).body)
    }
  })

  it("has nothing to tell of an order that was paid otherwise or does not exist", async () => {
    expect(await orderPayment("order_unknown")).toMatchObject({ status: 200, body: { state: "none", order_id: null } })
  })

  it("says paid of a held order only when the order says so too, however long it takes to give it its payment", async () => {
    const checkout = await openCheckout(bench.seed)
    await bench.emulator.challenge(checkout.checkout_id)
    const payments = bench.container.resolve(Modules.PAYMENT)
    const authorize = payments.authorizePaymentSession.bind(payments)
    const slow = jest.spyOn(payments, "authorizePaymentSession").mockImplementation(async (...given) => {
      await sleep(1_500)
      return authorize(...given)
    })
    const passed = bench.emulator.passChallenge(checkout.checkout_id)
    const seen = new Set<string>()
    for (let asked = 0; asked < 100 && !seen.has("paid"); asked++) {
      seen.add((await payment(checkout.cartId)).body.state)
      await sleep(50)
    }
    const { order_id } = (await payment(checkout.cartId)).body
    expect((await orderOf(bench.seed, order_id)).payment_status).toBe("authorized")
    expect([...seen]).toEqual(["challenge", "confirming", "paid"])
    await passed
    slow.mockRestore()
  })

  it("says that nothing was charged when the cart changed while it was being paid", async () => {
    const checkout = await openCheckout(bench.seed)
    const { store } = bench.seed
    await store.ok(store.post(`/store/carts/${checkout.cartId}/line-items`, { variant_id: bench.seed.variants.ZAPATILLAS, quantity: 1 }))
    await bench.emulator.approve(checkout.checkout_id)
    expect((await payment(checkout.cartId)).body).toMatchObject({ state: "refused", code: "payment_cart_changed", order_id: null })
  })

  it("reveals a customer's payment to nobody else: an unknown cart and somebody else's look the same", async () => {
    const owner = await signedIn(bench.seed)
    const stranger = await signedIn(bench.seed)
    const checkout = await openCheckout(bench.seed, { as: owner.http, email: owner.email })
    const answers = await Promise.all([payment(checkout.cartId), payment(checkout.cartId, stranger.http), payment("cart_unknown"), eligibility(`cart_id=${checkout.cartId}`)])
    for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
    expect((await payment(checkout.cartId, owner.http)).body.state).toBe("open")
    await bench.emulator.approve(checkout.checkout_id)
    const { order_id } = (await payment(checkout.cartId, owner.http)).body
    expect([(await orderPayment(order_id)).body, (await orderPayment(order_id, stranger.http)).body]).toEqual([answers[0]!.body, answers[0]!.body])
    expect((await orderPayment(order_id, owner.http)).body).toMatchObject({ state: "paid", order_id })
  })
}
