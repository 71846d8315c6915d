import { createHash } from "node:crypto"
import type { OrderFacts } from "./order-facts"

/**
 * A word for the numbers that a page shows. An action comes with the word it was decided on; when another
 * operator, Medusa's own button or a job has moved something since, it no longer fits and nothing is done.
 */
export function versionOf({ credit, order, payment, medusa }: OrderFacts): string {
  const { captured, voided, refunded } = credit.settled
  const seen = [
    credit.id,
    credit.state,
    captured,
    voided,
    refunded,
    credit.worth?.now,
    order?.status,
    payment?.id,
    payment?.canceled,
    medusa.captured,
    medusa.refunded,
    credit.inFlight.map((op) => op.id).sort(),
  ]
  return createHash("sha256").update(JSON.stringify(seen)).digest("base64url").slice(0, 16)
}
