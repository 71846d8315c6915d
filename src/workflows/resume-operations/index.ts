import type { MedusaContainer } from "@medusajs/framework/types"
import { messageOf } from "../../aplazame/message-of"
import { BACKGROUND, isBackground, isOpen, isSendable, isUnsettled, movesMoney, nextTry } from "../../credit"
import { isWaitedFor, settleByReading, withCreditLock } from "../../modules/aplazame/operations"
import { OPERATION_LEASE_MS } from "../../modules/aplazame/stores"
import type { OperationRow } from "../../modules/aplazame/rows"
import { runPlannedCancel } from "../cancel-credit"
import { runPlannedCapture } from "../capture-fulfilment"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { runPlannedChange } from "../order-change"
import { pushHistory } from "../push-history"
import { bookDue } from "./book-foreign"
import { bookMovement } from "./book-movement"

export { bookMovement, bookPayment } from "./book-movement"

/** Operations of one claim: few enough that the last one runs before the lease ends, even when each call times out. */
const BATCH = 20
/** Orders that are worked on concurrently: few, so that the store keeps most of its database connections for shoppers. */
export const CONCURRENT_ORDERS = 4
/** A run of the job ends after this long; the rest is due in the next run. */
const LONGEST_RUN_MS = 60_000

export type Resumed = { id: string; kind: string; from: string; to: string }

/**
 * Runs the operations that are due: planned ones that were not tried or failed temporarily, and calls without an answer. Claims
 * are exclusive, every step is safe to repeat, and nothing that a person saw fail is sent again.
 */
export async function resumeOperations(container: MedusaContainer, limit = BATCH): Promise<Resumed[]> {
  const flow = flowContext(container)
  await bookDue(flow)
  const resumed: Resumed[] = []
  const claimed = byOrder(await flow.aplazame.ledger.claimDue(limit, OPERATION_LEASE_MS, BACKGROUND))
  await forEachConcurrently(CONCURRENT_ORDERS, claimed.values(), async (ofOneOrder) => {
    for (const op of ofOneOrder) resumed.push(await resumeClaimed(flow, op))
  })
  return resumed
}

/** Runs `work` for every item, at most `limit` at a time. The first failure ends it; work that must not fail catches its own. */
export async function forEachConcurrently<T>(limit: number, items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}

function byOrder(operations: OperationRow[]): Map<string, OperationRow[]> {
  const orders = new Map<string, OperationRow[]>()
  for (const op of operations) orders.set(op.aplazame_order_id, [...(orders.get(op.aplazame_order_id) ?? []), op])
  return orders
}

/**
 * Runs batch after batch while operations are due and make progress: after a day without Aplazame, the backlog is done in
 * minutes. Waiting events are emitted at the same time.
 */
export async function resumeAllDue(container: MedusaContainer): Promise<void> {
  const end = Date.now() + LONGEST_RUN_MS
  for (;;) {
    emitSoon(flowContext(container))
    const resumed = await resumeOperations(container)
    const moved = resumed.some(({ from, to }) => from !== to)
    if (resumed.length < BATCH || !moved || Date.now() > end) return
  }
}

async function resumeClaimed(flow: FlowContext, op: OperationRow): Promise<Resumed> {
  let threw = false
  try {
    await resumeOne(flow, { ...op, lease_until: null })
  } catch (error) {
    threw = true
    flow.logger.warn(`aplazame: ${op.kind} ${op.id} not resumed: ${messageOf(error)}`)
  }
  const now = await flow.aplazame.ledger.byId(op.id)
  if (now && isUnsettled(now.state)) await release(flow, op, now, threw)
  return { id: op.id, kind: op.kind, from: op.state, to: now?.state ?? "gone" }
}

/** One that nobody has given another time, because its run threw or could not send it, waits longer each time: it must not take the turn of another. */
async function release({ aplazame: { clock, ledger } }: FlowContext, claimed: OperationRow, { id, kind, state, attempts, business_key, next_attempt_at }: OperationRow, threw: boolean): Promise<void> {
  const isLeft = Number(next_attempt_at) === Number(claimed.next_attempt_at)
  if (isLeft && isSendable(state) && isBackground({ business_key })) return ledger.postpone(id, nextTry(attempts, clock(), kind), { code: "failed", message: "The run failed; see the log" })
  // A call that may have happened is read again soon, as long as its figures can be read.
  return ledger.release(id, isLeft && threw && isOpen(state) ? nextTry(Infinity, clock(), kind) : next_attempt_at)
}

/** Runs one claimed operation, according to its state. */
export async function resumeOne(flow: FlowContext, op: OperationRow): Promise<void> {
  if (isOpen(op.state)) {
    if (op.kind === "history") return void (await flow.aplazame.ledger.postpone(op.id, new Date(), { code: "interrupted", message: "The process ended in the call" }, op.attempts))
    const settled = await settleOne(flow, op)
    if (settled.state === "done" || settled.state === "not_done") await bookMovement(flow, settled)
    if (settled.state !== "not_done" || !isBackground(settled)) return
    // Once settled, any worker may claim it. If this process dies before it does, the next claim takes it.
    return (await flow.aplazame.ledger.claim(settled.id)) ? runPlanned(flow, settled) : undefined
  }
  return runPlanned(flow, op)
}

/** Settles and books the open operations of a credit. A call whose process still waits for its answer is left to it. */
export async function settleOpen(flow: FlowContext, row: { id: string }): Promise<void> {
  const { ledger } = flow.aplazame
  const now = await ledger.now()
  for (const op of await ledger.ofCredit(row.id)) if (movesMoney(op) && isOpen(op.state) && !isWaitedFor(op, now)) await resumeOne(flow, op)
}

async function settleOne(flow: FlowContext, op: OperationRow): Promise<OperationRow> {
  const order = await flow.aplazame.orders.byId(op.aplazame_order_id)
  if (!order) return op
  return withCreditLock(flow.locking, order, async () => {
    const now = await flow.aplazame.ledger.byId(op.id)
    return now ? settleByReading(flow.aplazame, order, { ...now, lease_until: null }) : op
  })
}

async function runPlanned(flow: FlowContext, op: OperationRow): Promise<void> {
  if (!isBackground(op)) return dropUnsent(flow, op)
  switch (op.kind) {
    case "history":
      return pushHistory(flow.container, op.aplazame_order_id)
    case "capture":
      return runPlannedCapture(flow, op)
    case "void":
      return runPlannedChange(flow, op)
    case "cancel":
      return runPlannedCancel(flow, op)
    case "refund":
    case "update":
      return
  }
}

/** Drops an operator's request whose process died before it was sent: nothing happened, and only the operator may ask again. */
async function dropUnsent(flow: FlowContext, op: OperationRow): Promise<void> {
  if ((await flow.aplazame.ledger.now()) - new Date(op.created_at).getTime() < OPERATION_LEASE_MS) return
  const dropped = await flow.aplazame.ledger.settle(op.id, { state: "skipped", error_code: "interrupted" })
  await bookMovement(flow, dropped)
}
