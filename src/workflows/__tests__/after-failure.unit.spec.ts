import { cents } from "../../aplazame"
import type { OperationKind } from "../../credit"
import { MemoryTables } from "../../modules/aplazame/__tests__/model/memory-stores"
import { afterFailure } from "../after-failure"

const HOUR = 3_600_000

/** A planned capture, and another call of its credit that has no answer. */
function withOther(kind: OperationKind) {
  let now = Date.parse("2026-01-01T00:00:00Z")
  const told: string[] = []
  const { ledger } = new MemoryTables({ id: "a", revision: 0, captured_amount: 0, refunded_amount: 0, voided_amount: 0, state: "confirmed" } as never, () => now, { sent: () => undefined, settled: () => undefined })
  const other = ledger.plan({ aplazame_order_id: "a", kind, business_key: `${kind}:1`, amount: cents(1_000) })
  ledger.markSent(other.id, { remaining_before: cents(5_000), leaseMs: 1, read: null })
  ledger.settle(other.id, { state: "unknown", attempt: 1 })
  const { id } = ledger.plan({ aplazame_order_id: "a", kind: "capture", business_key: "fulfillment:f" })
  const aplazame = {
    clock: () => now,
    settings: { giveUpAfterHours: 72 },
    ledger: Object.fromEntries(Object.entries(ledger).map(([name, method]) => [name, async (...args: never[]) => (method as (...a: never[]) => unknown)(...args)])),
    problems: { open: async (problem: { kind: string }) => void told.push(problem.kind) },
  }
  const fail = (code: string) => afterFailure({ aplazame } as never, ledger.byId(id)!, { code, message: code }, { kind: "operation_refused", about: id })
  return {
    fail,
    failFor: async (hours: number, code: string) => {
      for (let hour = 0; hour < hours; hour++, now += HOUR) await fail(code)
    },
    settleOther: () => ledger.settle(other.id, { state: "not_done", attempt: 1 }),
    outcome: () => [ledger.byId(id)!.state, told],
  }
}

describe("a capture behind another call of its credit", () => {
  it("only waits, and has all its time when that call is settled", async () => {
    const { fail, failFor, settleOther, outcome } = withOther("refund")
    await failFor(80, "operation_undecided")
    expect(outcome()).toEqual(["planned", []])
    settleOther()
    await fail("aplazame_unavailable")
    expect(outcome()).toEqual(["planned", []])
    await failFor(73, "aplazame_unavailable")
    expect(outcome()).toEqual(["refused", ["operation_exhausted"]])
  })

  it("is told of by itself where that call is an edit, of which nobody is told", async () => {
    const { failFor, outcome } = withOther("update")
    await failFor(73, "operation_unsettled")
    expect(outcome()).toEqual(["refused", ["operation_exhausted"]])
  })
})
