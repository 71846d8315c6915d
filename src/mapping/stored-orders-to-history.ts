/**
 * The shopper's past Medusa orders in the words in which Aplazame's plugins let it read them: each with its lines,
 * its shopper and its addresses. docs: Aplazame API, "Aplazame calling the store", historical order.
 */
import { sumCents } from "../aplazame/cents"
import type { Address, Customer, OrderPayload, ShippingPayload } from "../aplazame/payloads"
import { addressesOf, SHOW_A_DASH } from "./address"
import { toAplazameDate } from "./aplazame-date"
import { toCustomer } from "./customer"
import { fromCents, toCents } from "./decimal-to-cents"
import { spokenLanguage } from "./language"
import type { StoredOrderView } from "./medusa-view"
import { buildOrderLines, type Presentation } from "./order-lines"
import { historyAmount, newestFirst, toHistoryStatus, toPaymentType } from "./past-orders-to-history"

/** Aplazame's words for the money of a past order; `payed` is its own spelling. */
type StoredPaymentStatus = "payed" | "pending" | "cancelled" | "refunded" | "unknown"
/** Aplazame's words for the order itself; `payment` is one that waits to be paid. */
type StoredOrderStatus = "processing" | "completed" | "payment" | "cancelled" | "refunded"

/** One past order. Amounts are hundredths; `shipping` is absent when nothing was sent anywhere. */
export type StoredOrder = {
  customer: Customer
  order: OrderPayload & { created: string }
  billing?: Address
  shipping?: ShippingPayload
  meta: { module: { name: string; version: string }; version: string }
  payment: { method: string; status: StoredPaymentStatus }
  status: StoredOrderStatus
}

/** What an order does not know. `module` is who we are. */
export type StoredOrderContext = Presentation & { readonly module: { name: string; version: string; medusaVersion: string } }

function isRefunded(order: StoredOrderView): boolean {
  const sum = (of: "captured_amount" | "refunded_amount") => sumCents(order.payment_collections.map((one) => toCents(one[of], order.currency_code)))
  return sum("refunded_amount") > 0 && sum("refunded_amount") >= sum("captured_amount")
}

/** What became of the money. Money that is only promised (authorised) is pending. */
function toStoredPaymentStatus(order: StoredOrderView): StoredPaymentStatus {
  if (toHistoryStatus(order) === "cancelled") return "cancelled"
  if (isRefunded(order)) return "refunded"
  const payments = order.payment_collections.filter(({ status }) => status !== "canceled")
  if (payments.length === 0) return "unknown"
  return payments.every(({ status }) => status === "completed") ? "payed" : "pending"
}

/** What became of the order, from the same facts as the history that is pushed. */
function toStoredStatus(order: StoredOrderView): StoredOrderStatus {
  const status = toHistoryStatus(order)
  if (status === "cancelled") return "cancelled"
  if (isRefunded(order)) return "refunded"
  switch (status) {
    case "complete":
      return "completed"
    case "pending":
      return "payment"
    case "processing":
      return "processing"
  }
}

function toStoredOrder(order: StoredOrderView, placed: Date, ctx: StoredOrderContext): StoredOrder {
  // A cancelled order's total is nothing any more; its lines are to come to what the purchase was worth.
  const total = String(fromCents(historyAmount(order)))
  const lines = buildOrderLines({ ...order, total }, { ...ctx, language: spokenLanguage(order.locale) ?? ctx.language })
  const { billing, shipping } = addressesOf(order, SHOW_A_DASH)
  const isGuest = !order.customer?.has_account
  return {
    customer: toCustomer(order, { isGuest, customerType: isGuest ? "g" : "e", language: spokenLanguage(order.locale) ?? spokenLanguage(ctx.language) }, billing).customer,
    order: {
      id: order.id,
      articles: lines.articles,
      currency: order.currency_code.toUpperCase(),
      total_amount: lines.total_amount,
      tax_rate: 0,
      created: toAplazameDate(placed),
    },
    ...(billing === null ? {} : { billing: billing.address }),
    ...(shipping === null || order.shipping_methods.length === 0 ? {} : { shipping: { ...shipping.address, ...lines.shipping } }),
    meta: { module: { name: ctx.module.name, version: ctx.module.version }, version: ctx.module.medusaVersion },
    payment: { method: toPaymentType(order), status: toStoredPaymentStatus(order) },
    status: toStoredStatus(order),
  }
}

/** Newest first, at most `cap`; what is no purchase or can't be counted is left out, as in the pushed history. */
export function storedOrdersToHistory(orders: readonly StoredOrderView[], cap: number, ctx: StoredOrderContext): StoredOrder[] {
  return newestFirst(orders, cap, (order, placed) => toStoredOrder(order, placed, ctx))
}
