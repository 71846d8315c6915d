import type { Cents } from "../aplazame/cents"
import type { Operation } from "./operation"
import type { OperationKind } from "./operation-state"

/** What the keys of voids begin with that an order change planned. */
export const CHANGE_KEY = "order-change:"
/** What the keys begin with that an operator's button made. */
export const ADMIN_KEY = "admin:"
/** What the keys begin with of movements that were found at Aplazame, made in its panel. */
export const PANEL_KEY = "panel:"
const FULFILMENT_KEY = "fulfillment:"
const PLACED_KEY = "placed:"
const CANCEL_KEY = "cancel:"
const HISTORY_KEY = "history:"
const CANCEL_REST_KEY = "cancel-rest:"

/** One void for each version of an order, whoever plans it first: the provider, or the event. */
export const changeKey = (orderId: string, version: number): string => `${CHANGE_KEY}${orderId}:${version}`

/** The void that a capture asks for when it finds the order worth less than its credit, of which nobody has told. */
export const uncoveredKey = (orderId: string, needed: Cents): string => `${CHANGE_KEY}${orderId}:worth-${needed}`

/** One cancel for each credit, whoever plans it first: the event, the provider, a notification, the sweep. */
export const cancelKey = (credit: { id: string }): string => `${CANCEL_KEY}${credit.id}`

/** One capture for each fulfilment, however often its event comes. */
export const fulfilmentKey = (fulfilmentId: string): string => `${FULFILMENT_KEY}${fulfilmentId}`

/** The fulfilment that a capture was planned for; null for any other. */
export const fulfilmentOf = (op: Pick<Operation, "business_key">): string | null =>
  op.business_key.startsWith(FULFILMENT_KEY) ? (op.business_key.slice(FULFILMENT_KEY.length).split(/[#:]/)[0] ?? null) : null

/** One capture for each credit, where an order is captured because it is placed. */
export const placedKey = (credit: { id: string }): string => `${PLACED_KEY}${credit.id}`

/** One history for each checkout. */
export const historyKey = (credit: { id: string }): string => `${HISTORY_KEY}${credit.id}`

/** One row for what was reached in the panel: the figure is in the key, so that a second look writes nothing again. */
export const panelKey = (credit: { id: string }, kind: OperationKind, reached: Cents): string => `${PANEL_KEY}${kind}:${credit.id}:${reached}`

/** Keys of operations that the plugin planned by itself: nobody saw them fail, so it may try them again. */
export const BACKGROUND = [FULFILMENT_KEY, PLACED_KEY, CHANGE_KEY, CANCEL_KEY, HISTORY_KEY] as const

export const isBackground = (op: Pick<Operation, "business_key">): boolean => BACKGROUND.some((prefix) => op.business_key.startsWith(prefix))
/** What is taken off of a cancelled order's credit that was captured in part. */
export const cancelRestKey = (credit: { id: string }): string => `${CANCEL_REST_KEY}${credit.id}`
/** Nobody sits before it and reads its refusal: what the plugin planned, or sends as a part of that. */
export const isAskedByNobody = (op: Pick<Operation, "business_key">): boolean => isBackground(op) || op.business_key.startsWith(CANCEL_REST_KEY)
/** Planned because the order was placed: all of it has left. */
export const isForPlaced = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(PLACED_KEY)
/** Planned because the order was changed. */
export const isOrderChange = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(CHANGE_KEY)
/** Found at Aplazame, not asked for by us. */
export const isForeign = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(PANEL_KEY)

/** Voids that Medusa has no movement for, and that its books follow all the same (a refund's void is booked as that refund). */
export const BOOKED_VOIDS = [ADMIN_KEY, CHANGE_KEY, `${PANEL_KEY}void:`] as const
/** The order is worth less by itself after a change of it; for any other void it is written down by a credit line. */
export const writesOrderDown = (op: Pick<Operation, "business_key">): boolean => !isOrderChange(op)

/** A wish that ended without effect and is wanted again is another row: `key`, `key#2`, `key#3` … */
export const numberedKey = (key: string, number: number): string => (number === 1 ? key : `${key}#${number}`)
