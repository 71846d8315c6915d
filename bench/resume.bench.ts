import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withStore } from "../integration-tests/support/aplazame-store"
import { heldMegabytes } from "../integration-tests/support/held-memory"
import { CONCURRENT_ORDERS, forEachConcurrently, resumeAllDue } from "../src/workflows/resume-operations"
import { contender, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const OPERATIONS = 10_000
const A_TURN = 500
const DELAY_MS = 50
const MOST_MB = 16
const PREFIX = "aplord_resume"

/** A refund that went out and was never answered, for each of the emulator's orders, the nth worth a hundredth more than the one before it; none is due yet. */
async function unfinished(pg: Knex): Promise<void> {
  await pg.raw(
    `INSERT INTO aplazame_order (id, mid, payment_session_id, cart_id, fingerprint, currency_code, sandbox, total_amount, captured_amount, state)
     SELECT ?::text || i, ?::text || i, 's' || i, 'c' || i, 'f', 'eur', true, 9999 + i, 9999 + i, 'confirmed' FROM generate_series(1, ?::int) i`,
    [PREFIX, PREFIX, OPERATIONS]
  )
  await pg.raw(
    `INSERT INTO aplazame_operation (id, aplazame_order_id, kind, state, business_key, amount, remaining_before, attempts, sent_at, next_attempt_at)
     SELECT 'aplop_resume' || i, ?::text || i, 'refund', 'unknown', 'refund:resume' || i, 500, 9999 + i, 1, now() - interval '1 hour', now() + interval '1 day' FROM generate_series(1, ?::int) i`,
    [PREFIX, OPERATIONS]
  )
  await pg.raw("ANALYZE")
}

withStore("bench resume", {}, (bench) => {
  it(
    "unfinished operations beside the bare client that asks about the same orders",
    async () => {
      const pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      await bench.emulator.seed({ count: OPERATIONS, mid_prefix: PREFIX, product: "instalments", status: "ok", amount: 10_000 })
      await unfinished(pg)
      await bench.emulator.setFaults({ route: "/refund$", delay_ms: DELAY_MS, times: 1_000_000 })
      const memory: number[] = []
      let begun = 0
      const result = await turns(OPERATIONS / A_TURN, {
        ours: contender(
          async () => {
            await bench.emulator.clearCalls()
            memory.push(heldMegabytes())
            const ids = Array.from({ length: A_TURN }, (_, n) => `aplop_resume${begun + n + 1}`)
            begun += A_TURN
            await pg("aplazame_operation").whereIn("id", ids).update({ next_attempt_at: null })
          },
          () => resumeAllDue(bench.container)
        ),
        floor: contender(
          async () => Array.from({ length: A_TURN }, (_, n) => `${PREFIX}${n + 1}`),
          (mids) => forEachConcurrently(CONCURRENT_ORDERS, mids, async (mid) => void (await bench.aplazame.client.checkRefund(mid)))
        ),
      })
      const left = await pg("aplazame_operation").where("id", "like", "aplop_resume%").whereNot({ state: "not_done" }).count("id as n").first()
      expect(Number(left?.n)).toBe(0)
      record({
        group: "resume",
        what: `bare client asking about ${OPERATIONS} orders, ${CONCURRENT_ORDERS} at a time with ${DELAY_MS} ms at Aplazame ÷ ${OPERATIONS} unfinished operations resumed`,
        value: 1 / ratio(result.ours, result.floor),
        unit: "ratio",
        target: { at: "least", value: 0.8 },
        ...result,
      })
      record({ group: "resume", what: `memory held after ${OPERATIONS} resumed operations − after ${2 * A_TURN}`, value: memory.at(-1)! - memory[2]!, unit: "MB", target: { at: "most", value: MOST_MB } })
    },
    3_600_000
  )
})
