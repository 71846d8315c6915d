import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../integration-tests/support/aplazame-store"
import { heldMegabytes } from "../integration-tests/support/held-memory"
import { openRows } from "../integration-tests/support/open-rows"
import { reconcile } from "../src/workflows/reconcile"
import { spreadOf } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const SMALL = 1_000
const LARGE = process.env.BENCH_FULL === "true" ? 100_000 : 10_000
const MOST_MB = 64
const DAYS = 400 * 24 * 60 * 60_000
const PREFIX = "aplord_reconcile"

withStore("bench reconcile", {}, (bench) => {
  it(
    "a reconciliation of many orders beside one of a thousand",
    async () => {
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      const made: number[] = []
      /** Milliseconds for a thousand orders; more than half of them differ, since a confirmed one has no order here. */
      const thousand = async (orders: number, onProgress?: (scanned: number) => void): Promise<number> => {
        await bench.emulator.reset()
        await pg("aplazame_order").delete()
        await bench.emulator.seed({ count: orders, mid_prefix: PREFIX })
        await openRows(pg, PREFIX, orders)
        await pg.raw("ANALYZE")
        const begun = performance.now()
        const run = await reconcile(bench.container, { from: new Date(Date.now() - DAYS), to: new Date(), dryRun: true, requestedBy: "bench" }, ({ scanned }) => onProgress?.(scanned))
        expect(run).toMatchObject({ state: "done", scanned: orders })
        made.push(run.differences)
        return ((performance.now() - begun) / orders) * 1_000
      }
      const before = [await thousand(SMALL), await thousand(SMALL), await thousand(SMALL)]
      const memory: number[] = []
      const large = await thousand(LARGE, (scanned) => {
        if (scanned === SMALL || scanned === LARGE) memory.push(heldMegabytes())
      })
      const small = spreadOf([...before.slice(1), await thousand(SMALL), await thousand(SMALL)])
      expect(Math.min(...made)).toBeGreaterThan(SMALL / 2)
      const ours = spreadOf([large])
      record({ group: "reconcile", what: `a thousand orders of a reconciliation of ${LARGE} ÷ of ${SMALL}`, value: ratio(ours, small), unit: "ratio", target: { at: "most", value: 1.2 }, ours, floor: small })
      record({ group: "reconcile", what: `memory held after ${LARGE} reconciled orders − after ${SMALL}`, value: memory[1]! - memory[0]!, unit: "MB", target: { at: "most", value: MOST_MB } })
    },
    3_600_000
  )
})
