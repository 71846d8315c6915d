import fc from "fast-check"
import { cents } from "../../aplazame"
import type { OperationRow } from "../../modules/aplazame/rows"
import { isBeingWritten, looksWrong, movementOf, orphanedBy, outstandingAbove, planMovements, planTransactions, expectedMovements, unlinedRefunds } from "../books"
import type { Books, RefundRow, Transaction } from "../books"
import { credit, op as done, worth } from "./a-credit"

const LONG_AGO = new Date("2026-01-01T00:00:00Z")
const LEFT_BEFORE = new Date("2026-01-02T00:00:00Z")
const JUST_NOW = new Date("2026-01-03T00:00:00Z")

const op = (patch: Partial<OperationRow>): OperationRow => ({
  id: `op_${patch.medusa_ref ?? ""}_${patch.amount ?? 0}`,
  aplazame_order_id: "aplord_1",
  kind: "refund",
  state: "done",
  business_key: "k",
  amount: cents(1000),
  remaining_before: null,
  moved_before: null,
  remaining_after: null,
  target: null,
  request_amount: cents(1000),
  medusa_ref: "ref_1",
  payment_id: "pay_1",
  requested_by: null,
  decided_by: null,
  error_code: null,
  error_message: null,
  attempts: 1,
  failing_since: null,
  untold_since: null,
  for_returns: null,
  next_attempt_at: null,
  lease_until: null,
  booked_at: null,
  sent_at: LONG_AGO,
  settled_at: LONG_AGO,
  created_at: LONG_AGO,
  updated_at: LONG_AGO,
  ...patch,
})
const row = (id: string, amount: number, created_at = LONG_AGO, ours = false): RefundRow => ({ id, amount: cents(amount), created_at, ours })
const booksOf = (refund: RefundRow[], transactions: Transaction[], others: string[] = []): Books => ({
  id: "pay_1",
  amount: cents(5000),
  currency_code: "eur",
  captured: true,
  canceled: false,
  capture: [],
  refund,
  collection: null,
  order: { id: "order_1", canceled: false, lined: new Set(), transactions, movements: new Set([...others, ...refund.map((r) => r.id)]) },
})
const transaction = (reference_id: string, amount: number): Transaction => ({ id: `ordtrx_${reference_id}_${amount}`, reference: "refund", reference_id, amount: cents(amount) })

