import { PRIVATE_KEY, PUBLIC_KEY, type Bench } from "../../support/aplazame-store"
import { hundredths, orderOf } from "../../support/operator"
import { addDigitalProduct, addPromotions, signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

type Line = { id: string; quantity: number; price: number; tax_rate: number; discount?: number }
type Payload = {
  order: { id: string; articles: Line[]; total_amount: number; currency: string }
  customer: Record<string, unknown>
  merchant: Record<string, unknown>
  shipping?: { price: number; tax_rate?: number; discount?: number; country: string }
  billing?: { country: string }
  product?: { type: string }
}

/** What the shopper pays by Aplazame's own sum: every line with its tax, less discounts. */
function sumOf({ order, shipping }: Payload): number {
  const worth = (price: number, quantity: number, rate = 0, discount = 0) => ((price - discount) * quantity * (100 + rate / 100)) / 100
  const lines = order.articles.reduce((sum, a) => sum + worth(a.price, a.quantity, a.tax_rate, a.discount), 0)
  return lines + (shipping ? worth(shipping.price, 1, shipping.tax_rate, shipping.discount) : 0)
}

/** What a started checkout answers and what reaches Aplazame. */
export function checkoutPayloads(bench: Bench): void {
  const payloadOf = async (ref: string) => (await bench.emulator.order(ref)).payload as unknown as Payload
  const creations = async () => (await bench.emulator.calls()).filter((c) => c.method === "POST" && c.path === "/checkout")

  it("answers all that a storefront needs to open the checkout, and nothing secret", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    const { status, body } = await pressPay(bench.seed, session.id)
    expect(status).toBe(200)
    expect(body).toEqual({
      checkout_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      mid: expect.stringMatching(/^aplord_/),
      public_key: PUBLIC_KEY,
      sandbox: true,
      script_url: `${bench.emulatorUrl}/aplazame.js?public_key=${PUBLIC_KEY}&sandbox=true`,
    })
    expect(JSON.stringify([body, session])).not.toContain(PRIVATE_KEY)
  })

  it("gives Aplazame the cart to the cent, with its addresses, its customer and all addresses to return to", async () => {
    const { amount, checkout_id, mid } = await openCheckout(bench.seed, { lines: { CAMISETA: 3, ZAPATILLAS: 2 } })
    const payload = await payloadOf(checkout_id)
    expect(payload.order).toMatchObject({ id: mid, currency: "EUR", total_amount: hundredths(amount) })
    expect(payload.order.articles.map((a) => a.quantity).sort()).toEqual([2, 3])
    expect(Math.round(sumOf(payload))).toBe(payload.order.total_amount)
    expect(payload.shipping).toMatchObject({ country: "ES" })
    expect(payload.billing).toMatchObject({ country: "ES" })
    expect(payload.customer).toMatchObject({ type: "g", email: "lucia@example.com", gender: 0, language: "es" })
    expect(payload.customer).not.toHaveProperty("date_joined")
    expect(payload.merchant).toMatchObject({
      notification_url: `${bench.storeUrl}/hooks/aplazame/notifications`,
      success_url: "https://shop.example/checkout/aplazame/success",
      pending_url: "https://shop.example/checkout/aplazame/pending",
      error_url: "https://shop.example/checkout/aplazame/error",
      dismiss_url: "https://shop.example/checkout",
      ko_url: "https://shop.example/checkout/aplazame/refused",
      timeout_checkout: 60,
      timeout_extra: 2880,
    })
    expect(payload).not.toHaveProperty("product")
  })

  it("gives Aplazame the cart to the cent under promotions on goods and shipping, and sells it at that price", async () => {
    await addPromotions(bench.seed)
    const { amount, checkout_id, cartId } = await openCheckout(bench.seed, { lines: { CAMISETA: 3, ZAPATILLAS: 1 }, promoCodes: ["TERCIO", "ENVIO"] })
    const payload = await payloadOf(checkout_id)
    expect(payload.order.total_amount).toBe(hundredths(amount))
    // 3 x 19.99 + 89.95 + 4.95 with 21 % tax would be 187.39
    expect(payload.order.total_amount).toBeLessThan(13_000)
    expect(Math.abs(sumOf(payload) - payload.order.total_amount)).toBeLessThan(0.5)
    expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok", total: hundredths(amount) })
    const order = await orderOf(bench.seed, (await complete(bench.seed, cartId)).body.order.id)
    expect(hundredths(order.total)).toBe(hundredths(amount))
  })

  it("gives the product that the storefront forces and the paths it wants to come back to", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    const { body } = await pressPay(bench.seed, session.id, {
      product: "pay_in_4",
      return_paths: { success: "/gracias", dismiss: "https://shop.example/cesta" },
    })
    expect(await payloadOf(body.checkout_id)).toMatchObject({
      product: { type: "pay_in_4" },
      merchant: { success_url: "https://shop.example/gracias", dismiss_url: "https://shop.example/cesta" },
    })
  })

  it("tells Aplazame a new customer from one who has bought before, and when they joined", async () => {
    const shopper = await signedIn(bench.seed)
    const first = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
    const customer = (await payloadOf(first.checkout_id)).customer
    expect(customer).toMatchObject({ type: "n", id: shopper.id, email: shopper.email })
    expect(Date.now() - Date.parse(String(customer.date_joined))).toBeLessThan(600_000)
    await bench.emulator.approve(first.checkout_id)
    const second = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email, lines: { ZAPATILLAS: 1 } })
    expect((await payloadOf(second.checkout_id)).customer).toMatchObject({ type: "e", id: shopper.id })
  })

  it("sells goods that nobody ships: a shipping section for nothing where there is an address, none where there is none", async () => {
    await addDigitalProduct(bench.seed)
    for (const address of [undefined, null]) {
      const checkout = await openCheckout(bench.seed, { lines: { DIGITAL: 1 }, shippingOptionId: null, address })
      const payload = await payloadOf(checkout.checkout_id)
      expect(payload.shipping?.price).toBe(address === null ? undefined : 0)
      // Without an address Medusa knows no tax.
      expect(payload.order.total_amount).toBe(address === null ? 6000 : 7260)
      expect(await bench.emulator.approve(checkout.checkout_id)).toMatchObject({ status: "ok" })
      expect((await complete(bench.seed, checkout.cartId)).body.type).toBe("order")
    }
  })

  it("hands out the same checkout for the same content, pressed again or at once", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    const first = await pressPay(bench.seed, session.id)
    const again = await Promise.all([1, 2, 3, 4].map(() => pressPay(bench.seed, session.id)))
    for (const { status, body } of again) expect({ status, body }).toEqual({ status: 200, body: first.body })
    expect(await creations()).toHaveLength(1)
  })

  it("hands out the same checkout when the shopper chose Aplazame again, and sells it under the new session", async () => {
    const cartId = await readyCart(bench.seed)
    const first = await pressPay(bench.seed, (await paymentSession(bench.seed, cartId)).id)
    const session = await paymentSession(bench.seed, cartId)
    const second = await pressPay(bench.seed, session.id)
    expect(second.body.checkout_id).toBe(first.body.checkout_id)
    expect(await bench.aplazame.orders.byMid(first.body.mid)).toMatchObject({ payment_session_id: session.id })
    expect(await bench.emulator.approve(second.body.checkout_id)).toMatchObject({ status: "ok" })
  })

  it("makes a new checkout with a new mid when the address changes under the same total, and when the total changes", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    const first = await pressPay(bench.seed, session.id)
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cartId}`, { email: "otra@example.com" }))
    const second = await pressPay(bench.seed, session.id)
    await bench.seed.store.ok(
      bench.seed.store.post(`/store/carts/${cartId}/line-items`, { variant_id: bench.seed.variants.ZAPATILLAS, quantity: 1 })
    )
    const third = await pressPay(bench.seed, (await paymentSession(bench.seed, cartId)).id)
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200])
    expect(new Set([first, second, third].map((a) => a.body.mid)).size).toBe(3)
    expect(new Set([first, second, third].map((a) => a.body.checkout_id)).size).toBe(3)
  })
}
