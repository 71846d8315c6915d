import { withStore } from "../support/aplazame-store"
import { campaignOptions, hookStore, runCampaign } from "./campaign"
import { BY_SCHEDULE, schedules, schedulesByLink, TIMES } from "./schedule"

const RUNS = 20
const HOURS = 3_600_000

// The store runs no jobs by itself: a schedule says when they run.
process.env.MEDUSA_WORKER_MODE = "server"

withStore("schedules", { timeoutMs: TIMES.timeout, settleAfterMs: 60_000, captureOn: BY_SCHEDULE }, (bench) => {
  it(
    "moves money exactly once, whatever breaks: three ledgers agree to the cent after every schedule",
    async () => {
      hookStore(bench)
      const drawn = process.env.FAULTS_BY_LINK === "true" ? schedulesByLink : schedules
      const { report, bad } = await runCampaign(bench, "schedules", drawn, campaignOptions(RUNS))
      if (report) throw new Error(report)
      expect(bad).toBe(0)
      expect((await bench.emulator.health()).violations).toEqual([])
    },
    10 * HOURS
  )
})