describe("what Medusa is to show of the ledger", () => {
  it("counts all parts of one refund as one movement", () => {
    const parts = [op({ id: "a", amount: cents(600), request_amount: cents(1000) }), op({ id: "b", kind: "void", amount: cents(400), request_amount: cents(1000) })]
    expect(expectedMovements(parts, "refund")).toEqual([{ ref: "ref_1", amount: 1000, operations: ["a", "b"] }])
  })

  it("does not show a void that nobody asked Medusa for, nor anything that is not done", () => {
    expect(movementOf(op({ kind: "void", request_amount: null }))).toBeNull()
    expect(expectedMovements([op({ state: "not_done" }), op({ state: "unknown" }), op({ state: "refused" })], "refund")).toEqual([])
  })

  it("writes in what Medusa forgot and takes out what a dead process left", () => {
    const plan = planMovements([row("ref_left", 700)], [op({ medusa_ref: "ref_gone" })], "refund", LEFT_BEFORE)
    expect(plan.create.map((one) => one.ref)).toEqual(["ref_gone"])
    expect(plan.remove.map((one) => one.id)).toEqual(["ref_left"])
    expect(plan.wait).toBe(false)
  })

  it("makes no row of a refund while one of its parts is open, and one row of all parts then", () => {
    const parts = (state: OperationRow["state"]) => [op({ id: "a", amount: cents(600) }), op({ id: "b", amount: cents(400), state })]
    for (const state of ["planned", "sent", "unknown"] as const) {
      expect(planMovements([], parts(state), "refund", LEFT_BEFORE)).toEqual({ remove: [], create: [], wait: true })
    }
    expect(planMovements([], parts("done"), "refund", LEFT_BEFORE)).toMatchObject({ create: [{ amount: 1000, operations: ["a", "b"] }], wait: false })
    expect(planMovements([], parts("not_done"), "refund", LEFT_BEFORE)).toMatchObject({ create: [{ amount: 600, operations: ["a"] }], wait: false })
  })

  it("leaves a row alone while a running process may be at it, or an operation of it is open", () => {
    expect(planMovements([row("ref_new", 700, JUST_NOW)], [], "refund", LEFT_BEFORE)).toEqual({ remove: [], create: [], wait: true })
    expect(planMovements([row("ref_1", 1000)], [op({ state: "unknown" })], "refund", LEFT_BEFORE)).toEqual({ remove: [], create: [], wait: true })
  })

  // Medusa ends a capture or refund by a transaction of its amount for every row that has none.
  it("creates nothing beside a row that Medusa is about to write a transaction for", () => {
    const young = row("ref_new", 700, JUST_NOW)
    const underWay = (refund: RefundRow[], transactions: Transaction[]) => isBeingWritten(booksOf(refund, transactions), "refund", LEFT_BEFORE)
    expect([underWay([young], []), underWay([young], [transaction("ref_new", -700)]), underWay([row("ref_left", 700)], []), underWay([], [])]).toEqual([true, false, false, false])
    expect(isBeingWritten({ ...booksOf([young], []), order: null }, "refund", LEFT_BEFORE)).toBe(false)
    const operations = [op({ medusa_ref: "ref_gone" }), op({ medusa_ref: "ref_new", amount: cents(700) })]
    expect(planMovements([young], operations, "refund", LEFT_BEFORE, true)).toEqual({ remove: [], create: [], wait: true })
    expect(planMovements([young], operations, "refund", LEFT_BEFORE)).toMatchObject({ create: [{ ref: "ref_gone" }], wait: false })
  })

  it("makes a row anew when only a part of its refund went through", () => {
    const plan = planMovements([row("ref_1", 1000)], [op({ amount: cents(600) })], "refund", LEFT_BEFORE)
    expect(plan.remove.map((one) => one.id)).toEqual(["ref_1"])
    expect(plan.create).toEqual([{ ref: "ref_1", amount: 600, operations: expect.any(Array) }])
  })

  it("finds nothing to do where Medusa shows each movement once, whatever the movements are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99_999 })), (amounts) => {
        const operations = amounts.map((amount, i) => op({ medusa_ref: `ref_${i}`, amount: cents(amount) }))
        const rows = amounts.map((amount, i) => row(`ref_${i}`, amount))
        expect(planMovements(rows, operations, "refund", LEFT_BEFORE)).toEqual({ remove: [], create: [], wait: false })
      })
    )
  })
})

describe("the order's transactions", () => {
  it("puts one for each refund in the place of the one that a cancelled order wrote for the payment", () => {
    const plan = planTransactions(booksOf([row("ref_1", 1000), row("ref_2", 500)], [transaction("pay_1", -1500)]), "refund", LEFT_BEFORE)
    expect(plan.add).toEqual([{ reference_id: "ref_1", amount: -1000 }, { reference_id: "ref_2", amount: -500 }])
    expect(plan.remove.map((t) => t.reference_id)).toEqual(["pay_1"])
  })

  it("takes out that of a refund that failed, and of one that was written with its neighbour's amount", () => {
    const plan = planTransactions(booksOf([row("ref_1", 1000)], [transaction("ref_1", -400), transaction("ref_failed", -400)]), "refund", LEFT_BEFORE)
    expect(plan.remove.map((t) => t.reference_id)).toEqual(["ref_1", "ref_failed"])
    expect(plan.add).toEqual([{ reference_id: "ref_1", amount: -1000 }])
  })

  it("touches nothing of another payment of the order, nor of somebody else's making", () => {
    const books = booksOf([], [transaction("ref_other", -400), transaction("giftcard_1", -100)], ["ref_other"])
    expect(planTransactions(books, "refund", LEFT_BEFORE)).toEqual({ remove: [], add: [], wait: false })
  })

  it("waits while a running process may be about to write one", () => {
    expect(planTransactions(booksOf([row("ref_1", 1000, JUST_NOW)], [transaction("pay_1", -1000)]), "refund", LEFT_BEFORE)).toEqual({ remove: [], add: [], wait: true })
  })
})

