import { setTimeout as sleep } from "node:timers/promises"
import { tenMinutesPass } from "../support/ten-minutes-pass"
import { openKillBench, type KillBench } from "./support/kill-bench"
import { AFTER, BEFORE, CONFIRMATION, killSteps, notConverged, POST, PUT, standStill, type KillStep } from "./support/kill-steps"

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
    // A store runs four things in the background at most, and each of these stands still there: captures first, then cancels.
    const first = [
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
    ]
    const bad = await killedAt(first)
    bad.push(...(await killedAt([await cancelStep("cancel: before", BEFORE), await cancelStep("cancel: after", AFTER)])))
    if (bad.length > 0) throw new Error(`${bad.join("\n\n")}\n\n${bench.store.tail()}`)
  }, 900_000)

  /** Kills the store while all of these stand still. What does not converge after it is back. */
  async function killedAt(steps: readonly KillStep[]): Promise<string[]> {
    await standStill({ ...bench, at: bench.seed }, steps)
    await bench.store.kill()
    await bench.db.query("ROLLBACK")
    for (const step of steps) process.stderr.write(`kill -9 at   ${step.name}\n`)
    await bench.emulator.clearFaults()
    await tenMinutesPass(bench.db)
    await sleep(2_000)
    await bench.store.start()
    return notConverged(steps, CONVERGES_MS)
  }
})
