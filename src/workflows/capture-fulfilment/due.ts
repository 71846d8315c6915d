import { addCents, minCents, subCents, ZERO, type Cents } from "../../aplazame"
import { captureRule } from "../../config/capture-rule"
import { hasEnded, isForPlaced, refundedForEdits, returnedUncaptured, stateShown, toCapture, type Credit } from "../../credit"
import type { OrderView } from "../../mapping"
import { paidBefore, readSnapshot } from "../../modules/aplazame/operations"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import { orderById, orderState } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { shippedWorth } from "./shipped-worth"

/**
 * The worth of what was sent so far, less what came back before it was captured and what is captured already; what was given back
 * for goods that came off later is to be captured too. A credit that pays a rest pays for what is sent last.
 */
export async function sentAndDue({ aplazame, query }: FlowContext, order: OrderView, credit: Credit, row: AplazameOrderRow): Promise<Cents> {
  const counted = captureRule(aplazame.settings, "goods") === "shipment" ? "shipped_quantity" : "fulfilled_quantity"
  return subCents(addCents(subCents(await shippedWorth(query, order, counted), paidBefore(row)), refundedForEdits(credit)), addCents(returnedUncaptured(credit), credit.settled.captured))
}

/** A credit and an order, both alive, with an amount left to capture of what the order needs. */
export type Uncaptured = { row: AplazameOrderRow; order: OrderView; credit: Credit; left: Cents }

/**
 * What is still to be captured of a credit; null when nothing is: it was captured, voided or refunded, it has ended at Aplazame
 * or by our own cancel, or its order is cancelled or needs no more of it.
 */
export async function uncapturedOf({ aplazame, query }: FlowContext, row: AplazameOrderRow): Promise<Uncaptured | null> {
  const order = row.order_id ? await orderById(query, row.order_id) : null
  if (!order) return null
  const { credit } = await readSnapshot(aplazame, row, await worthOfCredit({ aplazame, query }, order, row))
  const left = toCapture(credit)
  if (hasEnded(stateShown(credit)) || left <= 0 || (await orderState(query, order.id))?.status === "canceled") return null
  return { row, order, credit, left }
}

/** The part of it that is due for sent goods, by the store's capture rule. Nothing once every fulfilment was cancelled. */
export async function dueForSent(flow: FlowContext, { row, order, credit, left }: Uncaptured): Promise<Cents> {
  if (credit.operations.some(isForPlaced)) return left
  if ((await orderState(flow.query, order.id))?.calledBack) return ZERO
  const inParts = flow.aplazame.settings.captureAmount === "shipped" && (credit.product ?? "pay_later") === "pay_later"
  return inParts ? minCents(await sentAndDue(flow, order, credit, row), left) : left
}
