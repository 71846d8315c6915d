const lineWriter: { write: (line: { amount: number; reference: string; reference_id: string }) => void } = { write: () => undefined }
jest.mock("@medusajs/medusa/core-flows", () => ({
  createOrderCreditLinesWorkflow: () => ({ run: async ({ input }: { input: { credit_lines: [Parameters<typeof lineWriter.write>[0]] } }) => lineWriter.write(input.credit_lines[0]) }),
}))

import { Modules } from "@medusajs/framework/utils"
import type { OperationRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"
import { bookOne } from "../book-foreign"

const LONG_AGO = new Date(Date.now() - 600_000)
type Row = { id: string; amount: number; created_at: Date; created_by: string; payment?: { id: string } }
class Died extends Error {}

/** Medusa's books of an order of 54.37 that is paid in full, and our ledger with a refund of 12.34. `dies` at the nth write, before it or after it. */
function store({ dies = 0, after = false, lines = [] as { amount: number; reference: string; reference_id: string }[], left = false, price = 54.37 } = {}) {
  let writes = 0
  const paid = price - lines.reduce((sum, line) => sum + line.amount, 0)
  const books = {
    edits: 0,
    captures: [{ id: "capt_1", amount: paid, created_at: LONG_AGO, created_by: "user_1" }] as Row[],
    refunds: (left ? [{ id: "ref_left", amount: 12.34, created_at: LONG_AGO, created_by: "user_1" }] : []) as Row[],
    lines: [...lines],
    transactions: [{ id: "t_0", reference: "capture", reference_id: "capt_1", amount: paid }],
    payment: { id: "pay_1", amount: paid, currency_code: "eur", captured_at: LONG_AGO as Date | null, canceled_at: null },
    collection: { id: "col_1", status: "completed", amount: paid, captured_amount: paid, refunded_amount: 0 },
  }
  const base = { aplazame_order_id: "aplord_1", state: "done", target: null, payment_id: "pay_1", untold_since: null, failing_since: null, booked_at: null, settled_at: LONG_AGO, updated_at: LONG_AGO, created_at: LONG_AGO, sent_at: LONG_AGO }
  const ledger = [
    { ...base, id: "op_1", kind: "capture", amount: Math.round(paid * 100), request_amount: null, medusa_ref: "capt_1", business_key: "capture:capt_1", booked_at: LONG_AGO },
    { ...base, id: "op_2", kind: "refund", amount: 1234, request_amount: 1234, medusa_ref: left ? "ref_left" : "panel:refund:aplord_1:1234", business_key: left ? "refund:ref_left:1" : "panel:refund:aplord_1:1234" },
  ] as unknown as (OperationRow & { medusa_ref: string; booked_at: Date | null })[]
  const write = async <T>(change: () => T): Promise<T> => {
    const dying = ++writes === dies
    if (dying && !after) throw new Died()
    const result = change()
    if (dying) throw new Died()
    return result
  }
  const orderTotal = () => price - books.lines.reduce((sum, line) => sum + line.amount, 0)
  const owed = () => Math.round((orderTotal() - books.transactions.reduce((sum, t) => sum + t.amount, 0)) * 100) + 0
  lineWriter.write = (line) => {
    const dying = ++writes === dies
    if (dying && !after) throw new Died()
    if (books.edits > 0) throw new Error("Order is being edited")
    if (line.amount * 100 > owed() + 0.001) throw new Error("Cannot create more positive credit lines with amount more than the pending difference")
    books.lines.push(line)
    if (dying) throw new Died()
  }
  const graph = async ({ entity }: { entity: string }) => {
    if (entity === "payment") return { data: [{ ...books.payment, captures: books.captures, refunds: books.refunds, payment_collection: { ...books.collection, order: { id: "order_1" } } }] }
    if (entity === "order_change") return { data: [] as unknown[] }
    return { data: [{ id: "order_1", status: "pending", total: orderTotal(), summary: { pending_difference: owed() / 100 }, credit_lines: books.lines, transactions: books.transactions, payment_collections: [{ payments: [{ captures: books.captures, refunds: books.refunds }] }] }] }
  }
  const modules: Record<string, unknown> = {
    [Modules.PAYMENT]: {
      createRefunds: ({ payment, ...row }: Row & { payment: unknown }) => write(() => (books.refunds.push({ ...row, id: `ref_${writes}`, created_at: new Date(), payment: { id: String(payment) } }), { id: `ref_${writes}` })),
      listRefunds: async ({ id: [id] }: { id: string[] }) => books.refunds.filter((row) => row.id === id),
      updateRefunds: ({ id, ...mark }: Row) => write(() => Object.assign(books.refunds.find((row) => row.id === id)!, mark)),
      deleteRefunds: ([id]: string[]) => write(() => void (books.refunds = books.refunds.filter((row) => row.id !== id))),
      updatePayment: (figures: object) => write(() => Object.assign(books.payment, figures)),
      retrievePayment: async () => books.payment,
      updatePaymentCollections: (_: string, figures: object) => write(() => Object.assign(books.collection, figures)),
      retrievePaymentCollection: async () => books.collection,
    },
    [Modules.ORDER]: {
      addOrderTransactions: (t: { reference: string; reference_id: string; amount: number }) => write(() => void books.transactions.push({ ...t, id: `t_${writes}` })),
      listOrderTransactions: async ({ id }: { id: string[] }) => books.transactions.filter((t) => id.includes(t.id)).map((t) => ({ ...t, version: 1 })),
      retrieveOrder: async () => ({ version: 1 }),
      updateOrderTransactions: async () => undefined,
      deleteOrderTransactions: (ids: string[]) => write(() => void (books.transactions = books.transactions.filter((t) => !ids.includes(t.id)))),
    },
  }
  const flow = {
    container: { resolve: (name: string) => modules[name] },
    logger: { warn: () => undefined },
    locking: { execute: (_: string[], work: () => unknown) => work() },
    query: { graph: (asked: { entity: string }) => (asked.entity === "order_change" && "status" in ((asked as unknown as { filters: object }).filters ?? {}) && !("change_type" in (asked as unknown as { filters: object }).filters) ? { data: Array.from({ length: books.edits }, () => ({ id: "edit_1" })) } : graph(asked)) },
    aplazame: {
      clock: () => Date.now(),
      orders: { byId: async () => ({ order_id: null, for_order_id: null, currency_code: "eur" }) },
      problems: { open: async () => undefined, close: async () => false },
      ledger: { ofPayment: async () => ledger, release: async () => undefined },
      bookings: {
        bookUnnoticed: (_: string[], ref: string, instead: string) => write(() => ledger[1]!.medusa_ref === instead && Boolean((ledger[1]!.medusa_ref = ref))),
        markBooked: (id: string) => write(() => void (ledger.find((op) => op.id === id)!.booked_at = new Date())),
        bookLater: async () => undefined,
      },
    },
  } as unknown as FlowContext
  /** The job's next run, when no running process can be at it any more. */
  const run = async () => {
    for (const row of books.refunds) row.created_at = LONG_AGO
    const [, op] = ledger
    if (op!.booked_at === null) await bookOne(flow, op!)
  }
  const shown = () => ({
    refunds: books.refunds.map((row) => row.amount),
    transactions: books.transactions.map((t) => t.amount).sort((a, b) => a - b),
    lines: books.lines.map((line) => line.amount),
    owed: owed(),
    collection: books.collection.refunded_amount,
    booked: ledger[1]!.booked_at !== null,
  })
  return { books, run, shown, writes: () => writes }
}

const LOYALTY = [{ amount: 10, reference: "loyalty", reference_id: "points" }]

describe("a refund that Medusa has not ended", () => {
  const expected = (lines: number[], paid: number) => ({ refunds: [12.34], transactions: [-12.34, paid], lines: [...lines, 12.34], owed: 0, collection: 12.34, booked: true })

  it.each([
    ["of Aplazame's panel", {}, expected([], 54.37)],
    ["of Aplazame's panel, beside a store's own credit line", { lines: LOYALTY }, expected([10], 44.37)],
    ["that a process left with its row alone", { left: true }, expected([], 54.37)],
  ])("%s is in the books once, with one credit line, whatever write the process dies at", async (_, given, end) => {
    const whole = store(given)
    for (let time = 0; time < 3; time++) await whole.run()
    expect(whole.shown()).toEqual(end)
    expect(whole.writes()).toBeGreaterThan(3)
    for (let dies = 1; dies <= whole.writes(); dies++) {
      for (const after of [false, true]) {
        const torn = store({ ...given, dies, after })
        for (let time = 0; time < 5; time++) await torn.run()
        expect({ dies, after, ...torn.shown() }).toEqual({ dies, after, ...end })
      }
    }
  })

  it("has its credit line when the edit of the order ends that was open, and is not booked before", async () => {
    const { books, run, shown } = store()
    books.edits = 1
    for (let time = 0; time < 3; time++) await run()
    expect(shown()).toMatchObject({ refunds: [12.34], lines: [], owed: 1234, booked: false })
    books.edits = 0
    await run()
    expect(shown()).toEqual(expected([], 54.37))
  })
})
