import { isAplazameError, type AplazameErrorKind, type AplazameOrder } from "../../aplazame"
import { creditLeft, explain, planEnd, refundable, stateOfRemote, uncaptured, type Credit, type Explanation } from "../../credit"
import type { DifferenceKind } from "../../modules/aplazame/difference-kinds"
import { readShown, readSnapshot } from "../../modules/aplazame/operations"
import { orderState, type OrderStateView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { NewDifference } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { isPaidOtherwise } from "../settle-notification/release-order"

/** Errors about this one order. With any other error Aplazame is unavailable, and the whole run waits. */
const REFUSED: readonly AplazameErrorKind[] = ["validation", "forbidden", "not_found", "conflict", "rejected"]

type Base = Pick<NewDifference, "mid" | "aplazame_id" | "aplazame_order_id" | "order_id">

/** `in_flight`: a call of ours has no answer yet, which explains any difference. `not_shown`: Aplazame refused a figure that the comparison needs. */
export type Compared = NewDifference[] | "in_flight" | "not_shown"

/**
 * Compares Aplazame, our row and Medusa's order; empty when they agree. Writes nothing: a difference is read again before it
 * is acted on.
 */
export async function compareOrder(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow | null): Promise<Compared> {
  const base: Base = { mid: remote.mid, aplazame_id: remote.id, aplazame_order_id: row?.id ?? null, order_id: row?.order_id ?? null }
  const state = stateOfRemote(remote)
  if (!row) {
    // Other shops of the same account, and the panel itself, have ids of their own.
    if (!flow.aplazame.orders.isOurs(remote.mid) || state !== "confirmed") return []
    return [{ ...base, kind: "unknown_here", action: "problem", figures: { total: remote.total_amount, status: remote.raw_status } }]
  }
  const figures = { total: remote.total_amount, status: remote.raw_status, reason: remote.status_reason }
  const order = row.order_id ? await orderState(flow.query, row.order_id) : null
  const { credit } = await readSnapshot(flow.aplazame, row, null)
  if (credit.inFlight.length > 0) return "in_flight"
  switch (state) {
    case "confirmed":
      if (!order) return [{ ...base, kind: "confirmed_without_order", action: "repaired", figures }]
      if (order.status === "canceled") return cancelledHere(flow, remote, row, credit, base)
      return amounts(flow, remote, row, credit, base)
    case "cancelled":
      return cancelledThere(flow, remote, row, credit, order, base)
    case "refused":
      if (!order || order.status === "canceled" || row.retry_until !== null || (await isPaidOtherwise(flow, row, order.id))) return []
      return [{ ...base, kind: "refused_with_order", action: order.fulfilled ? "problem" : "repaired", figures }]
    case "creating":
    case "open":
    case "challenge":
    case "approved":
    case "failed":
      return []
  }
}

/**
 * The order is cancelled in Medusa and credit is left at Aplazame: the cancel is planned again, unless a person must first see to
 * the refund of what was captured. What went back in Aplazame's panel is booked before the rest is reported.
 */
async function cancelledHere(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow, credit: Credit, base: Base): Promise<Compared> {
  const { captured, refunded, voided } = credit.settled
  const told = captured > 0 ? await amounts(flow, remote, row, credit, base) : []
  const found = typeof told === "string" ? [] : told
  if (found.some((one) => one.action === "repaired")) return found
  const figures = { total: remote.total_amount, captured, refunded, voided }
  const plan = planEnd(credit)
  switch (plan.do) {
    case "cancel":
    case "void_rest":
      return [...found, { ...base, kind: "cancelled_here", action: wasRefused(credit) ? "problem" : "repaired", figures }]
    case "refund":
      return [...found, { ...base, kind: "cancelled_here", action: "problem", figures }]
    // Our row may not know yet that Aplazame has confirmed it.
    case "wait":
      return [{ ...base, kind: "cancelled_here", action: "repaired", figures }]
    case "nothing":
      return creditLeft(credit) > 0 ? [...found, { ...base, kind: "cancelled_here", action: "problem", figures }] : told
  }
}

const wasRefused = ({ operations }: Credit): boolean => operations.some((op) => op.kind === "cancel" && op.state === "refused")

/** Nothing is left at Aplazame. Captures that went back are booked; an order without a capture has lost its credit, unless others pay it. */
async function cancelledThere(
  flow: FlowContext,
  remote: AplazameOrder,
  row: AplazameOrderRow,
  credit: Credit,
  order: OrderStateView | null,
  base: Base
): Promise<Compared> {
  if (creditLeft(credit) === 0 || !order) return []
  const moved = await amounts(flow, remote, row, credit, base)
  if (typeof moved === "string" || moved.length > 0 || credit.settled.captured > 0 || order.status === "canceled" || (await isPaidOtherwise(flow, row, order.id))) return moved
  const figures = { total: remote.total_amount, status: remote.raw_status, reason: remote.status_reason, left: uncaptured(credit), captured: refundable(credit) }
  return [{ ...base, kind: "cancelled_there", action: order.fulfilled ? "problem" : "repaired", figures }]
}

/**
 * Compares the movements at Aplazame with our ledger. If Aplazame shows more, the movement was made in its panel and is booked. If
 * it shows less, no rule is certain, and a problem is opened. An order whose movements Aplazame refuses to show also gets a
 * problem: one such order must not stop the others.
 */
async function amounts(flow: FlowContext, remote: AplazameOrder, row: AplazameOrderRow, credit: Credit, base: Base): Promise<Compared> {
  try {
    return differencesOf(explain(credit, await readShown(flow.aplazame.client, row, remote)), base)
  } catch (error) {
    if (!isAplazameError(error) || !REFUSED.includes(error.kind)) throw error
    const { captured, refunded, voided } = credit.settled
    return [{ ...base, kind: "amounts_unknown", action: "problem", figures: { captured, refunded, voided, code: "operation_refused" } }]
  }
}

const MOVED_THERE = { capture: "captured_there", refund: "refunded_there", void: "voided_there" } as const satisfies Record<string, DifferenceKind>
const MISSING_THERE = { capture: "captured_here", refund: "refunded_here", void: "voided_here" } as const satisfies Record<string, DifferenceKind>

function differencesOf(found: Explanation, base: Base): Compared {
  switch (found.kind) {
    case "equal":
    case "ended":
      return []
    case "in_flight":
      return "in_flight"
    case "unknown":
      return "not_shown"
    case "foreign_movements":
    case "undecided": {
      const moved = found.movements.map(({ kind, amount, here, there }) => ({ ...base, kind: MOVED_THERE[kind], action: "repaired" as const, figures: { here, there, difference: amount } }))
      if (found.kind === "foreign_movements") return moved
      return [...moved, ...found.missing.map(({ kind, here, there }) => ({ ...base, kind: MISSING_THERE[kind], action: "problem" as const, figures: { here, there, difference: there - here } }))]
    }
  }
}
