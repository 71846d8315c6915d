import { messageOf } from "../../aplazame/message-of"
import { creditLeft, isForeign, isPartOfRefund, isPastGiveUpTime, nextTry } from "../../credit"
import { readSnapshot } from "../../modules/aplazame/operations"
import { isAllSent, orderState } from "../../modules/aplazame/reading"
import type { OperationRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { bookVoid } from "../order-change/book-void"
import { bookMovement } from "./book-movement"

const BATCH = 50
/** When a booking has failed for this long, the cause is not temporary: a problem is opened. */
const TELL_AFTER_MS = 5 * 60_000

/** Books in Medusa what no other process books: foreign movements, and operations that were settled by reading. */
export async function bookDue(flow: FlowContext): Promise<void> {
  for (const op of await flow.aplazame.bookings.booksDue(BATCH)) await bookOne(flow, op)
}

/** Books the foreign movements of one credit in Medusa, at once, because no other process books them. What can't be booked yet is tried again. */
export async function bookForeign(flow: FlowContext, aplazameOrderId: string): Promise<void> {
  for (const op of await flow.aplazame.bookings.unbookedForeign(BATCH, aplazameOrderId)) await bookOne(flow, op)
}

/**
 * Books one operation in Medusa. After a failure it is tried again later, behind the others. True when Medusa has it.
 */
export async function bookOne(flow: FlowContext, op: OperationRow): Promise<boolean> {
  const { aplazame, logger } = flow
  try {
    if (isForeign(op)) await askAboutUnsent(flow, op)
    const isVoid = op.kind === "void" && !isPartOfRefund(op)
    if (!(await (isVoid ? bookVoid(flow, op) : bookMovement(flow, op)))) {
      // Another process is still writing: try again later; this is no failure.
      await aplazame.ledger.release(op.id, nextTry(FIRST_ATTEMPT, aplazame.clock()))
      return false
    }
    await aplazame.bookings.markBooked(op.id)
    if (op.failing_since) await aplazame.problems.close("booking_failed", op.id)
    return true
  } catch (error) {
    logger.warn(`aplazame: ${op.kind} ${op.id} not booked: ${messageOf(error)}`)
    await aplazame.bookings.bookLater(op.id, nextTry(LONGEST_PAUSE_ATTEMPTS, aplazame.clock()))
    if (isPastGiveUpTime(op.failing_since, aplazame.clock(), TELL_AFTER_MS)) {
      const row = await aplazame.orders.byId(op.aplazame_order_id)
      await aplazame.problems.open({
        kind: "booking_failed",
        about: op.id,
        aplazame_order_id: op.aplazame_order_id,
        order_id: row?.order_id ?? null,
        operation_id: op.id,
        figures: { kind: op.kind, amount: op.amount },
        once: true,
        unlessAnswered: true,
      })
    }
    return false
  }
}

/**
 * All the money went back in Aplazame's panel and goods were not sent, all or a part: a person decides whether to cancel the order. The problem
 * is opened before the booking: if the process dies before the operation is marked as booked, the next run opens it.
 */
async function askAboutUnsent({ aplazame, query }: FlowContext, op: OperationRow): Promise<void> {
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  if (!row?.order_id || creditLeft((await readSnapshot(aplazame, row, null)).credit) > 0) return
  const order = await orderState(query, row.order_id)
  if (!order || order.status === "canceled" || (order.fulfilled && (await isAllSent(query, order.id)))) return
  await aplazame.problems.open({ ...problemOfCredit(row, "order_refunded_not_sent", { total: row.total_amount }), once: true, unlessAnswered: true })
}

const FIRST_ATTEMPT = 1
/** A failed booking is tried again after the longest pause: it seldom succeeds within seconds. */
const LONGEST_PAUSE_ATTEMPTS = 10
