import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../support/eventually"
import { tenMinutesPass } from "../support/ten-minutes-pass"
import { openKillBench, type KillBench } from "./support/kill-bench"
import { AFTER, BEFORE, CONFIRMATION, killSteps, PUT, POST } from "./support/kill-steps"

const CONVERGES_MS = 150_000

let bench: KillBench

describe("kill -9", () => {
  beforeAll(async () => {
    bench = await openKillBench()
  }, 400_000)
  afterAll(async () => bench?.close())

  it("at each named step, and everything converges once the store is back", async () => {
    const { checkoutStep, confirmationStep, captureStep, refundStep, cancelStep } = killSteps({ ...bench, at: bench.seed })
    await bench.emulator.patchSettings({ retry_delays_ms: [1_000, 2_000], retry_every_ms: 2_000 })
    const steps = [
      await checkoutStep("checkout: before the creation", BEFORE, 0),
      await checkoutStep("checkout: created, answer lost", AFTER, 1),
      await confirmationStep(CONFIRMATION[0]),
      await confirmationStep(CONFIRMATION[1]),
      await confirmationStep(CONFIRMATION[2]),
      await captureStep("capture: before the PUT", "instalments", { ...BEFORE, ...PUT }, "fulfilment"),
      await captureStep("capture: after the PUT", "pay_later", { ...AFTER, ...PUT }, "fulfilment"),
      await captureStep("capture: before the POST", "pay_later", { ...BEFORE, ...POST }, "fulfilment"),
      await captureStep("capture: after the POST", "pay_later", { ...AFTER, ...POST }, "fulfilment"),
      await captureStep("capture: after the POST", "pay_later", { ...AFTER, ...POST }, "operator"),
      await refundStep("refund: before", "instalments", BEFORE, false),
      await refundStep("refund: after", "instalments", AFTER, true),
      await refundStep("refund: after", "pay_later", AFTER, true),
      await cancelStep("cancel: before", BEFORE),
      await cancelStep("cancel: after", AFTER),
    ]
    await bench.emulator.setFaults(...steps.map((step, i) => ({ id: String(i), ...step.rule })))

    await bench.db.query("BEGIN")
    for (const [i, step] of steps.entries()) {
      void step.act().catch(() => undefined)
      await eventually(async () => expect((await bench.emulator.faults()).find((rule) => rule.id === String(i))?.applied).toBe(1), { within: 30_000 })
      await step.reached?.()
    }
    await bench.store.kill()
    await bench.db.query("ROLLBACK")
    for (const step of steps) process.stderr.write(`kill -9 at   ${step.name}\n`)
    await bench.emulator.clearFaults()
    await tenMinutesPass(bench.db)
    await sleep(2_000)
    await bench.store.start()

    const bad: string[] = []
    const end = Date.now() + CONVERGES_MS
    for (const step of steps) {
      try {
        await eventually(step.converged, { within: Math.max(1_000, end - Date.now()), every: 1_000 })
        process.stderr.write(`converged    ${step.name}\n`)
      } catch (error) {
        bad.push(`${step.name}: ${error instanceof Error ? error.message : String(error)}`)
        process.stderr.write(`DID NOT      ${step.name}\n`)
      }
    }
    if (bad.length > 0) throw new Error(`${bad.join("\n\n")}\n\n${bench.store.tail()}`)
  }, 600_000)
})
