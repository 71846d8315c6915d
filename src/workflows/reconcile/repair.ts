import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import type { AplazameOrder } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { cancelKey, hasKeyOf, movementsOf } from "../../credit"
import { recordForeignMovements, OperationError, readAndCompare, withCreditLock } from "../../modules/aplazame/operations"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { subjectOf } from "../../modules/aplazame/subject"
import { COMPARED_PROBLEMS, type ProblemKind } from "../../modules/aplazame/problem-kinds"
import type { NewDifference } from "../../modules/aplazame/stores"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { cancelOrderWithoutCredit, tellLost } from "../settle-notification/release-order"
import { takeOverFinal } from "../settle-notification/apply-announcement"

/** Repairs a difference whose rule is certain, or opens a problem. Safe to repeat. Returns what was done. */
export async function repair(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null, found: NewDifference): Promise<NewDifference> {
  if (!row || (found.action === "problem" && !LOST.includes(found.kind))) {
    await open(flow, remote, row, found)
    return { ...found, action: "problem" }
  }
  try {
    const repaired = await tryRepair(flow, remote, row, found)
    if (repaired === "told") return { ...found, action: "problem" }
    if (repaired) return { ...found, action: "repaired" }
  } catch (error) {
    flow.logger.warn(`aplazame: ${found.kind} of ${found.mid} not repaired: ${messageOf(error)}`)
    if (error instanceof OperationError && TEMPORARY_CODES.includes(error.code)) return { ...found, action: "none" }
  }
  await open(flow, remote, row, found)
  return { ...found, action: "problem" }
}

/** The order has lost its credit: also where goods have left, and a person decides, Medusa's payment is cancelled. */
const LOST: readonly NewDifference["kind"][] = ["refused_with_order", "cancelled_there"]

/** Aplazame is unavailable, or another request works on the credit: the next comparison finds the difference again, so no problem is opened. */
const TEMPORARY_CODES: readonly string[] = ["aplazame_unavailable", "operation_busy", "operation_unsettled"]

/** `told`: what applied Aplazame's answer has opened the problem itself, with its own figures. */
async function tryRepair(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow, found: NewDifference): Promise<boolean | "told"> {
  switch (found.kind) {
    case "confirmed_without_order": {
      await flow.locking.execute([lockNames.checkout(subjectOf(row))], () => takeOverFinal(flow, row, remote), { timeout: LOCK_WAIT_SECONDS })
      const now = await flow.aplazame.orders.byId(row.id)
      const cancelling = (await flow.aplazame.ledger.ofCredit(row.id)).some((op) => hasKeyOf(op, cancelKey(row)))
      return Boolean(now?.order_id) || cancelling || (now?.state === "confirmed" && "told")
    }
    case "refused_with_order":
    case "cancelled_there":
      return releaseLost(flow, await flow.aplazame.orders.takeOver(row, remote))
    case "cancelled_here":
      // Our row may not know yet that Aplazame has confirmed the credit of an order that was cancelled meanwhile.
      await flow.aplazame.orders.takeOver(row, remote)
      if (row.order_id) await cancelCredit(flow.container, row.order_id)
      return true
    case "captured_there":
    case "refunded_there":
    case "voided_there":
      return bookMoved(flow, row)
    case "unknown_here":
    case "unknown_there":
    case "captured_here":
    case "refunded_here":
    case "voided_here":
    case "amounts_unknown":
      return false
  }
}

/** Under the lock of its checkouts: what pays an order that was there before is accepted under it. */
const releaseLost = async (flow: FlowContext, row: AplazameOrderRow): Promise<boolean> => {
  const { order_id } = row
  return order_id === null || flow.locking.execute([lockNames.checkout(subjectOf(row))], () => cancelOrderWithoutCredit(flow, row, order_id), { timeout: LOCK_WAIT_SECONDS })
}

/**
 * Records foreign movements in the ledger as done, then books them in Medusa; nothing is sent. Everything is read again under the
 * credit's lock: an operation of ours may explain the difference meanwhile, and another run may have recorded it. What is in the ledger is no
 * difference any more: a booking that can't be done yet is tried again, and tells of itself.
 */
export async function bookMoved(flow: FlowContext, found: AplazameOrderRow): Promise<boolean> {
  const payment = await paymentOfCredit(flow.aplazame, flow.query, found)
  if (!payment) return false
  const ended = await withCreditLock(flow.locking, found, async () => {
    const { snapshot, explanation } = await readAndCompare(flow.aplazame, found)
    await recordForeignMovements(flow.aplazame, snapshot, movementsOf(explanation))
    return explanation.kind === "foreign_movements" && explanation.ended
  })
  await bookForeign(flow, found.id)
  if (ended) await flow.aplazame.problems.close("cancelled_order_credit_left", found.id)
  return true
}

/** The problem of each kind of difference. */
const PROBLEM: Record<NewDifference["kind"], ProblemKind> = {
  confirmed_without_order: "confirmed_without_order",
  unknown_here: "confirmed_without_order",
  unknown_there: "order_without_credit",
  refused_with_order: "credit_lost_after_fulfilment",
  cancelled_there: "order_without_credit",
  cancelled_here: "cancelled_order_credit_left",
  captured_there: "amounts_differ",
  refunded_there: "amounts_differ",
  voided_there: "amounts_differ",
  captured_here: "amounts_differ",
  refunded_here: "amounts_differ",
  voided_here: "amounts_differ",
  amounts_unknown: "amounts_unknown",
}

/** Each kind of moved amount is a problem of its own, so that a person is told each, and closes each. */
const aboutOf = (found: NewDifference): string => {
  const credit = found.aplazame_order_id ?? found.mid
  return PROBLEM[found.kind] === "amounts_differ" ? `${credit}:${found.kind}` : credit
}

async function open(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null, found: NewDifference): Promise<void> {
  if (row?.order_id && found.kind === "refused_with_order") return tellLost(flow, { ...row, status: remote.raw_status, status_reason: remote.status_reason }, row.order_id)
  await flow.aplazame.problems.open({
    kind: PROBLEM[found.kind],
    about: aboutOf(found),
    aplazame_order_id: found.aplazame_order_id,
    order_id: found.order_id,
    figures: { ...found.figures, difference_kind: found.kind },
    unlessAnswered: true,
  })
}

/** Whether the cause of a problem is gone when nothing differs. A credit without an order was compared with none: an order that waits for it may still be unpaid. */
const goesByComparison = (kind: ProblemKind, hasOrder: boolean): boolean => COMPARED_PROBLEMS.includes(kind) && (hasOrder || kind !== "order_without_credit")

/** Closes the problems of a credit whose differences are gone. */
export async function closeSettled({ aplazame: { problems } }: FlowContext, row: AplazameOrderRow): Promise<void> {
  for (const { kind, dedupe_key } of await problems.openOfCredit(row.id)) {
    if (goesByComparison(kind, row.order_id !== null)) await problems.close(kind, dedupe_key.slice(kind.length + 1))
  }
}
