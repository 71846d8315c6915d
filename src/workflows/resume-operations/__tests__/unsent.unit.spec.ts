import type { FlowContext } from "../../flow-context"
import { bookOne } from "../book-foreign"

const NOW = new Date()
const credit = { id: "aplord_1", mid: "aplord_1", cart_id: "cart_1", order_id: "order_1", payment_id: "pay_1", state: "cancelled", product: "pay_later", total_amount: 5_000, captured_amount: 5_000, refunded_amount: 5_000, voided_amount: 0, revision: 3, confirmed_at: NOW, authorized_at: NOW }
const op = (more: object) =>
  ({ id: "op_1", aplazame_order_id: "aplord_1", kind: "capture", state: "done", amount: 5_000, target: null, request_amount: null, medusa_ref: null, payment_id: null, business_key: "capture:capt_1", settled_at: NOW, updated_at: NOW, created_at: NOW, sent_at: NOW, untold_since: null, booked_at: null, for_returns: null, ...more }) as never

describe("an order whose money all went back in Aplazame's panel", () => {
  const fulfillments = [{ id: "ful_1", created_at: NOW, canceled_at: null }]
  const item = (fulfilled_quantity: number, requires_shipping = true) => ({ quantity: 2, requires_shipping, detail: { fulfilled_quantity } })
  it.each([
    ["nothing", { fulfillments: [], items: [item(0)] }, ["order_refunded_not_sent"]],
    ["a part", { fulfillments, items: [item(1)] }, ["order_refunded_not_sent"]],
    ["one of two articles", { fulfillments, items: [item(2), item(0)] }, ["order_refunded_not_sent"]],
    ["one of two articles, of which none is in a fulfilment,", { fulfillments, items: [item(2), { quantity: 1, detail: null }] }, ["order_refunded_not_sent"]],
    ["all", { fulfillments, items: [item(2)] }, []],
    ["all that is to be sent", { fulfillments, items: [item(2), item(0, false)] }, []],
  ])("is asked about where %s was sent", async (_, order, asked) => {
    const opened: string[] = []
    const back = op({ id: "op_2", kind: "refund", business_key: "panel:refund:aplord_1:5000", request_amount: 5_000 })
    const flow = {
      container: {},
      logger: { warn: () => undefined },
      query: { graph: async ({ entity }: { entity: string }) => ({ data: entity === "order" ? [{ id: "order_1", status: "pending", version: 1, ...order }] : [] }) },
      aplazame: {
        clock: () => NOW.getTime(),
        orders: { byId: async () => credit, update: async () => credit },
        ledger: { now: async () => NOW.getTime(), ofCredit: async () => [op({}), back], release: async () => undefined },
        bookings: { markBooked: async () => undefined, bookLater: async () => undefined },
        problems: { open: async ({ kind }: { kind: string }) => void opened.push(kind), close: async () => false },
      },
    } as unknown as FlowContext
    await bookOne(flow, back)
    expect(opened).toEqual(asked)
  })
})
