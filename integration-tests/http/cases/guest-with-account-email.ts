import { withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { addPastOrder } from "../../support/past-order"
import { signedIn } from "../../support/seed-extras"
import { openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

/** Medusa puts the registered customer on the cart of whoever types their e-mail. That proves nothing about who is paying. */
export function guestWithAccountEmail(bench: Bench): void {
  const payloadOf = async (ref: string) => (await bench.emulator.order(ref)).payload as { customer: Record<string, unknown> }
  const historyOf = async (mid: string) => (await bench.aplazame.ledger.byKey(`history:${mid}`))!
  const eligibility = (cartId: string, http = bench.seed.store) => http.get(`/store/aplazame/eligibility?cart_id=${cartId}`)
  const payment = (cartId: string, http = bench.seed.store) => http.get(`/store/aplazame/carts/${cartId}/payment`)
  const account = async () => {
    const owner = await signedIn(bench.seed, undefined, { first_name: "Titular", last_name: "De La Cuenta", phone: "+34699999999" })
    await addPastOrder(bench, { email: owner.email, as: owner.http })
    return owner
  }

  it("sells to a guest who typed a registered e-mail, and sends and shows nothing of that account", async () => {
    const owner = await account()
    const { cartId, checkout_id, mid } = await openCheckout(bench.seed, { email: owner.email })
    expect(await eligibility(cartId)).toMatchObject({ status: 200, body: { eligible: true } })
    expect(await payment(cartId)).toMatchObject({ status: 200, body: { state: "open" } })
    const { customer } = await payloadOf(checkout_id)
    expect(customer).toMatchObject({ type: "g", email: owner.email, first_name: "Lucía", last_name: "García" })
    expect(customer).not.toHaveProperty("id")
    expect(customer).not.toHaveProperty("date_joined")
    expect(JSON.stringify(await payloadOf(checkout_id))).not.toMatch(/Titular|Cuenta|699999999/)
    await eventually(async () => expect((await historyOf(mid)).state).toBe("skipped"))
    expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
    expect(await payment(cartId)).toMatchObject({ status: 200, body: { state: "paid" } })
    expect((await bench.emulator.order(checkout_id)).history).toBeNull()
  })

  it("sends no order of an account to Aplazame with a guest's either, when guests have a history", () =>
    withOptions(bench, { historyForGuests: true, storeReading: true }, async () => {
      const owner = await account()
      const { mid } = await openCheckout(bench.seed, { email: owner.email })
      await eventually(async () => expect((await historyOf(mid)).state).toBe("skipped"))
    }))

  it("does not take another signed-in customer for the account whose e-mail they typed", async () => {
    const [owner, other] = [await account(), await signedIn(bench.seed)]
    const cartId = await readyCart(bench.seed, { email: owner.email })
    const session = await paymentSession(bench.seed, cartId)
    const pressed = await pressPay(bench.seed, session.id, {}, other.http)
    expect(pressed.status).toBe(200)
    expect((await payloadOf(pressed.body.checkout_id)).customer).toMatchObject({ type: "g" })
    expect((await payloadOf(pressed.body.checkout_id)).customer).not.toHaveProperty("id")
  })

  it("knows them once they sign in: the same cart is theirs then, under a new checkout, and closed to others", async () => {
    const owner = await account()
    const guest = await openCheckout(bench.seed, { email: owner.email })
    const signed = await pressPay(bench.seed, guest.sessionId, {}, owner.http)
    expect(signed.status).toBe(200)
    expect(signed.body.mid).not.toBe(guest.mid)
    expect((await payloadOf(signed.body.checkout_id)).customer).toMatchObject({ type: "e", id: owner.id })
    await eventually(async () => expect((await historyOf(signed.body.mid)).state).toBe("done"))
    expect((await pressPay(bench.seed, guest.sessionId, {}, owner.http)).body.mid).toBe(signed.body.mid)
    expect(await pressPay(bench.seed, guest.sessionId)).toMatchObject({ status: 404, body: { code: "session_not_found" } })
    expect(await payment(guest.cartId)).toMatchObject({ status: 404, body: { code: "cart_not_found" } })
  })

  it.each<[string, (cartId: string, owner: Awaited<ReturnType<typeof signedIn>>) => Promise<unknown>]>([
    ["made the cart", async () => undefined],
    ["took the cart over", (cartId, owner) => bench.seed.store.ok(owner.http.post(`/store/carts/${cartId}/customer?fields=id`))],
    ["put something in", (cartId, owner) => bench.seed.store.ok(owner.http.post(`/store/carts/${cartId}/line-items?fields=id`, { variant_id: bench.seed.variants.CAMISETA, quantity: 1 }))],
  ])("closes a cart that a signed-in customer made their own: who %s", async (how, own) => {
    const [owner, other] = [await signedIn(bench.seed), await signedIn(bench.seed)]
    const cartId = await readyCart(bench.seed, { email: owner.email, ...(how === "made the cart" ? { as: owner.http } : {}) })
    await own(cartId, owner)
    for (const http of [bench.seed.store, other.http]) {
      expect(await eligibility(cartId, http)).toMatchObject({ status: 404, body: { code: "cart_not_found" } })
      expect(await payment(cartId, http)).toMatchObject({ status: 404, body: { code: "cart_not_found" } })
    }
    expect((await eligibility(cartId, owner.http)).status).toBe(200)
    expect((await payment(cartId, owner.http)).status).toBe(200)
  })
}
