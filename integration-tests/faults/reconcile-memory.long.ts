import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reconcile } from "../../src/workflows/reconcile"
import { withStore } from "../support/aplazame-store"
import { heldMegabytes } from "../support/held-memory"
import { openRows } from "../support/open-rows"

process.env.MEDUSA_WORKER_MODE = "server"

const ORDERS = 100_000
const SAMPLE_EVERY = 10_000
const MOST_MB = 64
const PREFIX = "aplord_memory"
const DAYS = 400 * 24 * 60 * 60_000

withStore("reconcile memory", {}, (bench) => {
  it(`compares ${ORDERS} orders, most of them different, and holds no more at the end than at the beginning`, async () => {
    await bench.emulator.seed({ count: ORDERS, mid_prefix: PREFIX })
    const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    await openRows(pg, PREFIX, ORDERS)
    const begun = performance.now()
    const samples: number[] = []
    const run = await reconcile(bench.container, { from: new Date(Date.now() - DAYS), to: new Date(), dryRun: true, requestedBy: "test" }, ({ scanned, differences }) => {
      if (scanned % SAMPLE_EVERY !== 0) return
      samples.push(heldMegabytes())
      process.stderr.write(`reconcile: ${scanned} orders, ${differences} differences, ${samples.at(-1)?.toFixed(0)} MB held, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
    })
    expect(run).toMatchObject({ state: "done", scanned: ORDERS })
    expect(run.differences).toBeGreaterThan(ORDERS / 2)
    expect((samples.at(-1) ?? Infinity) - (samples[0] ?? 0)).toBeLessThan(MOST_MB)
  }, 3_600_000)
})
