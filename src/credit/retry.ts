import type { Kind } from "./books"
import { isForeign, isUnattended } from "./keys"
import type { Operation } from "./operation"
import type { OperationKind } from "./operation-state"
import { isIdempotent } from "./settle"

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
export const WAIT_MS = 5 * 60_000

const HOUR_MS = 60 * 60_000

/** How long a background operation is tried, in milliseconds. */
export const giveUpAfterMs = ({ giveUpAfterHours }: { readonly giveUpAfterHours: number }): number => giveUpAfterHours * HOUR_MS

/** Whether an operation has failed for so long that a person must be told. By time, not by attempts: an outage is one failure. */
export const isPastGiveUpTime = (failingSince: Date | null, now: number, giveUpAfterMs: number): boolean =>
  failingSince !== null && now - new Date(failingSince).getTime() >= giveUpAfterMs

/** Whether an operation has this key, or a numbered one that follows it: see `numberedKey`. */
export const hasKeyOf = (op: Pick<Operation, "business_key">, key: string): boolean => op.business_key === key || op.business_key.startsWith(`${key}#`)

/** How long a page of the admin may be open with older figures. */
const STALE_PAGE_MS = 15 * 60_000

const isBack = (kind: OperationKind): boolean => kind === "refund" || kind === "void"

/**
 * Operations that completed recently and that the person who asks may not know of: a request that they saw fail and that went
 * through, or, for a refund or a void, a foreign movement that gave money back and that a job found. Of any amount: two movements
 * at Aplazame may be one in the ledger, and who saw 50 fail may ask for 45 in its place. Refunds and voids both give money back,
 * so one is told before the other. The person's page may still show older figures; they are told once before money moves again.
 */
export function completedLately<T extends Operation>(operations: readonly T[], kind: Kind | "void", request: { readonly payment_id: string | null }, now: number): T[] {
  return operations.filter(
    (op) =>
      op.state === "done" &&
      op.payment_id === request.payment_id &&
      (isBack(op.kind) ? isBack(kind) : op.kind === kind && !isForeign(op)) &&
      !isUnattended(op) &&
      isLately(op.untold_since ?? op.settled_at ?? op.updated_at, now)
  )
}

const isLately = (since: Date, now: number): boolean => now - new Date(since).getTime() < STALE_PAGE_MS

/** Whether it is known that the person was not told of it. */
export const isUnnoticed = ({ untold_since }: Pick<Operation, "untold_since">, now: number): boolean => untold_since !== null && new Date(untold_since).getTime() <= now && isLately(untold_since, now)
