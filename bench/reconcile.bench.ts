import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../integration-tests/support/aplazame-store"
import { heldMegabytes } from "../integration-tests/support/held-memory"
import { openRows } from "../integration-tests/support/open-rows"
import { flowContext } from "../src/workflows/flow-context"
import { reconcile } from "../src/workflows/reconcile"
import { spreadOf } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const SMALL = 1_000
const LARGE = process.env.BENCH_FULL === "true" ? [10_000, 100_000] : [10_000]
const MOST_MB = 64
const DAYS = 400 * 24 * 60 * 60_000
const PREFIX = "aplord_reconcile"

withStore("bench reconcile", {}, (bench) => {
  it(
    "a reconciliation of many orders beside one of a thousand",
    async () => {
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      const { client } = flowContext(bench.container).aplazame
      const made: number[] = []
      /** Milliseconds that the run waited for Aplazame's list, here the emulator's. */
      let listed = 0
      const list = client.listOrders.bind(client)
      // Not a spy of jest's, which would keep every page.
      client.listOrders = async (query) => {
        const asked = performance.now()
        const page = await list(query)
        listed += performance.now() - asked
        return page
      }
      /** Milliseconds for a thousand orders, the list taken off; more than half of them differ, since a confirmed one has no order here. */
      const thousand = async (orders: number, onProgress?: (scanned: number) => void): Promise<number> => {
        await bench.emulator.reset()
        await pg("aplazame_order").delete()
        await bench.emulator.seed({ count: orders, mid_prefix: PREFIX })
        await openRows(pg, PREFIX, orders)
        await pg.raw("ANALYZE")
        const window = { from: new Date(Date.now() - DAYS), to: new Date() }
        listed = 0
        const begun = performance.now()
        const run = await reconcile(bench.container, { ...window, dryRun: true, requestedBy: "bench" }, ({ scanned }) => onProgress?.(scanned))
        const ms = performance.now() - begun - listed
        expect(run).toMatchObject({ state: "done", scanned: orders })
        made.push(run.differences)
        return (ms / orders) * 1_000
      }
      const before = [await thousand(SMALL), await thousand(SMALL), await thousand(SMALL)]
      const measured = new Map<number, { ms: number; mb: number }>()
      for (const orders of LARGE) {
        const memory: number[] = []
        const ms = await thousand(orders, (scanned) => {
          if (scanned === SMALL || scanned === orders) memory.push(heldMegabytes())
        })
        measured.set(orders, { ms, mb: memory[1]! - memory[0]! })
      }
      const small = spreadOf([...before.slice(1), await thousand(SMALL), await thousand(SMALL)])
      expect(Math.min(...made)).toBeGreaterThan(SMALL / 2)
      for (const [orders, { ms, mb }] of measured) {
        const ours = spreadOf([ms])
        record({ group: "reconcile", what: `a thousand orders of a reconciliation of ${orders} ÷ of ${SMALL}, the time of Aplazame's list taken off`, value: ratio(ours, small), unit: "ratio", target: { at: "most", value: 1.2 }, ours, floor: small })
        record({ group: "reconcile", what: `memory held after ${orders} reconciled orders − after ${SMALL}`, value: mb, unit: "MB", target: { at: "most", value: MOST_MB } })
      }
    },
    3_600_000
  )
})
