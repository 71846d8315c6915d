import type { OperationKind } from "./operation-state"
import { isIdempotent } from "./verdict"

const FIRST_PAUSE_MS = 2_000
/** The longest pause between two attempts, before random jitter of up to half its length. */
const LONGEST_PAUSE_MS = 60_000
/** The same for idempotent calls. */
const LONGEST_PAUSE_OF_IDEMPOTENT_MS = 15_000

/** When an operation that failed temporarily is tried again: exponential back-off with random jitter of half a pause each way. */
export function nextTry(attempts: number, now: number, kind: OperationKind = "capture", random: () => number = Math.random): Date {
  const longest = isIdempotent(kind) && kind !== "history" ? LONGEST_PAUSE_OF_IDEMPOTENT_MS : LONGEST_PAUSE_MS
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), longest)
  return new Date(now + pause * (0.5 + random()))
}

/** How often a waiting operation checks its condition. The event that fulfils the condition wakes the operation at once. */
export const RECHECK_MS = 5 * 60_000

const HOUR_MS = 60 * 60_000

/** How long a background operation is tried, in milliseconds. */
export const giveUpAfterMs = ({ giveUpAfterHours }: { readonly giveUpAfterHours: number }): number => giveUpAfterHours * HOUR_MS

/** Whether an operation has failed for so long that a person must be told. By time, not by attempts: an outage is one failure. */
export const isPastGiveUpTime = (failingSince: Date | null, now: number, giveUpAfterMs: number): boolean =>
  failingSince !== null && now - new Date(failingSince).getTime() >= giveUpAfterMs
