import fc from "fast-check"
import { OPERATION_STATES, OPERATION_TRANSITIONS } from "../operation-state"
import { isFinal, CREDIT_STATES, CREDIT_TRANSITIONS, stateOfRemote, type CreditState } from "../credit-state"

describe("the states of an Aplazame order", () => {
  it("have an end that nothing leaves", () => {
    expect(CREDIT_STATES.filter(isFinal)).toEqual(["refused", "cancelled"])
  })

  it("never come back to one that was left, on any path", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }), (choices) => {
        let state: CreditState = "creating"
        const seen: CreditState[] = [state]
        for (const choice of choices) {
          const next: readonly CreditState[] = CREDIT_TRANSITIONS[state]
          if (next.length === 0) return
          state = next[choice % next.length]!
          expect(seen).not.toContain(state)
          seen.push(state)
        }
      })
    )
  })

  it("are paid only for the word ok of an order that is not cancelled", () => {
    for (const status of ["ok", "ko", "pending", "unknown"] as const) {
      for (const status_reason of ["", "confirmation_required", "challenge_required", "in_process", "paid", "ok"]) {
        for (const cancelled of [null, "2026-01-01T00:00:00Z"]) {
          const paid = stateOfRemote({ status, status_reason, cancelled }) === "confirmed"
          expect([status, cancelled, paid]).toEqual([status, cancelled, status === "ok" && cancelled === null])
        }
      }
    }
  })
})

describe("the states of an operation", () => {
  it("leave nothing after done, refused and skipped: money never moves again for one of these", () => {
    for (const state of ["done", "refused", "skipped"] as const) expect(OPERATION_TRANSITIONS[state]).toEqual([])
  })

  it("reach done only from a call that went out", () => {
    expect(OPERATION_STATES.filter((state) => OPERATION_TRANSITIONS[state].includes("done"))).toEqual(["sent", "unknown"])
  })

  it("do not let an unknown be sent again before it is looked at", () => {
    expect(OPERATION_TRANSITIONS.unknown).not.toContain("sent")
  })
})
