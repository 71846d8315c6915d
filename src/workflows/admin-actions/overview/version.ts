import { createHash } from "node:crypto"
import type { OrderFacts } from "./order-facts"

/**
 * A word for the numbers that a page shows. An action comes with the word it was decided on; when another
 * operator, Medusa's own button or a job has moved something since, it no longer fits and nothing is done.
 */
export function versionOf({ row, order, payment, medusa, open, worth }: OrderFacts): string {
  const seen = [
    row.id,
    row.state,
    row.captured_amount,
    row.voided_amount,
    row.refunded_amount,
    worth,
    order?.status,
    payment?.id,
    payment?.canceled,
    medusa.captured,
    medusa.refunded,
    open.map((op) => op.id).sort(),
  ]
  return createHash("sha256").update(JSON.stringify(seen)).digest("base64url").slice(0, 16)
}
