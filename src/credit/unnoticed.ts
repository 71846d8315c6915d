import type { Kind } from "./books"
import { isForeign, isUnattended } from "./keys"
import type { Operation } from "./operation"
import type { OperationKind } from "./operation-state"

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
