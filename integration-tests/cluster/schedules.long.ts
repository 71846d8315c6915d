import { appendFileSync } from "node:fs"
import fc from "fast-check"
import { campaignOptions } from "../faults/campaign"
import { PLENTY_OF_STOCK } from "../support/plenty-of-stock"
import { clusterSchedules } from "./schedule"
import { openCluster, type Cluster } from "./support/cluster"
import { runClusterSchedule } from "./support/run-schedule"

const RUNS = 300
const HOURS = 3_600_000

jest.setTimeout(24 * HOURS)

describe("random schedules on two servers and two workers", () => {
  const cluster = {} as Cluster
  beforeAll(async () => {
    Object.assign(cluster, await openCluster())
    await cluster.db.query(PLENTY_OF_STOCK)
  })
  afterAll(async () => cluster.close?.())

  it("sells and moves money exactly once, whoever is killed and whatever is away", async () => {
    const { runs, seed, path, countAll, log } = campaignOptions(RUNS)
    const total = { schedules: 0, sold: 0, kills: 0, outages: 0, bad: 0 }
    const begun = performance.now()
    const say = (line: string): void => void process.stderr.write(`cluster-schedules: ${line}\n`)
    const counts = (): string => `${total.sold} sold, ${total.kills} kills, ${total.outages} outages, ${total.bad} bad, ${((performance.now() - begun) / 1000).toFixed(0)} s`
    say(`seed ${seed}, ${runs} schedules`)
    const property = fc.asyncProperty(clusterSchedules, async (schedule) => {
      const { differences, story, sold, kills, outages } = await runClusterSchedule(cluster, schedule)
      total.schedules++
      total.sold += sold
      total.kills += kills
      total.outages += outages
      if (differences.length > 0) total.bad++
      say(`${total.schedules} of ${runs}, ${counts()}`)
      if (differences.length === 0) return
      const text = [JSON.stringify(schedule), ...story.map((line) => `  ${line}`), ...differences.map((one) => `  ✘ ${one}`)].join("\n")
      if (log) appendFileSync(log, `${text}\n\n`)
      if (!countAll) throw new Error(text)
    })
    // Not shrunk: a schedule takes half a minute.
    const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: true, ...(path ? { path } : {}) })
    say(`${total.schedules} schedules, ${counts()} (seed ${seed})`)
    if (result.failed) {
      throw new Error(`replay: npm run test:faults -- --cluster --only cluster-schedules --seed ${seed} --path ${result.counterexamplePath ?? ""}\n${result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance)}\n${cluster.tails()}`)
    }
    expect(total.bad).toBe(0)
    expect((await cluster.emulator.health()).violations).toEqual([])
  })
})
