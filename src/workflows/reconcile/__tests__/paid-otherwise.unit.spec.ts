jest.mock("@medusajs/medusa/core-flows", () => ({ cancelOrderWorkflow: () => ({ run: async () => undefined }) }))
jest.mock("../../settle-notification/return-promotions", () => ({ returnPromotions: async () => undefined }))

const givenUp: string[] = []
jest.mock("../../order-change/medusa-collections", () => ({ giveUpPayment: async (_: unknown, __: string, { id }: { id: string }) => void givenUp.push(id) }))

import { releaseOverdue } from "../../settle-notification/release-order"
import { compareOrder } from "../compare-order"
import { repair } from "../repair"

const NOW = new Date("2026-01-02T12:00:00Z")
const REFUSED = new Date("2026-01-01T12:00:00Z")
const BEFORE = new Date("2026-01-01T11:00:00Z")

type World = { total?: number; fulfilled?: boolean; retry_until?: Date | null; paidAt?: Date; paid?: number; state?: "refused" | "cancelled"; held?: boolean }

/** The credit `a` of an order of 100.00 was refused yesterday; another payment of the order was made since, by its link. */
function world({ total = 100, fulfilled = false, retry_until = null, paidAt = NOW, paid = 100, state = "refused", held = false }: World) {
  givenUp.length = 0
  const payment = { amount: paid, currency_code: "eur", provider_id: "pp_aplazame_aplazame", canceled_at: null, captures: [] }
  const byLink = { ...payment, id: "pay_link", created_at: paidAt, payment_session_id: "payses_link" }
  const own = { ...payment, amount: 100, id: "pay_own", created_at: BEFORE, payment_session_id: "payses_a" }
  const times = state === "refused" ? { refused_at: REFUSED, cancelled_at: null } : { refused_at: null, cancelled_at: REFUSED }
  const row = { id: "a", mid: "a", cart_id: "cart_1", for_order_id: null, order_id: "order_1", state, status: "ko", status_reason: "", payment_session_id: "payses_a", payment_collection_id: null, payment_id: held ? "pay_own" : null, authorized_at: held ? BEFORE : null, confirmed_at: null, ...times, retry_until, released_at: NOW, total_amount: 10_000, captured_amount: 0, refunded_amount: 0, voided_amount: 0, placed_amount: 10_000, placed_credit_lines: 0, currency_code: "eur", revision: 0, product: null }
  const opened: string[] = []
  const graph = async ({ entity, fields }: { entity: string; fields: string[] }) => {
    if (entity === "payment") return { data: held ? [own] : [] }
    if (entity !== "order") return { data: [] }
    if (fields.includes("summary")) return { data: [{ id: "order_1", total, summary: { transaction_total: 0 } }] }
    return { data: [{ id: "order_1", status: "pending", version: 1, fulfillments: fulfilled ? [{ id: "ful_1", created_at: NOW }] : [], payment_collections: [{ payments: [byLink, ...(held ? [own] : [])] }] }] }
  }
  const flow = {
    container: {}, logger: { warn: () => undefined }, query: { graph },
    locking: { execute: async (_: string[], job: () => unknown) => job() },
    aplazame: {
      clock: () => NOW.getTime(), settings: { retryByLinkHours: 24 },
      client: { listCaptures: async () => ({ results: [], remaining_capture_amount: 0 }), checkVoid: async () => ({ results: [], remaining_amount: 0 }), checkRefund: async () => ({ remaining_amount: 0 }) },
      orders: { byId: async () => row, update: async (_: string, patch: object) => Object.assign(row, patch), takeOver: async () => row, isOurs: () => true, ofSubject: async () => [] },
      ledger: { ofCredit: async () => [], now: async () => NOW.getTime() },
      problems: { open: async ({ kind }: { kind: string }) => void opened.push(kind), close: async () => false },
    },
  } as never
  const remote = { id: "apl", mid: "a", status: "ko", raw_status: "ko", status_reason: "", cancelled: state === "cancelled" ? REFUSED.toISOString() : null, total_amount: 10_000 } as never
  const compare = async () => {
    const found = await compareOrder(flow, remote, row as never)
    const done: string[] = []
    for (const one of found as never[]) done.push((await repair(flow, remote, row as never, one)).action)
    return { done, opened, givenUp }
  }
  return { flow, compare, opened }
}

describe("the comparison of a credit that was lost, whose order others pay", () => {
  const nothing = { done: [], opened: [], givenUp: [] }
  it.each<[string, World, object]>([
    ["finds nothing, where it was paid by its link since", {}, nothing],
    ["finds nothing, where goods were sent for that payment", { fulfilled: true }, nothing],
    ["finds nothing, where the order was raised after that payment", { fulfilled: true, total: 120 }, nothing],
    ["finds nothing of a credit that was cancelled in Aplazame's panel", { fulfilled: true, state: "cancelled" }, nothing],
    ["cancels Medusa's payment that the lost credit still holds, and asks nobody", { fulfilled: true, held: true }, { done: ["repaired"], opened: [], givenUp: ["pay_own"] }],
    ["asks a person, where the others had paid another part of the order before", { total: 200, paidAt: BEFORE }, { done: ["problem"], opened: ["order_without_credit"], givenUp: [] }],
    ["asks a person, where they pay less than the credit was to pay, and goods were sent", { fulfilled: true, paid: 60 }, { done: ["problem"], opened: ["credit_lost_after_fulfilment"], givenUp: [] }],
    ["asks a person too, where the credit was cancelled in the panel, and cancels Medusa's payment", { fulfilled: true, paid: 60, state: "cancelled", held: true }, { done: ["problem"], opened: ["order_without_credit"], givenUp: ["pay_own"] }],
  ])("%s", async (_, told, expected) => {
    expect(await world(told).compare()).toEqual(expected)
  })
})

describe("the end of the time in which an order can be paid by its link", () => {
  it.each([100, 120])("is no problem where it was paid by it, and is worth %s.00 by then", async (total) => {
    const { flow, opened } = world({ total, retry_until: NOW })
    await releaseOverdue(flow, "a")
    expect(opened).toEqual([])
  })
})
