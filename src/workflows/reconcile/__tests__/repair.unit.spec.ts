jest.mock("../../settle-notification/place-order", () => ({ placeOrder: async () => ({ status: "ko", reason: "cart_changed" }) }))

import { isDeepStrictEqual } from "node:util"
import type { AplazameOrder } from "../../../aplazame"
import type { AplazameOrderRow } from "../../../modules/aplazame/rows"
import type { NewProblem } from "../../../modules/aplazame/stores/problem-store"
import type { NewDifference } from "../../../modules/aplazame/stores/reconcile-store"
import type { FlowContext } from "../../flow-context"
import { closeSettled, repair } from "../repair"

const credit = { id: "aplord_1", mid: "aplord_1", cart_id: "cart_1", order_id: null as string | null, state: "confirmed", total_amount: 5_000 } as unknown as AplazameOrderRow
const remote = { mid: "aplord_1" } as unknown as AplazameOrder
const difference = (more: Partial<NewDifference>): NewDifference => ({ kind: "refunded_here", action: "problem", mid: "aplord_1", aplazame_id: "a1", aplazame_order_id: "aplord_1", order_id: null, figures: {}, ...more })

/** Problems as the store keeps them, and one more told for each that is new. */
function desk() {
  const problems: (NewProblem & { open: boolean })[] = []
  let told = 0
  const flow = {
    logger: { warn: () => undefined },
    locking: { execute: (_: string[], work: () => unknown) => work() },
    aplazame: {
      orders: { takeOver: async () => credit, byId: async () => credit },
      ledger: { ofOrder: async () => [] },
      problems: {
        open: async (problem: NewProblem) => {
          const same = problems.filter((one) => one.kind === problem.kind && one.about === problem.about).at(-1)
          if (same?.open) return Object.assign(same, problem)
          if (same && problem.unlessAnswered && isDeepStrictEqual(same.figures, problem.figures)) return same
          told++
          problems.push({ ...problem, open: true })
        },
        close: async () => false,
        closeOf: async (_: string, kinds: string[]) => {
          for (const one of problems) if (kinds.includes(one.kind)) one.open = false
        },
      },
    },
  } as unknown as FlowContext
  return { flow, problems, open: () => problems.filter((one) => one.open), told: () => told, answerAll: () => problems.forEach((one) => (one.open = false)) }
}

describe("a problem that a reconciliation finds", () => {
  it("of a confirmed credit without an order is opened once, and stays closed once a person has closed it", async () => {
    const { flow, open, told, answerAll } = desk()
    const found = difference({ kind: "confirmed_without_order", action: "repaired", figures: { total: 5_000, status: "ok", reason: null } })
    for (let run = 0; run < 2; run++) expect(await repair(flow, remote, credit, found)).toMatchObject({ action: "problem" })
    expect(open()).toEqual([expect.objectContaining({ kind: "confirmed_without_order", figures: { total: 5_000, reason: "cart_changed" } })])
    answerAll()
    for (let run = 0; run < 2; run++) await repair(flow, remote, credit, found)
    expect([open(), told()]).toEqual([[], 1])
  })

  it("tells each of two wrong amounts, and both stay closed once a person has closed them", async () => {
    const { flow, open, told, answerAll } = desk()
    const both = [difference({ kind: "captured_here", figures: { difference: -5_000 } }), difference({ kind: "refunded_here", figures: { difference: -500 } })]
    for (const one of both) await repair(flow, remote, credit, one)
    expect(open().map((one) => one.figures?.difference_kind)).toEqual(["captured_here", "refunded_here"])
    answerAll()
    for (const one of both) await repair(flow, remote, credit, one)
    expect([open(), told()]).toEqual([[], 2])
  })

  it("is closed when there is no difference any more; of a credit without an order, not the question whose an order is", async () => {
    for (const [order_id, left] of [["order_1", []], [null, ["order_without_credit"]]] as const) {
      const { flow, open } = desk()
      await repair(flow, remote, credit, difference({}))
      await flow.aplazame.problems.open({ kind: "order_without_credit", about: credit.id })
      await closeSettled(flow, { ...credit, order_id })
      expect(open().map((one) => one.kind)).toEqual(left)
    }
  })
})
