const recorded: string[] = []
const covered: string[] = []
jest.mock("../record-placed-order", () => ({ recordPlacedOrder: async (_: unknown, { id }: { id: string }) => void recorded.push(id) }))
jest.mock("../../order-change/book-void", () => ({ coverOrder: async (_: unknown, id: string) => void covered.push(id) }))
jest.mock("../sale-hooks", () => ({ runValidateHook: async () => null }))

import { cents } from "../../../aplazame"
import { decorated, SHOP } from "../../../mapping/__tests__/carts"
import { parseOrderToPay } from "../../../mapping"
import { contentOfOrder } from "../../../modules/aplazame/order-payment"
import { payOrder } from "../pay-order"

const settings = { storefrontUrl: SHOP }
const theOrder = { ...decorated({ items: [{ unit_price: "50", quantity: "2", rates: ["0"] }], extra: { id: "order_1" } }), display_id: 12, is_draft_order: false }
const fingerprint = contentOfOrder(settings, parseOrderToPay(theOrder), null, cents(10_000))
const session = (id: string, told: object = {}) => ({ id, provider_id: "pp_aplazame_aplazame", status: "pending", amount: 100, currency_code: "eur", payment_collection: { id: "paycol_1" }, ...told })
const payment = (told: object = {}) => ({ id: "pay_1", amount: 100, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: "payses_1", canceled_at: null, ...told })

type World = { authorises?: boolean; order?: object | null; payments?: object[]; unpaid?: number; sessions?: object[]; row?: object }

/** An approved checkout of an order of 100.00, in a store that is so. */
async function approved({ authorises = true, order = theOrder, payments: before = [], unpaid = 100, sessions = [session("payses_1")], row: told = {} }: World = {}) {
  for (const list of [recorded, covered]) list.length = 0
  const payments = [...before]
  const row: Record<string, unknown> = { id: "aplord_1", state: "approved", cart_id: null, for_order_id: "order_1", order_id: null, payment_session_id: "payses_1", payment_collection_id: "paycol_1", payment_id: null, authorized_at: null, total_amount: 10_000, currency_code: "eur", product: null, fingerprint, ...told }
  const graph = async ({ entity, fields, filters }: { entity: string; fields: string[]; filters: Record<string, string> }) => {
    if (entity === "payment_session") return { data: sessions.filter((one) => (one as { id: string }).id === filters.id) }
    if (entity === "payment_collection") return { data: [{ id: "paycol_1", payment_sessions: sessions }] }
    if (entity === "payment") return { data: payments.filter((one) => Object.entries(filters).every(([name, value]) => (one as Record<string, unknown>)[name] === value)) }
    if (fields.includes("summary")) return { data: [{ id: "order_1", total: 100, summary: { transaction_total: 100 - unpaid } }] }
    if (fields.includes("email")) return { data: order ? [order] : [] }
    return { data: [{ id: "order_1", payment_collections: [{ payments }] }] }
  }
  const authorised: string[] = []
  const orders = {
    update: async (_: string, patch: object) => Object.assign(row, patch),
    byId: async () => row,
    ofOrder: async () => [row],
    beginAccepting: async () => undefined,
    endAccepting: async () => undefined,
  }
  const container = { resolve: () => ({ authorizePaymentSession: async (id: string) => void (authorised.push(id), authorises && payments.push(payment({ payment_session_id: id }))) }) }
  const decision = await payOrder({ aplazame: { orders, settings }, query: { graph }, container, logger: { warn: () => undefined } } as never, row as never, "order_1")
  return { decision, authorised, order_id: row.order_id, row, recorded: [...recorded], covered: [...covered] }
}
const ko = (reason: string) => ({ decision: { status: "ko", reason }, authorised: [], order_id: null })

describe("an approved checkout of an order", () => {
  it("authorises its session once, and then is the order's", async () => {
    expect(await approved()).toMatchObject({ decision: { status: "ok" }, authorised: ["payses_1"], order_id: "order_1", recorded: ["aplord_1"], covered: ["aplord_1"], row: { placed_amount: 10_000 } })
  })

  it("waits for the repeated notification where Medusa has made no payment", async () => {
    await expect(approved({ authorises: false })).rejects.toThrow("not the one that Aplazame's API shows")
  })

  it("takes the session that another tab has put in its place, and none of another provider", async () => {
    expect(await approved({ sessions: [session("payses_2")] })).toMatchObject({ decision: { status: "ok" }, authorised: ["payses_2"], row: { payment_session_id: "payses_2" } })
    expect(await approved({ sessions: [session("payses_2", { provider_id: "pp_card" })] })).toMatchObject(ko("session_gone"))
  })

  it.each<[string, World, string]>([
    ["is gone", { order: null }, "order_cancelled"],
    ["was cancelled", { order: { ...theOrder, status: "canceled" } }, "order_cancelled"],
    ["was paid otherwise and captured", { unpaid: 0 }, "order_already_paid"],
    ["is held by another payment", { payments: [payment({ id: "pay_2", payment_session_id: "payses_9" })] }, "order_already_paid"],
    ["owes another amount", { unpaid: 90 }, "order_changed"],
    ["has another content for the same amount", { row: { fingerprint: "another" } }, "order_changed"],
    ["was approved in another currency", { row: { currency_code: "usd" } }, "currency_differs"],
  ])("is refused where the order %s, and nothing is authorised", async (_, world, reason) => {
    expect(await approved(world)).toMatchObject(ko(reason))
  })

  it.each<[string, object]>([
    ["its session is over", { status: "error" }],
    ["its session was never there", { id: "payses_9", provider_id: "pp_card" }],
  ])("is refused where %s", async (_, told) => {
    expect(await approved({ sessions: [session("payses_1", told)] })).toMatchObject(ko("session_gone"))
  })

  it("is refused where its session is over another amount", async () => {
    expect(await approved({ sessions: [session("payses_1", { amount: 99 })] })).toMatchObject(ko("amount_differs"))
  })

  describe("whose process died after Medusa had its payment", () => {
    const taken = { authorized_at: new Date(0) }

    it("is linked, and not authorised again", async () => {
      expect(await approved({ payments: [payment()], row: taken })).toMatchObject({ decision: { status: "ok" }, authorised: [], order_id: "order_1", covered: ["aplord_1"] })
    })

    it("is refused when that payment or the order was cancelled since", async () => {
      expect(await approved({ payments: [payment({ canceled_at: "2026-01-01" })], row: taken })).toMatchObject(ko("payment_cancelled"))
      expect(await approved({ payments: [payment()], order: { ...theOrder, status: "canceled" }, row: taken })).toMatchObject(ko("order_cancelled"))
    })

    it("is authorised again when it died before", async () => {
      expect(await approved({ row: taken })).toMatchObject({ decision: { status: "ok" }, authorised: ["payses_1"] })
    })
  })
})
