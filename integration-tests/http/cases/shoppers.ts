import { TEXTS } from "../../../src/modules/aplazame/texts"
import { withOptions, type Bench } from "../../support/aplazame-store"
import type { Http } from "../../support/http"
import { effects } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { fulfil, hundredths } from "../../support/operator"
import { addDigitalProduct, addFreeCode, addPickup, addRegion, addVariants, signedIn } from "../../support/seed-extras"
import { ADDRESS, complete, openCheckout, paymentSession, pressPay, readyCart, type CartWish } from "../../support/shopper"

type Article = { id: string; name: string; quantity: number; price: number; discount?: number; description?: string; sku?: string; url: string }
type Address = Record<"first_name" | "last_name" | "street" | "city" | "state" | "postcode" | "country", string> & { phone?: string; name?: string; price?: number }
type Payload = { order: { articles: Article[]; total_amount: number }; customer: Record<string, unknown>; billing?: Address; shipping?: Address }

const LUIS = { ...ADDRESS, first_name: "Luis", last_name: "Pérez", address_1: "Rúa Nova 2", city: "Vigo", province: "Pontevedra", postal_code: "36202" }

/** Shoppers and carts as they really are: what they leave out, how they write, what they buy. */
export function shoppers(bench: Bench): void {
  const payloadOf = async (ref: string) => (await bench.emulator.order(ref)).payload as unknown as Payload
  const press = async (cartId: string, as?: Http) => pressPay(bench.seed, (await paymentSession(bench.seed, cartId, undefined, {}, as)).id, {}, as)
  const patch = (cartId: string, body: Record<string, unknown>, as?: Http) => (as ?? bench.seed.store).ok((as ?? bench.seed.store).post(`/store/carts/${cartId}`, body))
  /** Presses pay, is approved, and has the order placed: the payload that Aplazame got. */
  async function sold(cartId: string): Promise<Payload> {
    const { status, body } = await press(cartId)
    expect({ status, body }).toMatchObject({ status: 200 })
    expect(await bench.emulator.approve(body.checkout_id)).toMatchObject({ status: "ok" })
    expect((await complete(bench.seed, cartId)).body.type).toBe("order")
    return payloadOf(body.checkout_id)
  }

  it.each(["pt-PT", "ca-ES"])("sells goods that nobody ships, to a page in %s, and the language changes no content", async (locale) => {
    await addDigitalProduct(bench.seed)
    const cartId = await readyCart(bench.seed, { lines: { DIGITAL: 1 }, shippingOptionId: null })
    await patch(cartId, { locale })
    const first = await press(cartId)
    const session = await paymentSession(bench.seed, cartId)
    const again = await Promise.all(["es", "en", "pt"].map((language) => pressPay(bench.seed, session.id, { language })))
    expect(again.map(({ body }) => body.checkout_id)).toEqual([first.body.checkout_id, first.body.checkout_id, first.body.checkout_id])
    const payload = await sold(cartId)
    const language = locale.startsWith("ca") ? "es" : locale.slice(0, 2)
    expect(payload.customer.language).toBe(language)
    expect(payload.shipping?.name).toBe({ es: "Sin envío", en: "No shipping", pt: "Sem envio" }[language])
  })

  it("sells to the billing address where Medusa wrote a shipping address with nothing but the country: digital goods, and pickup", async () => {
    await addDigitalProduct(bench.seed)
    const pickup = await addPickup(bench.seed)
    const regionId = await addRegion(bench.seed, ["fr"])
    const wishes: CartWish[] = [{ lines: { DIGITAL: 1 }, shippingOptionId: null }, { lines: { CAMISETA: 1 }, shippingOptionId: pickup }]
    for (const wish of wishes) {
      const cartId = await readyCart(bench.seed, { ...wish, regionId, address: null })
      await patch(cartId, { billing_address: LUIS })
      const { cart } = await bench.seed.store.ok<any>(bench.seed.store.get(`/store/carts/${cartId}?fields=id,*shipping_address`))
      expect(cart.shipping_address).toMatchObject({ country_code: "fr", address_1: null })
      const payload = await sold(cartId)
      expect([payload.billing, payload.shipping]).toEqual([
        expect.objectContaining({ first_name: "Luis", street: "Rúa Nova 2", country: "ES" }),
        expect.objectContaining({ first_name: "Luis", street: "Rúa Nova 2", country: "ES" }),
      ])
    }
  })

  it("sells what the shopper fetches with a billing address only, in a region of several countries, and asks for an address to send to", async () => {
    const pickup = await addPickup(bench.seed)
    const cartId = await readyCart(bench.seed, { shippingOptionId: pickup, address: null })
    await patch(cartId, { billing_address: LUIS })
    expect((await sold(cartId)).shipping).toMatchObject({ street: "Rúa Nova 2", name: "Recogida" })
    const sent = await readyCart(bench.seed, { address: null })
    await patch(sent, { billing_address: LUIS })
    expect(await press(sent)).toMatchObject({ status: 400, body: { code: "cart_not_ready", details: { field: "shipping_address" } } })
  })

  it("sells to Portugal: sent there, fetched and digital, with the district by the postal code and the phone in one form", async () => {
    await addDigitalProduct(bench.seed)
    const pickup = await addPickup(bench.seed)
    const ines = { ...ADDRESS, first_name: "Inês", last_name: "Conceição", address_1: "Rua de Santa Catarina 12, 3.º Dto.", city: "Porto", province: "", postal_code: "4000-443", country_code: "pt", phone: "00351 912 345 678" }
    const told = { first_name: "Inês", last_name: "Conceição", street: "Rua de Santa Catarina 12, 3.º Dto.", city: "Porto", state: "Porto", postcode: "4000-443", country: "PT", phone: "+351912345678" }
    await withOptions(bench, { countries: ["es", "pt"] }, async () => {
      const wishes: [CartWish, string][] = [[{ address: ines }, "Estándar"], [{ shippingOptionId: pickup, address: null }, "Recogida"], [{ lines: { DIGITAL: 1 }, shippingOptionId: null, address: null }, "Sem envio"]]
      for (const [wish, name] of wishes) {
        const cartId = await readyCart(bench.seed, wish)
        await patch(cartId, { locale: "pt-PT", ...(wish.address === null ? { billing_address: ines } : {}) })
        const payload = await sold(cartId)
        expect([payload.billing, payload.shipping]).toEqual([expect.objectContaining(told), expect.objectContaining({ ...told, name })])
        expect(payload.customer).toMatchObject({ first_name: "Inês", phone: "+351912345678", language: "pt" })
      }
    })
  })

  it("tells the province by its name, from a code or the postal code, and phones in one form", async () => {
    for (const [given, told] of [
      [{ province: "es-tf", postal_code: "38001", phone: "616 12 34 56" }, { state: "Santa Cruz de Tenerife", phone: "616123456" }],
      [{ province: "", postal_code: "07001", phone: "no tengo" }, { state: "Illes Balears", phone: undefined }],
    ] as const) {
      const { checkout_id } = await openCheckout(bench.seed, { address: given })
      const { shipping, billing, customer } = await payloadOf(checkout_id)
      for (const address of [shipping, billing]) expect({ state: address?.state, phone: address?.phone }).toEqual(told)
      expect(customer.phone).toBe(told.phone)
    }
    await withOptions(bench, { countries: ["es", "pt"] }, async () => {
      const { checkout_id } = await openCheckout(bench.seed, { address: { country_code: "pt", province: "", postal_code: "4000-123", city: "Porto" } })
      expect((await payloadOf(checkout_id)).billing).toMatchObject({ state: "Porto", country: "PT" })
    })
  })

  it.each([
    ["last_name", { first_name: "Cher", last_name: "   " }, "missing", "en", "Before you can pay, please enter the last name in the shipping address."],
    ["postal_code", { province: "", postal_code: "99999" }, "invalid", "es", "Para poder pagar, corrige el código postal de la dirección de envío."],
  ] as const)("cart_not_ready: names the %s that the form must ask for, %j, which is %s, in %s", async (field, address, problem, language, message) => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed, { address }))
    const refused = await pressPay(bench.seed, session.id, { language })
    expect(refused).toMatchObject({ status: 400, body: { code: "cart_not_ready", message, details: { field: `shipping_address.${field}`, problem } } })
    expect((await bench.emulator.orders()).count).toBe(0)
  })

  it("takes first and last name from one person, whoever has both", async () => {
    const shopper = await signedIn(bench.seed)
    await shopper.http.ok(shopper.http.post("/store/customers/me", { first_name: "Ana", last_name: "" }))
    const cartId = await readyCart(bench.seed, { as: shopper.http, email: shopper.email, address: { first_name: "Ana", last_name: "" } })
    await patch(cartId, { billing_address: LUIS }, shopper.http)
    const { body } = await press(cartId, shopper.http)
    const { customer, shipping, billing } = await payloadOf(body.checkout_id)
    for (const person of [customer, shipping, billing]) expect(person).toMatchObject({ first_name: "Luis", last_name: "Pérez" })
    expect(shipping).toMatchObject({ street: ADDRESS.address_1 })
  })

  it("judges the country of the address that is sent, whatever the other form says", async () => {
    const cartId = await readyCart(bench.seed, { address: { country_code: "pt", postal_code: "1000-001", province: "Lisboa", city: "Lisboa" } })
    await patch(cartId, { billing_address: { ...LUIS, city: "" } })
    const eligibility = async () => (await bench.seed.store.get<any>(`/store/aplazame/eligibility?cart_id=${cartId}`)).body
    expect(await press(cartId)).toMatchObject({ status: 400, body: { code: "region_not_supported", details: { country: "pt" } } })
    expect(await eligibility()).toMatchObject({ eligible: false, reasons: [{ code: "region_not_supported", details: { country: "pt" } }] })
    await withOptions(bench, { countries: ["pt"] }, async () => {
      expect((await eligibility()).eligible).toBe(true)
      const { body } = await press(cartId)
      expect((await payloadOf(body.checkout_id)).billing).toMatchObject({ country: "PT", city: "Lisboa", first_name: "Luis" })
    })
  })

  it("reads a description behind a picture that somebody has pasted into it", async () => {
    await addVariants(bench.seed, "PEGADA", { title: "Silla", description: `<p><img src="data:image/png;base64,${"iVBORw0KGgo+/AAA".repeat(4_000)}"></p><p>Silla de <b>roble</b></p>`, prices: [20] })
    const { checkout_id } = await openCheckout(bench.seed, { lines: { PEGADA_1: 1 } })
    expect((await payloadOf(checkout_id)).order.articles[0]?.description).toBe("Silla de roble")
  })

  it("tells an order later in the language of its checkout, and the shopper too, although nothing in Medusa has kept it", async () => {
    await addDigitalProduct(bench.seed)
    const cartId = await readyCart(bench.seed, { lines: { DIGITAL: 1 }, shippingOptionId: null })
    const session = await paymentSession(bench.seed, cartId)
    const { body } = await pressPay(bench.seed, session.id, { language: "pt" })
    expect((await payloadOf(body.checkout_id)).shipping?.name).toBe("Sem envio")
    expect(await complete(bench.seed, cartId)).toMatchObject({ body: { type: "cart", error: { message: TEXTS.pt.payment_pending } } })
    await bench.emulator.approve(body.checkout_id)
    await eventually(async () => expect(await effects(bench, body.checkout_id)).toContain("PUT /"))
    const put = (await bench.emulator.calls({ ref: body.checkout_id })).find((call) => call.method === "PUT")
    expect((put?.body as { order: Payload }).order.shipping?.name).toBe("Sem envio")
  })

  it("tells names, streets and articles in whole letters: NFC, cut between graphemes, no markup", async () => {
    await addVariants(bench.seed, "LARGO", { title: `${"Jose\u0301 ".repeat(60)}`, description: `<p>Hecho en <b>Espa&ntilde;a</b></p>${"👨‍👩‍👧‍👦".repeat(99)}`, prices: [20] })
    const { checkout_id } = await openCheckout(bench.seed, { lines: { LARGO_1: 1 }, address: { first_name: "  Nu\u0301ria ", address_1: "Carrer Paral·lel\u0007 3º 1ª" } })
    const { shipping, order } = await payloadOf(checkout_id)
    expect(shipping).toMatchObject({ first_name: "Núria", street: "Carrer Paral·lel 3º 1ª" })
    const [article] = order.articles
    expect(article?.name.startsWith("José José")).toBe(true)
    expect(article?.description).toMatch(/^Hecho en España (👨‍👩‍👧‍👦)+…$/u)
    for (const text of [article?.name, article?.description]) expect([...(text ?? "")].length).toBeLessThanOrEqual(255)
  })

  it("gives every article an id of its own, the same in the checkout and in the update of the order, and adds up", async () => {
    await addVariants(bench.seed, "REPETIDO", { title: "Repetido", prices: [9.99, 0] })
    const cartId = await readyCart(bench.seed, { lines: { REPETIDO_1: 3, REPETIDO_2: 1 } })
    const add = (body: Record<string, unknown>) => bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cartId}/line-items`, body))
    await add({ variant_id: bench.seed.variants.REPETIDO_1, quantity: 2, metadata: { grabado: "Ana" } })
    const { status, body } = await press(cartId)
    expect(status).toBe(200)
    const { order } = await payloadOf(body.checkout_id)
    const idsOf = (articles: Article[]) => articles.map(({ id, quantity, price }) => `${id} ${quantity} ${price}`).sort()
    expect(new Set(order.articles.map(({ id }) => id)).size).toBe(order.articles.length)
    expect(order.articles.length).toBeGreaterThanOrEqual(3)
    await bench.emulator.approve(body.checkout_id)
    const row = await bench.aplazame.orders.byMid(body.mid)
    const placed = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${row?.order_id}?fields=*items,total`))
    expect(hundredths(placed.order.total)).toBe(order.total_amount)
    await fulfil(bench.seed, placed.order)
    await eventually(async () => expect(await effects(bench, body.checkout_id)).toContain("PUT /"))
    const put = (await bench.emulator.calls({ ref: body.checkout_id })).find((call) => call.method === "PUT")
    expect(idsOf((put?.body as { order: { articles: Article[] } }).order.articles)).toEqual(idsOf(order.articles))
  })

  it("nothing_to_pay: a cart that costs nothing has a code of its own, at the checkout and before", async () => {
    await addDigitalProduct(bench.seed)
    await addFreeCode(bench.seed)
    const cartId = await readyCart(bench.seed, { lines: { DIGITAL: 1 }, shippingOptionId: null, promoCodes: ["GRATIS"] })
    const asked = await bench.seed.store.with({ "accept-language": "pt-BR" }).get<any>(`/store/aplazame/eligibility?cart_id=${cartId}`)
    expect(asked.body).toMatchObject({ eligible: false, reasons: [{ code: "nothing_to_pay", message: TEXTS.pt.nothing_to_pay, details: {} }] })
    expect(await withOptions(bench, { minAmount: 5000 }, () => press(cartId))).toMatchObject({ status: 400, body: { code: "nothing_to_pay" } })
    expect((await bench.seed.store.get<any>("/store/aplazame/eligibility?amount=0&currency_code=eur")).body.reasons).toMatchObject([{ code: "nothing_to_pay" }])
  })

  it("speaks the language of the page, of the cart, of the browser, in this order, and answers Medusa's own locale header", async () => {
    const cartId = await readyCart(bench.seed)
    const languageOf = async (headers: Record<string, string>, body: unknown = {}) => {
      // Another street is another content, and so another checkout with its own language.
      await patch(cartId, { billing_address: { ...ADDRESS, address_1: `Calle ${JSON.stringify([headers, body])}` } })
      const session = await paymentSession(bench.seed, cartId)
      const { body: started } = await pressPay(bench.seed, session.id, body, bench.seed.store.with(headers))
      return (await payloadOf(started.checkout_id)).customer.language
    }
    expect(await languageOf({ "accept-language": "fr, pt-BR;q=0.3, en-GB;q=0.6" })).toBe("en")
    await patch(cartId, { locale: "pt-BR" })
    expect(await languageOf({ "accept-language": "en" })).toBe("pt")
    expect(await languageOf({ "accept-language": "en", "x-medusa-locale": "ca-ES" })).toBe("es")
    expect(await languageOf({ "x-medusa-locale": "es-ES" }, { language: "en" })).toBe("en")
    const said = async (headers: Record<string, string>) => (await pressPay(bench.seed, "payses_unknown", {}, bench.seed.store.with(headers))).body.message
    expect(await said({ "x-medusa-locale": "en-GB", "accept-language": "pt" })).toBe(TEXTS.en.session_not_found)
    expect(await said({ "accept-language": "ca-ES,en;q=0.4" })).toBe(TEXTS.es.session_not_found)
  })

  it("answers about a cart in its language where the page says none, on every route: before the browser's, after the page's", async () => {
    const [cart, other] = ["pt", "en"] as const
    const cartId = await readyCart(bench.seed)
    await patch(cartId, { locale: "pt-PT" })
    const session = await paymentSession(bench.seed, cartId)
    const ask = async (headers: Record<string, string>) => {
      const http = bench.seed.store.with(headers)
      const [reasons, refused] = await withOptions(bench, { minAmount: 99_999_999 }, async () => [
        (await http.get<any>(`/store/aplazame/eligibility?cart_id=${cartId}`)).body.reasons,
        (await pressPay(bench.seed, session.id, {}, http)).body,
      ])
      const state = (await http.get<any>(`/store/aplazame/carts/${cartId}/payment`)).body
      const completed = (await complete(bench.seed, cartId, http)).body as { error: { message: string } }
      return [reasons[0].message, refused.message, state.message, completed.error.message]
    }
    const inWords = (language: "es" | "en" | "pt") =>
      (["amount_out_of_limits", "amount_out_of_limits", "payment_not_started", "payment_pending"] as const).map((code) => TEXTS[language][code])
    expect(await ask({})).toEqual(inWords(cart))
    expect(await ask({ "accept-language": other })).toEqual(inWords(cart))
    expect(await ask({ "x-medusa-locale": other, "accept-language": cart })).toEqual(inWords(other))
    await patch(cartId, { locale: "fr-FR" })
    expect(await ask({ "accept-language": `fr,${other};q=0.9,${cart};q=0.1` })).toEqual(inWords(other))
  })

  it("goes on in the language of the checkout where the page says none, and of the page where it does: while it is open, cancelled, and for the order", async () => {
    const cartId = await readyCart(bench.seed)
    await patch(cartId, { locale: "es-ES" })
    const session = await paymentSession(bench.seed, cartId)
    const { body } = await pressPay(bench.seed, session.id, { language: "pt" })
    const page = bench.seed.store.with({ "x-medusa-locale": "en" })
    const stateFor = async (http: Http, path = `carts/${cartId}`) => (await http.get<any>(`/store/aplazame/${path}/payment`)).body.message
    expect([await stateFor(bench.seed.store), await stateFor(page)]).toEqual([TEXTS.pt.payment_pending, TEXTS.en.payment_pending])
    for (const [http, language] of [[bench.seed.store.with({ "accept-language": "en" }), "pt"], [page, "en"]] as const) {
      expect(await complete(bench.seed, cartId, http)).toMatchObject({ body: { type: "cart", error: { message: TEXTS[language].payment_pending } } })
    }
    await bench.emulator.approve(body.checkout_id)
    const orderId = (await bench.aplazame.orders.byMid(body.mid))?.order_id
    expect([await stateFor(bench.seed.store, `orders/${orderId}`), await stateFor(page, `orders/${orderId}`)]).toEqual([TEXTS.pt.payment_paid, TEXTS.en.payment_paid])
  })
}
