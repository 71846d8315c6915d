import { orderPaymentState, paymentState } from "../payment-state"

jest.mock("../cart-shopper", () => ({ shopperOf: async () => ({}) }))

const a = { id: "a", cart_id: "cart_1", for_order_id: null, order_id: "order_1", state: "refused", reason_code: null, status_reason: "", payment_id: null, payment_session_id: "", payment_collection_id: "paycol_1", language: null, created_at: new Date(0) }
const byLink = { ...a, id: "l", cart_id: null, for_order_id: "order_1", state: "confirmed", payment_collection_id: "paycol_2", created_at: new Date(1) }
const CARD = { id: "pay_card", amount: 100, canceled_at: null, captures: [] }

/** An order whose cart had the credit `a`, with these credits, the newest first, and these payments in Medusa. */
const flow = (ofOrder: object[], payments: object[] = [CARD]) =>
  ({
    aplazame: { orders: { ofOrder: async () => ofOrder, ofSubject: async ({ kind }: { kind: string }) => ofOrder.filter((row) => (row as typeof a).cart_id !== null === (kind === "cart")) } },
    query: { graph: async ({ entity }: { entity: string }) => ({ data: entity === "cart" ? [{ id: "cart_1" }] : [{ id: "paycol", status: "authorized", payment_collections: [{ payments }] }] }) },
  }) as never

describe("the page of an order whose credit was refused", () => {
  it.each<[string, object[], object[], string]>([
    ["says so, where nobody has paid the order", [a], [], "refused"],
    ["says so, where another payment was cancelled too", [a], [{ ...CARD, canceled_at: new Date(0) }], "refused"],
    ["says that it was paid otherwise, where a card paid", [a], [CARD], "none"],
    ["says that it is paid, where another credit paid by the order's link", [byLink, a], [CARD], "paid"],
    ["says that it is paid, where the newest credit is the refused one", [a, byLink], [CARD], "paid"],
    ["says that it was paid otherwise, where a credit that was cancelled in Aplazame's panel was followed by a card", [{ ...byLink, state: "cancelled" }], [CARD], "none"],
    ["says that it has ended, where that was cancelled and nobody has paid since", [{ ...byLink, state: "cancelled" }], [], "refused"],
  ])("%s", async (_, credits, payments, state) => {
    expect(await orderPaymentState(flow(credits, payments), "order_1", null)).toMatchObject({ state })
  })

  it("says the same as that of its cart", async () => {
    expect(await paymentState(flow([byLink, a]), "cart_1", null)).toMatchObject({ state: "paid", order_id: "order_1" })
    expect(await paymentState(flow([a]), "cart_1", null)).toMatchObject({ state: "none" })
  })
})
