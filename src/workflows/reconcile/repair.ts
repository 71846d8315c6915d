import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { AplazameOrder } from "../../aplazame"
import { cancelKey } from "../../modules/aplazame/operations"
import { paymentOfSession } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import type { ProblemKind } from "../../modules/aplazame/problem-kinds"
import type { OperationKind } from "../../modules/aplazame/operation-state"
import type { NewDifference } from "../../modules/aplazame/stores/reconcile-store"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"
import { bookMovement } from "../resume-operations"
import { takeOverFinal } from "../settle-notification/settle"
import { movedThere } from "./compare-amounts"

/** Mends a difference whose rule is certain, or shows it to a person. Safe to repeat. Returns what was done in the end. */
export async function repair(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null, found: NewDifference): Promise<NewDifference> {
  if (found.action === "problem" || !row) {
    await open(flow, found)
    return { ...found, action: "problem" }
  }
  try {
    const mended = await mend(flow, remote, row, found)
    if (mended) return found
  } catch (error) {
    flow.logger.warn(`aplazame: ${found.kind} of ${found.mid} not repaired: ${error instanceof Error ? error.message : "failed"}`)
  }
  await open(flow, found)
  return { ...found, action: "problem" }
}

async function mend(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow, found: NewDifference): Promise<boolean> {
  switch (found.kind) {
    case "confirmed_without_order": {
      await flow.locking.execute([`aplazame:checkout:${row.cart_id}`], () => takeOverFinal(flow, row, remote), { timeout: 30 })
      const now = await flow.aplazame.orders.byId(row.id)
      const cancelling = await flow.aplazame.ledger.byKey(cancelKey(row))
      return Boolean(now?.order_id) || cancelling !== null
    }
    case "refused_with_order":
    case "cancelled_there":
      await flow.aplazame.orders.takeOver(row, remote)
      if (row.order_id) await cancelOrderWorkflow(flow.container).run({ input: { order_id: row.order_id } })
      return true
    case "cancelled_here":
      if (row.order_id) await cancelCredit(flow.container, row.order_id)
      return true
    case "captured_there":
      return book(flow, row, found, "capture")
    case "refunded_there":
      return book(flow, row, found, "refund")
    case "voided_there":
      return book(flow, row, found, "void")
    case "unknown_here":
    case "unknown_there":
    case "captured_here":
    case "refunded_here":
    case "voided_here":
    case "amounts_unknown":
      return false
  }
}

/**
 * Writes a movement of Aplazame's panel into the ledger as done, and lets Medusa book it: the provider
 * adopts the done operation, so nothing is sent. The key holds the figure that was reached, so that a second
 * run books nothing again.
 */
async function book(flow: FlowContext, row: AplazameOrderRow, found: NewDifference, kind: Extract<OperationKind, "capture" | "refund" | "void">): Promise<boolean> {
  const payment = await paymentOfSession(flow.query, row.payment_session_id)
  const amount = movedThere(found)
  if (!payment || amount <= 0) return false
  const op: OperationRow | null = await flow.aplazame.ledger.noteForeign({
    aplazame_order_id: row.id,
    kind,
    business_key: `panel:${kind}:${row.id}:${found.figures.there}`,
    amount,
    remaining_before: null,
    payment_id: payment.id,
    medusa_ref: kind === "void" ? null : `panel:${row.id}:${found.figures.there}`,
    request_amount: kind === "refund" ? amount : null,
    requested_by: "Aplazame's panel",
  })
  return op ? bookMovement(flow, op) : true
}

/** Which problem stands for a difference. */
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

async function open({ aplazame }: FlowContext, found: NewDifference): Promise<void> {
  await aplazame.problems.open({
    kind: PROBLEM[found.kind],
    about: found.aplazame_order_id ?? found.mid,
    aplazame_order_id: found.aplazame_order_id,
    order_id: found.order_id,
    figures: { ...found.figures, difference_kind: found.kind },
  })
}

/** Problems that a reconciliation opened and finds no more are closed by it. */
export async function closeSettled({ aplazame }: FlowContext, row: AplazameOrderRow, found: readonly NewDifference[]): Promise<void> {
  if (found.length > 0) return
  await aplazame.problems.close("amounts_differ", row.id)
  await aplazame.problems.close("amounts_unknown", row.id)
  await aplazame.problems.close("order_without_credit", row.id)
}
