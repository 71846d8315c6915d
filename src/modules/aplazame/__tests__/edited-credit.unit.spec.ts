import { cents } from "../../../aplazame"
import { afterEdits, toVoid } from "../operations"
import type { AplazameOrderRow, OperationRow } from "../rows"

const row = (voided = 0, captured = 0) => ({ total_amount: cents(1_000), voided_amount: cents(voided), captured_amount: cents(captured), refunded_amount: cents(0) }) as AplazameOrderRow
let clock = 0
const op = (kind: "update" | "void", amount: number, state = "done"): OperationRow => ({ kind, state, amount: cents(amount), settled_at: new Date(++clock * 1_000) }) as OperationRow
const total = (...ops: OperationRow[]): number => afterEdits(row(), ops).total_amount

describe("the credit after our own edits", () => {
  it("is what it was when nothing was edited, or the edit told the same total", () => {
    expect([total(), total(op("update", 1_000)), total(op("void", 300))]).toEqual([1_000, 1_000, 1_000])
  })

  it("is lower by what an edit took off", () => {
    expect(total(op("update", 700))).toBe(700)
    expect(total(op("update", 700), op("update", 650))).toBe(650)
  })

  it("does not count an edit to the total that a void had left", () => {
    expect(total(op("void", 300), op("update", 700))).toBe(1_000)
    expect(total(op("void", 300), op("update", 600))).toBe(900)
  })

  it("keeps an edit apart from a void that came after it", () => {
    const edited = afterEdits(row(100), [op("update", 700), op("void", 100)])
    expect(edited.total_amount - edited.voided_amount).toBe(600)
  })

  it("believes no edit that was refused or is not settled", () => {
    expect([total(op("update", 700, "refused")), total(op("update", 700, "unknown"))]).toEqual([1_000, 1_000])
  })

  it("leaves nothing to void of a difference that an edit has taken off", () => {
    expect(toVoid(row(), cents(700))).toBe(300)
    expect(toVoid(afterEdits(row(), [op("update", 700)]), cents(700))).toBe(0)
    expect(toVoid(row(0, 900), cents(700))).toBe(100)
  })
})
