import type { MedusaContainer } from "@medusajs/framework/types"
import { BACKGROUND, isBackground, isOpen, isUnsettled, movesMoney } from "../../credit"
import { isWaitedFor, settleByReading, withOrderLock } from "../../modules/aplazame/operations"
import { RUN_LEASE_MS } from "../../modules/aplazame/stores/ledger-store"
import type { OperationRow } from "../../modules/aplazame/rows"
import { atOnce } from "../at-once"
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
/** Orders worked on side by side: a store that serves shoppers meanwhile keeps most of its connections. */
export const ORDERS_AT_ONCE = 4
/** A run of the job gives way after this long; what is left is due again at the next. */
const LONGEST_RUN_MS = 60_000

export type Resumed = { id: string; kind: string; from: string; to: string }

/**
 * Carries on with what is due: wishes that were not tried or whose moment was wrong, and calls whose answer
 * never came. A mere wake-up: claims are exclusive, every step is safe to repeat, and nothing that a person
 * saw fail is sent again here.
 */
export async function resumeOperations(container: MedusaContainer, limit = BATCH): Promise<Resumed[]> {
  const flow = flowContext(container)
  await bookDue(flow)
  const resumed: Resumed[] = []
  const claimed = byOrder(await flow.aplazame.ledger.claimDue(limit, RUN_LEASE_MS, BACKGROUND))
  await atOnce(ORDERS_AT_ONCE, claimed.values(), async (ofOneOrder) => {
    for (const op of ofOneOrder) resumed.push(await resumeClaimed(flow, op))
  })
  return resumed
}

function byOrder(operations: OperationRow[]): Map<string, OperationRow[]> {
  const orders = new Map<string, OperationRow[]>()
  for (const op of operations) orders.set(op.aplazame_order_id, [...(orders.get(op.aplazame_order_id) ?? []), op])
  return orders
}

/**
 * Batch after batch while there is work and it moves: a day without Aplazame is caught up with in minutes. Events that
 * wait are emitted beside it.
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
  try {
    await resumeOne(flow, { ...op, lease_until: null })
  } catch (error) {
    flow.logger.warn(`aplazame: ${op.kind} ${op.id} not resumed: ${error instanceof Error ? error.message : "failed"}`)
  }
  const now = await flow.aplazame.ledger.byId(op.id)
  if (now && isUnsettled(now.state)) await flow.aplazame.ledger.release(op.id, now.next_attempt_at)
  return { id: op.id, kind: op.kind, from: op.state, to: now?.state ?? "gone" }
}

/** One claimed operation, by where it stands. */
export async function resumeOne(flow: FlowContext, op: OperationRow): Promise<void> {
  if (isOpen(op.state)) {
    if (op.kind === "history") return void (await flow.aplazame.ledger.postpone(op.id, new Date(), { code: "interrupted", message: "The process ended in the call" }, op.attempts))
    const settled = await settleOne(flow, op)
    if (settled.state === "done" || settled.state === "not_done") await bookMovement(flow, settled)
    if (settled.state !== "not_done" || !isBackground(settled)) return
    // Settled, it is free for any worker. If this process dies before it takes it, the next claim does.
    return (await flow.aplazame.ledger.claim(settled.id)) ? runPlanned(flow, settled) : undefined
  }
  return runPlanned(flow, op)
}

/** Settles, and books, what a credit has without an answer. A call that a living process waits for is left to it. */
export async function settleOpen(flow: FlowContext, row: { id: string }): Promise<void> {
  const { ledger, clock } = flow.aplazame
  for (const op of await ledger.ofOrder(row.id)) if (movesMoney(op) && isOpen(op.state) && !isWaitedFor(op, clock())) await resumeOne(flow, op)
}

async function settleOne(flow: FlowContext, op: OperationRow): Promise<OperationRow> {
  const order = await flow.aplazame.orders.byId(op.aplazame_order_id)
  if (!order) return op
  return withOrderLock(flow.locking, order, async () => {
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

/** An operator's request that died before it was sent: nothing happened, and it is not sent unasked. */
async function dropUnsent(flow: FlowContext, op: OperationRow): Promise<void> {
  if (Date.now() - new Date(op.created_at).getTime() < RUN_LEASE_MS) return
  const dropped = await flow.aplazame.ledger.settle(op.id, { state: "skipped", error_code: "interrupted" })
  await bookMovement(flow, dropped)
}
