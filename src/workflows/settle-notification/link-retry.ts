import { HOUR_MS } from "../../config/durations"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"

type Ended = Pick<AplazameOrderRow, "refused_at" | "cancelled_at" | "confirmed_at" | "retry_until">

/**
 * Until when the order of a credit that was refused or expired can be paid again by its link; null: it is cancelled at once. From the
 * moment at which the store learned of the end, so that a repeat after a crash has the same answer. What was told once stays, also
 * when the option changes. The order of a credit that was confirmed does not wait.
 */
export function retryUntil({ refused_at, cancelled_at, confirmed_at, retry_until }: Ended, hours: number): Date | null {
  if (retry_until) return retry_until
  const ended = refused_at ?? cancelled_at
  return hours === 0 || confirmed_at || !ended ? null : new Date(ended.getTime() + hours * HOUR_MS)
}
