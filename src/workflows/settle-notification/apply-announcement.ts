import { isAplazameError, type AplazameOrder, type NotificationPayload } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { refOf } from "../../modules/aplazame/operations"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { KO_REASONS, type KoReason } from "../../modules/aplazame/texts"
import { problemOfCredit } from "../../modules/aplazame/stores"
import { cartIdOf, subjectOf } from "../../modules/aplazame/subject"
import { planCancel } from "../cancel-credit"
import { captureOfPlaced } from "../capture-fulfilment"
import type { FlowContext } from "../flow-context"
import { authorizeOrder } from "./authorize-order"
import { ko, NotYetError, OK, UnknownOrderError, type Decision } from "./decision"
import { runOrderPlacedHook, tryOrderPlacedHook } from "./sale-hooks"
import { recordPlacedOrder } from "./record-placed-order"
import { placeOrder } from "./place-order"
import { payOrder } from "./pay-order"
import { releaseOrder } from "./release-order"

/** The fields of a notification that are compared; everything else is read at Aplazame. */
export type Announcement = Pick<NotificationPayload, "id" | "mid" | "status" | "status_reason" | "total_amount" | "currency_code" | "sandbox">

/** The row of a notification. No two checkouts have the same mid. */
export async function rowOf({ aplazame }: FlowContext, announced: Pick<Announcement, "id" | "mid">): Promise<AplazameOrderRow> {
  const row = await aplazame.orders.byMid(announced.mid)
  if (!row) throw new UnknownOrderError()
  return row
}

/**
 * Applies a notification. Its body is a hint: the remote order is read again, and its state decides. Safe to repeat, in any
 * order, and at the same time as anything else of the cart.
 */
export async function applyAnnouncement(flow: FlowContext, found: AplazameOrderRow, announced: Announcement): Promise<Decision> {
  const asked = announced.status === "pending" && announced.status_reason === "confirmation_required"
  if (announced.sandbox !== flow.aplazame.settings.sandbox) return asked ? ko("sandbox_differs") : OK
  const remote = await readRemoteOrder(flow, found, announced)
  if (remote.mid !== found.mid) return asked ? ko("mid_differs") : OK
  const row = await flow.aplazame.orders.takeOver(found, remote)
  const decision = await flow.aplazame.exchangeCache.during(row.id, remote, () => decideByState(flow, row, remote, announced, asked))
  if (decision.status === "ko") await flow.aplazame.orders.update(row.id, { reason_code: decision.reason })
  return decision
}

async function decideByState(flow: FlowContext, row: AplazameOrderRow, remote: AplazameOrder, announced: Announcement, asked: boolean): Promise<Decision> {
  switch (row.state) {
    case "approved":
      return differs(row, remote, announced) ?? accept(flow, row)
    case "challenge":
      if (asked) throw new NotYetError()
      if (flow.aplazame.settings.onChallenge === "place_order" && !differs(row, remote, announced)) await placeUnpaidOrder(flow, row)
      return OK
    case "confirmed": {
      const placed = await settleConfirmed(flow, row)
      // When the hook fails, Aplazame or the job repeats this final notification. The sale stands either way.
      if (placed?.order_id) await runOrderPlacedHook(flow, placed, placed.order_id)
      return OK
    }
    case "refused":
    case "cancelled":
      await releaseOrder(flow, row)
      // A confirmation after the end gets the first reason again: the shopper's page shows it.
      return asked ? ko(KO_REASONS.find((reason) => reason === row.reason_code) ?? "order_cancelled") : OK
    case "creating":
    case "open":
    case "failed":
      if (asked) throw new NotYetError()
      return OK
  }
}

/**
 * Applies the state at Aplazame without a notification, for a final notification that never arrived. An approval is left alone,
 * because it can only be answered in its own exchange.
 */
export async function takeOverFinal(flow: FlowContext, found: AplazameOrderRow, remote: AplazameOrder): Promise<void> {
  const row = await flow.aplazame.orders.takeOver(found, remote)
  if (row.state === "confirmed") {
    const placed = await settleConfirmed(flow, row)
    if (placed?.order_id) await tryOrderPlacedHook(flow, placed, placed.order_id)
  }
  if (row.state === "refused" || row.state === "cancelled") await releaseOrder(flow, row)
}