describe("the credit line of a refund", () => {
  const ours = [row("ref_1", 1000, LONG_AGO, true), row("ref_2", 500, LONG_AGO, true)]
  const ledger = [op({ medusa_ref: "ref_1" }), op({ medusa_ref: "ref_2", amount: cents(500) })]
  const unlined = (refund: RefundRow[], operations: OperationRow[], order: Partial<NonNullable<Books["order"]>> = {}) => {
    const books = booksOf(refund, [])
    return unlinedRefunds({ ...books, order: { ...books.order!, ...order } }, operations).map((one) => one.id)
  }

  it("is missing as long as none names the refund, whatever run, process or other line was there before", () => {
    expect(unlined(ours, ledger)).toEqual(["ref_1", "ref_2"])
    expect(unlined(ours, ledger, { lined: new Set(["ref_1", "ref_of_another_payment"]) })).toEqual(["ref_2"])
    expect(unlined(ours, ledger, { lined: new Set(["ref_1", "ref_2"]) })).toEqual([])
  })

  it("is not asked for once the refund, or a part of it, was seen to be booked", () => {
    expect(unlined(ours, [op({ medusa_ref: "ref_1", booked_at: LONG_AGO }), ledger[1]!])).toEqual(["ref_2"])
    const parts = [op({ id: "a", amount: cents(600), booked_at: LONG_AGO }), op({ id: "b", amount: cents(400) })]
    expect(unlined(ours.slice(0, 1), parts)).toEqual([])
  })

  it("is Medusa's to write for a refund that Medusa ends, and nobody's for a row without an operation or a cancelled order", () => {
    expect(unlined([row("ref_1", 1000)], ledger)).toEqual([])
    expect(unlined(ours, [op({ medusa_ref: "ref_1", state: "unknown" })])).toEqual([])
    expect(unlined(ours, ledger, { canceled: true })).toEqual([])
    expect(unlinedRefunds({ ...booksOf(ours, []), order: null }, ledger)).toEqual([])
  })
})

describe("what Medusa keeps beside its rows", () => {
  const kept = (refunded: number, captured = 5000): Books => ({
    ...booksOf([row("ref_1", 1000)], []),
    capture: [row("capt_1", 5000)],
    collection: { id: "col_1", status: "completed", amount: cents(5000), capture: cents(captured), refund: cents(refunded) },
  })

  it("is wrong where a process died between a row and its sum, and right with a fraction of a cent", () => {
    expect([kept(0), kept(1000), kept(1001)].map((books) => looksWrong(books, "refund"))).toEqual([true, false, false])
    expect([kept(0), kept(1000, 0)].map((books) => looksWrong(books, "capture"))).toEqual([false, true])
    expect(looksWrong({ ...kept(1000), collection: null }, "refund")).toBe(false)
    expect(looksWrong({ ...kept(1000), captured: false }, "refund")).toBe(true)
  })
})

describe("what a void of a credit of 100.00 writes off its order", () => {
  it.each([
    ["all of it where the order is worth what the credit was", 2_000, 10_000, 0, 2_000],
    ["all of the order where all of the credit is taken off", 10_000, 10_000, 0, 10_000],
    ["nothing where the order is worth less anyway, as when it was lowered already", 2_000, 8_000, 0, 0],
    ["what the order is worth above what is left of the credit", 3_000, 8_000, 0, 1_000],
    ["all of it beside another payment that holds the 20.00 above the credit", 2_000, 12_000, 2_000, 2_000],
    ["nothing of what another payment holds", 2_000, 10_000, 2_000, 0],
    ["what another payment does not hold", 3_000, 10_000, 2_000, 1_000],
    ["no more than the void where nobody pays a part", 2_000, 15_000, 0, 2_000],
    ["nothing of an order of which nothing is unpaid", 2_000, 0, 0, 0],
  ])("is %s", (_, amount, unpaid, held, off) => {
    expect(orphanedBy(credit([done("void", amount)]), cents(amount), cents(unpaid - held))).toBe(off)
  })

  it("leaves out what was captured and paid for", () => {
    expect(orphanedBy(credit([done("capture", 6_000), done("void", 1_000)]), cents(1_000), cents(4_000))).toBe(1_000)
  })
})

describe("what nobody pays for yet above a credit of 100.00", () => {
  it.each([
    ["all that the order is worth above it", 13_000, 13_000, 3_000],
    ["the same with the fractions of Medusa's figures", 13_000, 12_998, 3_000],
    ["what others have left of that", 13_000, 11_000, 1_000],
    ["nothing where others pay all of it", 13_000, 10_000, 0],
    ["nothing for a cent, which Medusa holds for nothing", 13_000, 10_001, 0],
    ["nothing of two cents that others pay", 10_002, 10_000, 0],
    ["nothing of an order that is worth no more", 10_000, 11_000, 0],
  ])("is %s", (_, ordered, unpaid, outstanding) => {
    expect(outstandingAbove(credit([], { worth: worth(ordered) }), cents(unpaid))).toBe(outstanding)
  })

  it("is the same before its capture and after", () => {
    expect(outstandingAbove(credit([done("capture", 10_000)], { worth: worth(13_000) }), cents(1_000))).toBe(1_000)
  })
})
