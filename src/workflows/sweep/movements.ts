import { z } from "zod"
import { DAY_MS } from "../../config/durations"
import { LEFTOVER_AFTER_MS } from "../../credit"
import { pages } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { bookPayment } from "../resume-operations"
import { bookOne } from "../resume-operations/book-foreign"
import { forEachIsolated } from "./for-each-isolated"

const BATCH = 100
/** How far back the reconciliation looks: a store may be down for longer than a day. */
export const LONG_WINDOW_MS = 30 * DAY_MS

const movementSchema = z.object({ id: z.string(), payment: z.object({ id: z.string(), provider_id: z.string() }).nullish() })
type Window = { $gte: Date; $lte: Date }

const transactionSchema = z.object({ reference_id: z.string().nullish() })

/**
 * Makes Medusa's books whole: operations that are done and were never booked (voids too),
 * captures and refunds that a process left when it died, and transactions of refunds that did not go through
 * when an order was cancelled.
 * @param windowMs how old what Medusa wrote may be: a day each minute, {@link LONG_WINDOW_MS} each hour
 */
export async function sweepMovements(flow: FlowContext, windowMs = DAY_MS): Promise<void> {
  const before = new Date(Date.now() - LEFTOVER_AFTER_MS)
  const written = { $gte: new Date(Date.now() - windowMs), $lte: before }
  for (const op of await flow.aplazame.bookings.unbooked(before, BATCH)) await bookOne(flow, op)
  const suspects = new Set([
    ...(await leftovers(flow, "capture", written)),
    ...(await leftovers(flow, "refund", written)),
    ...(await refundsOfCancels(flow, written)),
  ])
  await forEachIsolated(flow, "books of", suspects, (paymentId) => bookPayment(flow, paymentId))
}

/** Payments with a capture or refund that no operation stands behind: the process died before it wrote one. */
async function leftovers({ query, aplazame }: FlowContext, entity: "capture" | "refund", created_at: Window): Promise<string[]> {
  const found: string[] = []
  for await (const page of pages(query, { entity, fields: ["id", "payment.id", "payment.provider_id"], filters: { created_at } })) {
    const ours = page.map((raw) => movementSchema.parse(raw)).filter((one) => one.payment?.provider_id.startsWith("pp_aplazame"))
    const known = await aplazame.bookings.refsBehind(ours.map((one) => one.id))
    found.push(...ours.flatMap((one) => (one.payment && !known.has(one.id) ? [one.payment.id] : [])))
  }
  return found
}

/**
 * Payments of ours that a cancelled order wrote a refund for: one transaction for the payment, whether its
 * refund went through or not. Booking the payment puts one for each refund in its place.
 */
async function refundsOfCancels({ query, aplazame }: FlowContext, created_at: Window): Promise<string[]> {
  const found: string[] = []
  const filters = { reference: "refund", reference_id: { $like: "pay\\_%" }, created_at }
  for await (const page of pages(query, { entity: "order_transaction", fields: ["reference_id"], filters })) {
    const ids = page.flatMap((raw) => transactionSchema.parse(raw).reference_id ?? [])
    for (const id of new Set(ids)) if ((await aplazame.ledger.ofPayment(id)).length > 0 || (await isAplazamePayment(query, id))) found.push(id)
  }
  return found
}

async function isAplazamePayment(query: FlowContext["query"], paymentId: string): Promise<boolean> {
  const { data } = await query.graph({ entity: "payment", fields: ["provider_id"], filters: { id: paymentId } })
  return z.array(z.object({ provider_id: z.string() })).parse(data).some((one) => one.provider_id.startsWith("pp_aplazame"))
}
