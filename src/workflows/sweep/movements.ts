import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { transactionExists } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { bookMovement } from "../resume-operations"

const BATCH = 100
/** Longer than a capture or refund with all its calls and waits may take in a living process. */
const SETTLED_MS = 5 * 60_000
const WINDOW_MS = 24 * 60 * 60_000

const schema = z.object({ id: z.string(), payment: z.object({ provider_id: z.string() }).nullish() })

/**
 * Makes Medusa's books whole: operations that are done and were never booked, and captures and refunds that
 * a process left behind when it died before the operation was even written.
 */
export async function sweepMovements(flow: FlowContext): Promise<void> {
  const before = new Date(Date.now() - SETTLED_MS)
  for (const op of await flow.aplazame.ledger.unbooked(before, BATCH)) {
    if (await bookMovement(flow, op)) await flow.aplazame.ledger.markBooked(op.id)
  }
  for (const entity of ["capture", "refund"] as const) await removeOrphans(flow, entity, before)
}

async function removeOrphans(flow: FlowContext, entity: "capture" | "refund", before: Date): Promise<void> {
  const { query, aplazame, container } = flow
  for (let skip = 0; ; skip += BATCH) {
    const { data } = await query.graph({
      entity,
      fields: ["id", "payment.provider_id"],
      filters: { created_at: { $gte: new Date(Date.now() - WINDOW_MS), $lte: before } },
      pagination: { skip, take: BATCH, order: { id: "ASC" } },
    })
    for (const raw of data) {
      const movement = schema.parse(raw)
      if (!movement.payment?.provider_id.startsWith("pp_aplazame")) continue
      if (await aplazame.ledger.byMedusaRef(movement.id)) continue
      if (await transactionExists(query, entity, movement.id)) continue
      const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
      if (entity === "capture") await payments.deleteCaptures([movement.id])
      else await payments.deleteRefunds([movement.id])
      flow.logger.warn(`aplazame: ${entity} ${movement.id} was left by a process that died before anything was sent; removed`)
    }
    if (data.length < BATCH) return
  }
}
