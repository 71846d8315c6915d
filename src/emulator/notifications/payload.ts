import type { JsonObject, OrderRow, OrderStatus, StatusReason } from "../database/rows"
import type { EmulatorSettings } from "../settings"
import { orderShape } from "../orders/order-shape"

/** The body of a notification: the order as it stood at that moment (docs: Aplazame API, notification payload). */
export function notificationPayload(order: OrderRow, settings: EmulatorSettings, status: OrderStatus = order.status, reason: StatusReason = order.status_reason): JsonObject {
  return { ...orderShape(order, settings), status, status_reason: reason }
}
