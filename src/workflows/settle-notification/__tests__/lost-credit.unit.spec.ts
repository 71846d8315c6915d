const made: object[] = []
const cancelled: string[] = []
jest.mock("@medusajs/medusa/core-flows", () => ({
  cancelOrderWorkflow: () => ({ run: async ({ input }: { input: { order_id: string } }) => void cancelled.push(input.order_id) }),
  createOrderPaymentCollectionWorkflow: () => ({ run: async ({ input }: { input: object }) => void made.push(input) }),
  deleteOrderPaymentCollections: () => ({ run: async () => undefined }),
}))
jest.mock("../return-promotions", () => ({ returnPromotions: async () => undefined }))

import { cents } from "../../../aplazame"
import { judgeOrderPayment } from "../../../modules/aplazame/order-payment"
import { keepOrPlanCancel } from "../../../providers/aplazame/cancel-payment"
import { runPlannedChange } from "../../order-change"
import { linkPaymentState } from "../../payment-state"
import { releaseOrder } from "../release-order"

const NOW = new Date()
type World = { subject?: "cart" | "order"; fulfilled?: boolean; captures?: { id: string; amount: number }[]; others?: object[]; dies?: string }

/** An order of 100.00 that one credit paid; somebody cancels the credit in Aplazame's panel. */
function world({ subject = "order", fulfilled = false, captures = [], others = [], dies }: World = {}) {
  made.length = cancelled.length = 0
  const collection = { id: "paycol_1", status: "authorized", amount: 100, order: { id: "order_1", status: "pending" } }
  const payment = { id: "pay_1", amount: 100, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: "payses_1", canceled_at: null as Date | null, captures, refunds: [], payment_collection: collection }
  const columns = subject === "cart" ? { cart_id: "cart_1", for_order_id: null } : { cart_id: null, for_order_id: "order_1" }
  const row = { id: "aplord_1", mid: "aplord_1", ...columns, order_id: "order_1", payment_collection_id: "paycol_1", payment_session_id: "payses_1", payment_id: "pay_1", state: "cancelled", status: "ko", status_reason: "", reason_code: null, product: null, total_amount: 10_000, captured_amount: 0, refunded_amount: 0, voided_amount: 0, placed_amount: 10_000, placed_credit_lines: 0, revision: 1, confirmed_at: NOW, refused_at: null, cancelled_at: NOW, authorized_at: NOW, retry_until: null, currency_code: "eur", language: null }
  const opened: string[] = []
  const settled: object[] = []
  const collections = () => [
    { ...collection, payments: [payment] },
    ...made.map((_, n) => ({ id: `paycol_new_${n}`, status: "not_paid", amount: 100, payments: [] })),
    ...(others.length > 0 ? [{ id: "paycol_other", status: "authorized", amount: 100, payments: others }] : []),
  ]
  const graph = async ({ entity, fields }: { entity: string; fields: string[] }) => {
    if (entity === "payment") return { data: [payment] }
    if (entity === "order_payment_collection") return { data: [{ order_id: "order_1" }] }
    if (entity !== "order") return { data: [] }
    if (fields.includes("summary")) return { data: [{ id: "order_1", total: 100, summary: { transaction_total: 0 } }] }
    return { data: [{ id: "order_1", display_id: 7, status: "pending", version: 1, currency_code: "eur", fulfillments: fulfilled ? [{ id: "ful_1", created_at: NOW }] : [], payment_collections: collections() }] }
  }
  const ledger = { ofCredit: async () => [], now: async () => NOW.getTime(), plan: async () => void settled.push({ planned: true }), planAgain: async () => void settled.push({ planned: true }), settle: async (_: string, said: object) => void settled.push(said) }
  const orders = { byId: async () => row, update: async () => row, ofOrder: async () => [row], ofSubject: async () => [row], ofPayment: async () => row, waitsUntil: async () => null }
  const payments = {
    cancelPayment: async () => {
      if (dies === "cancelPayment") throw new Error("the process died")
      await keepOrPlanCancel(flow.aplazame as never, { graph } as never, { id: "pay_1", captures, order: collection.order, collection } as never)
      payment.canceled_at = NOW
    },
    updatePaymentCollections: async (id: string, figures: { status?: string }) => (id === collection.id && Object.assign(collection, figures), { ...figures }),
    retrievePaymentCollection: async () => collection,
  }
  const flow = {
    container: { resolve: () => payments },
    logger: { warn: () => undefined },
    locking: { execute: async (_: string[], job: () => unknown) => job() },
    query: { graph },
    aplazame: {
      settings: { retryByLinkHours: 24, language: "es" },
      clock: () => NOW.getTime(),
      client: { listCaptures: async () => ({ results: [], remaining_capture_amount: 0 }), checkVoid: async () => ({ results: [], remaining_amount: 0 }), checkRefund: async () => ({ remaining_amount: 0 }) },
      orders,
      ledger,
      problems: { open: async ({ kind }: { kind: string }) => void opened.push(kind), close: async () => false },
    },
  } as never as Parameters<typeof releaseOrder>[0]
  return { flow, row: row as never, opened, payment, collection, settled }
}