/** Null when amount and currency, as announced and as read, are those of the checkout. */
function differs(row: AplazameOrderRow, remote: AplazameOrder, announced: Announcement): Decision | null {
  if (remote.total_amount !== row.total_amount || announced.total_amount !== row.total_amount) return ko("amount_differs")
  const currencies = [remote.currency_code, announced.currency_code].filter((c): c is string => c !== null)
  if (currencies.some((code) => code.toLowerCase() !== row.currency_code)) return ko("currency_differs")
  // Aplazame may leave `sandbox` out of an answer; we read on our own side, so there is nothing to compare then.
  if (remote.sandbox !== null && remote.sandbox !== row.sandbox) return ko("sandbox_differs")
  return null
}

async function settleApproval(flow: FlowContext, row: AplazameOrderRow): Promise<Decision> {
  if (row.order_id) return authorizeOrder(flow, row, row.order_id)
  const subject = subjectOf(row)
  switch (subject.kind) {
    case "cart":
      return placeOrder(flow, row, subject.id)
    case "order":
      return payOrder(flow, row, subject.id)
  }
}

/** Answers an approval. Once the order stands the answer is `ok`, whatever the store's hook does afterwards. */
async function accept(flow: FlowContext, row: AplazameOrderRow): Promise<Decision> {
  const decision = await settleApproval(flow, row)
  if (decision.status === "ok") await runHookIfPlaced(flow, row)
  return decision
}

/** Places the unpaid order that reserves the stock. If it can't be placed, the confirmation is answered with the reason. */
async function placeUnpaidOrder(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const cartId = cartIdOf(row)
  // An order that was there before its checkout holds its stock already.
  if (row.order_id || !cartId) return
  const decision = await placeOrder(flow, row, cartId)
  if (decision.status === "ok") await runHookIfPlaced(flow, row)
}

async function runHookIfPlaced(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  const { order_id } = (await flow.aplazame.orders.byId(row.id)) ?? row
  if (order_id) await tryOrderPlacedHook(flow, row, order_id)
}

/**
 * Both sides accepted. Usually the order exists. If the confirmation never reached us, it is placed now; if that is impossible,
 * the credit is cancelled or a person is told.
 * @returns the credit as it is now, when its order stands
 */
async function settleConfirmed(flow: FlowContext, row: AplazameOrderRow): Promise<AplazameOrderRow | null> {
  const { aplazame } = flow
  const decision = await settleApproval(flow, row)
  if (decision.status === "ok") {
    await aplazame.problems.close("confirmed_without_order", row.id)
    const now = (await aplazame.orders.byId(row.id)) ?? row
    if (now.order_id) await recordPlacedOrder(flow, now, now.order_id)
    await captureAtOnce(flow, now)
    return now
  }
  await aplazame.problems.open({ ...problemOfCredit(row, "confirmed_without_order", { total: row.total_amount, reason: decision.reason }), unlessAnswered: true })
  if (PAYS_FOR_NOTHING.includes(decision.reason)) {
    await planCancel(flow, row, `notification: ${decision.reason}`)
    await aplazame.ledger.wake(row.id)
  }
  return null
}

/** Reasons by which it is certain that a confirmed credit pays for nothing: it is cancelled. */
const PAYS_FOR_NOTHING: readonly KoReason[] = ["cart_already_paid", "order_already_paid", "order_cancelled", "completion_not_supported"]

/** A failure here does not change the sale; the sweep plans the capture later. */
async function captureAtOnce(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  try {
    await captureOfPlaced(flow, row)
  } catch (error) {
    flow.logger.warn(`aplazame: ${row.id}: its capture not planned: ${messageOf(error)}`)
  }
}

async function readRemoteOrder({ aplazame }: FlowContext, row: AplazameOrderRow, announced: Announcement): Promise<AplazameOrder> {
  try {
    return await aplazame.client.retrieveOrder(row.aplazame_id ?? announced.id ?? refOf(row))
  } catch (error) {
    if (isAplazameError(error) && error.kind === "not_found") throw new NotYetError()
    throw error
  }
}
