import type { Cents } from "../aplazame/cents"
import type { Operation } from "./operation"
import type { OperationKind } from "./operation-state"

/** Prefix of the keys of voids that an order change planned. */
export const CHANGE_KEY = "order-change:"
/** Prefix of the keys of operations that an operator's button made. */
export const ADMIN_KEY = "admin:"
/** Prefix of the keys of foreign movements. */
export const PANEL_KEY = "panel:"
const FULFILMENT_KEY = "fulfillment:"
const PLACED_KEY = "placed:"
const CANCEL_KEY = "cancel:"
const HISTORY_KEY = "history:"
const CANCEL_REST_KEY = "cancel-rest:"

/** A credit, and the order without a cart that it pays: such an order can have several credits. */
export type OneOfSeveral = { id: string; for_order_id: string | null }
/** What keeps the keys of an order's several credits apart. A cart's credit keeps the keys of earlier releases. */
const besideOthers = (credit: OneOfSeveral | undefined): string => (credit?.for_order_id ? `:${credit.id}` : "")

/** One void for each version of an order and each of its credits, whether the provider or the event plans it. */
export const changeKey = (orderId: string, version: number, credit?: OneOfSeveral): string => `${CHANGE_KEY}${orderId}:${version}${besideOthers(credit)}`

/** The void that a capture plans when the order is worth less than its credit and no order change has planned one. */
export const uncoveredKey = (orderId: string, needed: Cents, credit?: OneOfSeveral): string => `${CHANGE_KEY}${orderId}:worth-${needed}${besideOthers(credit)}`

/** One cancel for each credit, whether the event, the provider, a notification or the sweep plans it. */
export const cancelKey = (credit: { id: string }): string => `${CANCEL_KEY}${credit.id}`

/** One capture for each fulfilment and each credit of its order, however often its event comes. */
export const fulfilmentKey = (fulfilmentId: string, credit?: OneOfSeveral): string => `${FULFILMENT_KEY}${fulfilmentId}${besideOthers(credit)}`

/** The capture of a request of Medusa that no operation was planned for. */
export const captureKey = (captureId: string): string => `capture:${captureId}`

/** One edit for each total of a credit. */
export const updateKey = (credit: { id: string }, total: Cents): string => `update:${credit.id}:${total}`

/** One key for each part of a refund of Medusa. */
export const refundKey = (refundId: string, part: number): string => `refund:${refundId}:${part}`

const INSTEAD = ":refund"
/** The refund that is sent for a void which Aplazame refuses for the product. */
export const refundInsteadKey = (voidKey: string): string => `${voidKey}${INSTEAD}`
/** Such a refund: Aplazame has refused the void already. */
export const isRefundInstead = (key: string): boolean => key.endsWith(INSTEAD)

/** What an operator's button asks for, once for each token of its page. */
export const adminKey = (token: string): string => `${ADMIN_KEY}${token}`

/** A person's retry of an operation that ended without effect; a retry of a retry keeps the first key. */
export const retryKey = (key: string, token: string): string => `${key.replace(/:retry-[^:]+$/, "")}:retry-${token}`

/** In place of Medusa's refund id, for what a person gives back of a cancelled order's credit. */
export const endedRefundId = (credit: { id: string }, token: string): string => `cancelled:${credit.id}:${token}`

/** The fulfilment that a capture was planned for; null for any other. */
export const fulfilmentOf = (op: Pick<Operation, "business_key">): string | null =>
  op.business_key.startsWith(FULFILMENT_KEY) ? (op.business_key.slice(FULFILMENT_KEY.length).split(/[#:]/)[0] ?? null) : null

/** One capture for each credit, where an order is captured because it is placed. */
export const placedKey = (credit: { id: string }): string => `${PLACED_KEY}${credit.id}`

/** One history for each checkout. */
export const historyKey = (credit: { id: string }): string => `${HISTORY_KEY}${credit.id}`

/** One row for each sum reached in the panel: the sum is in the key, so a repeated comparison writes nothing. */
export const panelKey = (credit: { id: string }, kind: OperationKind, reached: Cents): string => `${PANEL_KEY}${kind}:${credit.id}:${reached}`

/** Prefixes of background operations. Nobody saw them fail, so the plugin may try them again. */
export const BACKGROUND = [FULFILMENT_KEY, PLACED_KEY, CHANGE_KEY, CANCEL_KEY, HISTORY_KEY] as const

export const isBackground = (op: Pick<Operation, "business_key">): boolean => BACKGROUND.some((prefix) => op.business_key.startsWith(prefix))
/** The void of what is left of a cancelled order's credit that was captured in part. */
export const cancelRestKey = (credit: { id: string }): string => `${CANCEL_REST_KEY}${credit.id}`
/** Nobody waits for it and reads its refusal: a background operation, or a part of one. */
export const isUnattended = (op: Pick<Operation, "business_key">): boolean => isBackground(op) || op.business_key.startsWith(CANCEL_REST_KEY)
/** Planned because the order was placed, not because goods were sent. */
export const isForPlaced = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(PLACED_KEY)
/** Planned because the order was changed. */
export const isOrderChange = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(CHANGE_KEY)
/** A foreign movement: found at Aplazame, not requested by us. */
export const isForeign = (op: Pick<Operation, "business_key">): boolean => op.business_key.startsWith(PANEL_KEY)

/** Voids that are booked in Medusa although it has no movement for a void (the void of a refund is booked as that refund). */
export const BOOKED_VOIDS = [ADMIN_KEY, CHANGE_KEY, `${PANEL_KEY}void:`] as const
/** An order change lowers the order by itself. For any other void a credit line lowers it. */
export const writesOrderDown = (op: Pick<Operation, "business_key">): boolean => !isOrderChange(op)

/** The same request after one that ended without effect is another row: `key`, `key#2`, `key#3` … */
export const numberedKey = (key: string, number: number): string => (number === 1 ? key : `${key}#${number}`)

/** Whether an operation has this key, or a numbered one that follows it. */
export const hasKeyOf = (op: Pick<Operation, "business_key">, key: string): boolean => op.business_key === key || op.business_key.startsWith(`${key}#`)
