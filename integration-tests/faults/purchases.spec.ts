import { appendFileSync } from "node:fs"
import fc from "fast-check"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../support/aplazame-store"
import { plentyOfStock } from "../support/plenty-of-stock"
import { campaignOptions, hookStore } from "./campaign"
import { purchases } from "./purchase-schedule"
import { runPurchase } from "./run-purchase"
import { TIMES } from "./schedule"
import { NotificationLives } from "./support/hook-requests"
import { reclaimConnections } from "./support/reclaim-connections"

const RUNS = 10
const HOURS = 3_600_000

process.env.MEDUSA_WORKER_MODE = "server"

withStore("purchases", { timeoutMs: TIMES.timeout, settleAfterMs: 60_000 }, (bench) => {
  it(
    "sells a cart once or not at all, whatever breaks: no order without a credit, no credit without an order",
    async () => {
      hookStore(bench)
      const lives = new NotificationLives()
      const { runs, seed, path, countAll, log } = campaignOptions(RUNS)
      const total = { schedules: 0, sold: 0, deaths: 0, faults: 0, bad: 0 }
      const begun = performance.now()
      const say = (line: string): void => void process.stderr.write(`purchases: ${line}\n`)
      say(`seed ${seed}, ${runs} schedules`)
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      await plentyOfStock(bench)
      await bench.emulator.patchSettings({ retry_delays_ms: [120], retry_every_ms: 120, notification_timeout_ms: 4_000 })
      const property = fc.asyncProperty(purchases, async (schedule) => {
        const { differences, story, deaths, faults, sold } = await runPurchase(bench, lives, schedule)
        reclaimConnections(pg)
        total.schedules++
        total.deaths += deaths
        total.faults += faults
        if (sold) total.sold++
        if (total.schedules % 25 === 0) say(`${total.schedules} of ${runs}, ${total.sold} sold, ${total.deaths} deaths, ${total.faults} faults, ${total.bad} bad, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
        if (differences.length === 0) return
        total.bad++
        const text = [JSON.stringify(schedule), ...story.map((line) => `  ${line}`), ...differences.map((one) => `  ✘ ${one}`)].join("\n")
        if (log) appendFileSync(log, `${text}\n\n`)
        if (!countAll) throw new Error(text)
      })
      const result = await fc.check(property, { numRuns: runs, seed, ...(path ? { path } : {}) })
      say(`${total.schedules} schedules, ${total.sold} sold, ${total.deaths} deaths, ${total.faults} faults, ${total.bad} bad, ${((performance.now() - begun) / 1000).toFixed(0)} s (seed ${seed})`)
      await pg("workflow_execution").delete()
      if (result.failed) throw new Error(`replay: npm run test:faults -- --only purchases --seed ${seed} --path ${result.counterexamplePath ?? ""}\n${result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance)}`)
      expect(total.bad).toBe(0)
    },
    10 * HOURS
  )
})
