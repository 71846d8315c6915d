import type { OperationRow } from "../rows"

/** Keys of operations that the plugin planned by itself: nobody saw them fail, so it may try them again. */
const BACKGROUND = ["fulfillment:", "order-change:", "cancel:", "history:"] as const

export const isBackground = (op: Pick<OperationRow, "business_key">): boolean => BACKGROUND.some((prefix) => op.business_key.startsWith(prefix))

/** After this many attempts a person is told. */
export const MAX_ATTEMPTS = 8
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 15 * 60_000

/** Exponential back-off with full jitter. */
export function nextAttempt(attempts: number): Date {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS)
  return new Date(Date.now() + pause * (0.5 + Math.random()))
}
