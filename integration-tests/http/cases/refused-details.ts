import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fieldText, TEXTS } from "../../../src/modules/aplazame/texts"
import type { Bench } from "../../support/aplazame-store"
import { ADDRESS, paymentSession, pressPay, readyCart } from "../../support/shopper"

/** Aplazame says which of the shopper's details it does not take: the shopper is told, in the words of their form. */
export function refusedDetails(bench: Bench): void {
  const pressOn = async (fields: Record<string, string[]>, language: "es" | "en" | "pt" = "es") => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    await bench.emulator.setFaults({ route: "POST /checkout", times: 1, status: 400, error_body: { error: { type: "ApiValidationException", message: "API validation error", fields } } })
    return { cartId, sessionId: session.id, ...(await pressPay(bench.seed, session.id, { language })) }
  }

  it.each([
    ["customer.phone", "shipping_address.phone", "en", "Aplazame does not accept the phone number in the shipping address. Correct it and try again."],
  ] as const)("details_not_accepted: a 400 about %s names %s, and the next press works", async (remote, field, language, message) => {
    const refused = await pressOn({ [remote]: ["Not valid."], "order.total_amount": ["Not this."] }, language)
    expect(refused).toMatchObject({ status: 422, body: { type: "aplazame", code: "details_not_accepted", message, details: { field } } })
    expect((await bench.seed.store.get(`/store/aplazame/carts/${refused.cartId}/payment`)).body).toEqual({
      state: "refused",
      code: "details_not_accepted",
      message: TEXTS[language].details_not_accepted.replace("{field}", fieldText(undefined, language)),
      order_id: null,
    })
    expect((await pressPay(bench.seed, refused.sessionId)).status).toBe(200)
  })

  it("names the field that was sent, where one address has stood in for the other", async () => {
    const cartId = await readyCart(bench.seed)
    await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cartId}`, { billing_address: { ...ADDRESS, first_name: "Luis", address_1: "Rúa Nova 2", city: "" } }))
    const session = await paymentSession(bench.seed, cartId)
    for (const [remote, field] of [["billing.street", "shipping_address.address_1"], ["billing.first_name", "billing_address.first_name"], ["customer.first_name", "billing_address.first_name"]]) {
      await bench.emulator.setFaults({ route: "POST /checkout", times: 1, status: 400, error_body: { error: { type: "ApiValidationException", message: "API validation error", fields: { [remote!]: ["Not valid."] } } } })
      expect(await pressPay(bench.seed, session.id)).toMatchObject({ status: 422, body: { code: "details_not_accepted", details: { field } } })
    }
  })

  it("checkout_refused: a 400 about nothing that a shopper can correct; the log has the rest, and nothing of the shopper", async () => {
    const warn = jest.spyOn(bench.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
    const refused = await pressOn({ "order.articles": ["This field is required."], "shipping.name": [`Not for lucia@example.com, ${ADDRESS.address_1}`] })
    const told = warn.mock.calls.map(([text]) => String(text))
    warn.mockRestore()
    expect(refused).toMatchObject({ status: 422, body: { code: "checkout_refused", details: {} } })
    expect(told).toContainEqual(expect.stringMatching(/order\.articles.*This field is required/))
    expect(told.join()).not.toMatch(new RegExp(`lucia@|${ADDRESS.address_1}`))
  })
}