const order = { id: "order_1", status: "pending", currency_code: "eur", total: "100", is_draft_order: false } as never

describe("an order whose credit was cancelled in Aplazame's panel before anything was captured", () => {
  it("can be paid again by a link, which Medusa's admin has, and nothing more is sent for the credit", async () => {
    const { flow, row, opened, payment, collection, settled } = world()
    await releaseOrder(flow, row)
    expect(opened).toEqual(["order_without_credit"])
    expect(await judgeOrderPayment(flow.query, order, cents(10_000))).toEqual({ obstacle: null, whole: true })
    expect([payment.canceled_at, collection.status, made, settled]).toEqual([NOW, "canceled", [{ order_id: "order_1", amount: 100 }], []])
  })

  it("is not told to the shopper to be paid", async () => {
    const { flow, row } = world()
    await releaseOrder(flow, row)
    expect(await linkPaymentState(flow, "paycol_1")).toMatchObject({ code: "payment_cancelled", amount: 10_000 })
  })

  it("is owed once where the notification is repeated, also after a death before Medusa's payment was cancelled", async () => {
    const dying: World = { dies: "cancelPayment" }
    const { flow, row, payment } = world(dying)
    await expect(releaseOrder(flow, row)).rejects.toThrow("died")
    const again = world()
    Object.assign(again.collection, { status: "canceled" })
    made.push({ order_id: "order_1", amount: 100 })
    await releaseOrder(again.flow, again.row)
    await releaseOrder(again.flow, again.row)
    expect([payment.canceled_at, again.payment.canceled_at, made]).toEqual([null, NOW, [{ order_id: "order_1", amount: 100 }]])
  })

  it.each<[string, World, { opened: string[]; made: object[]; cancelled: string[]; given_up: boolean }]>([
    ["of a cart whose goods have left", { subject: "cart", fulfilled: true }, { opened: ["credit_lost_after_fulfilment"], made: [{ order_id: "order_1", amount: 100 }], cancelled: [], given_up: true }],
    ["that others have paid whole", { others: [{ id: "pay_2", amount: 100, canceled_at: null, captures: [] }] }, { opened: [], made: [], cancelled: [], given_up: true }],
    ["of a cart whose goods were not sent, which Medusa cancels", { subject: "cart" }, { opened: [], made: [], cancelled: ["order_1"], given_up: false }],
    ["of which Medusa has captured something", { captures: [{ id: "capt_1", amount: 10 }] }, { opened: ["order_without_credit"], made: [], cancelled: [], given_up: false }],
  ])("is %s", async (_, told, expected) => {
    const { flow, row, opened, payment } = world(told)
    await releaseOrder(flow, row)
    expect({ opened, made, cancelled, given_up: payment.canceled_at !== null }).toEqual(expected)
  })

  it("stays outstanding where a change of the order was planned before", async () => {
    const { flow, row, collection, settled } = world()
    await releaseOrder(flow, row)
    await runPlannedChange(flow, { id: "op_1", aplazame_order_id: "aplord_1", kind: "void", state: "planned", business_key: "change:order_1:2" } as never)
    expect([collection.status, settled]).toEqual(["canceled", [{ state: "skipped" }]])
  })
})
