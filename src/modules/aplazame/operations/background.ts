import type { Cents } from "../../../aplazame"
import type { OperationRow } from "../rows"

/** What the keys of voids begin with that an order change planned. */
export const CHANGE_KEY = "order-change:"

/** One void for each version of an order, whoever plans it first: the provider, or the event. */
export const changeKey = (orderId: string, version: number): string => `${CHANGE_KEY}${orderId}:${version}`

/** One cancel for each credit, whoever plans it first: the event, the provider, a notification, the sweep. */
export const cancelKey = (row: { id: string }): string => `cancel:${row.id}`

/** The void that a capture asks for when it finds the order worth less than its credit, of which nobody has told. */
export const uncoveredKey = (orderId: string, worth: Cents): string => `${CHANGE_KEY}${orderId}:worth-${worth}`

/** Keys of operations that the plugin planned by itself: nobody saw them fail, so it may try them again. */
export const BACKGROUND = ["fulfillment:", CHANGE_KEY, "cancel:", "history:"] as const

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
