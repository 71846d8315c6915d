import fc from "fast-check"
import type { OperationRow } from "../../src/modules/aplazame/rows"
import type { AplazameModuleService } from "../../src/modules/aplazame/service"
import { withStore } from "../support/aplazame-store"
import { campaignOptions, hookStore, runCampaign } from "./campaign"
import { BY_SCHEDULE, profiles, schedules, TIMES, type Fault, type Hit, type Schedule, type Step } from "./schedule"

process.env.MEDUSA_WORKER_MODE = "server"

/**
 * The ledger with its settle step switched off: what got no answer is taken for not done, as a plugin does
 * that tells the operator "failed, try again". Nothing else is changed.
 */
jest.mock("../../src/modules/aplazame/operations/settle-by-reading", () => ({
  ...jest.requireActual<object>("../../src/modules/aplazame/operations/settle-by-reading"),
  settleByReading: (aplazame: AplazameModuleService, _order: unknown, op: OperationRow) => aplazame.ledger.settle(op.id, { state: "not_done", attempt: op.attempts }),
}))

/** And without the comparison of Aplazame's figures with the ledger, which would take what had happened for a movement of the panel. */
jest.mock("../../src/modules/aplazame/operations/foreign-movements", () => ({
  ...jest.requireActual<object>("../../src/modules/aplazame/operations/foreign-movements"),
  refuseForeignMovements: async () => undefined,
}))

const AFTER: readonly Hit[] = ["503_after", "reset_after", "late_answer", "malformed_html"]
const clean = { faults: [] as Fault[], dies: null }

/** An operator's afternoon: capture, a refund whose answer is lost, and the button pressed once more. */
const refundLost: fc.Arbitrary<Schedule> = fc
  .record({ profile: profiles, product: fc.constantFrom("instalments" as const, "pay_later" as const, "pay_in_4" as const), hit: fc.constantFrom(...AFTER), share: fc.constantFrom(0.5, 0.25, 0.1) })
  .map(({ profile, product, hit, share }) => {
    const steps: Step[] = [
      { do: "capture", share: 1, ...clean },
      { do: "refund", share, faults: [{ target: "money", hit, times: 1 }], dies: null },
      { do: "retry", ...clean },
    ]
    return { profile, product, lines: [{ quantity: 1, price: 9_900 }], steps, byLink: null }
  })

withStore("mutation", { timeoutMs: TIMES.timeout, settleAfterMs: 60_000, captureOn: BY_SCHEDULE }, (bench) => {
  it("finds double refunds once the settle step of the ledger is switched off", async () => {
    hookStore(bench)
    const options = { ...campaignOptions(60), countAll: true }
    const lost = await runCampaign(bench, "mutated, answers of refunds lost", refundLost, { ...options, runs: Math.ceil(options.runs / 3) })
    const any = await runCampaign(bench, "mutated, any schedule", schedules, options)
    process.stderr.write(`mutated: ${lost.overpaid} of ${lost.schedules} lost answers refunded twice; ${any.overpaid} of ${any.schedules} random schedules did, ${any.bad} have ledgers that differ\n`)
    expect(lost.overpaid).toBeGreaterThan(0)
    expect(any.bad).toBeGreaterThan(0)
  }, 3_600_000)
})
