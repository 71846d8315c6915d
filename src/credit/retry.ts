import type { Operation } from "./operation"

const FIRST_PAUSE_MS = 2_000
/** After an outage everything is on its way again within this, and half of it more. */
const LONGEST_PAUSE_MS = 60_000

/** When an operation that failed for the moment is tried again: exponential back-off with jitter. */
export function nextTry(attempts: number, now: number, random: () => number = Math.random): Date {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS)
  return new Date(now + pause * (0.5 + random()))
}

/** How often it is looked whether what an operation waits for has come. The event that brings it wakes the operation at once. */
export const WAIT_MS = 5 * 60_000

/** Whether an operation has failed for so long that a person must be told. By the clock: an outage is one failure, however often it was tried. */
export const isPatienceSpent = (failingSince: Date | null, now: number, giveUpAfterMs: number): boolean =>
  failingSince !== null && now - new Date(failingSince).getTime() >= giveUpAfterMs

/** The row under which a wish is wanted: what ended without effect is followed by another. */
export const isSameWish = (op: Pick<Operation, "business_key">, key: string): boolean => op.business_key === key || op.business_key.startsWith(`${key}#`)
