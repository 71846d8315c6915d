/** The shopper's past Medusa orders as entries of Aplazame's `POST /orders/:id/history`. */
import { addCents, maxCents, subCents, sumCents, ZERO, type Cents } from "../aplazame/cents"
import type { HistoryEntry, HistoryStatus } from "../aplazame/payloads"
import { addressesOf, SHOW_A_DASH } from "./address"
import { toAplazameDate } from "./aplazame-date"
import { toCents } from "./decimal-to-cents"
import type { Language } from "./language"
import { isMappingError, type MappingErrorCode } from "./mapping-error"
import type { PastOrderView } from "./medusa-view"
import { planShipping, shippingFigures } from "./plan-shipping"

const isLive = ({ canceled_at }: { canceled_at: Date | null }): boolean => canceled_at === null

/**
 * One of Aplazame's four words (docs: Aplazame API, orders, "history"):
 * cancelled when the order is; complete when Medusa calls it completed or archived, or when it is paid and
 * everything sent went out; processing when money or goods have begun to move; else pending.
 */
export function toHistoryStatus(order: PastOrderView): HistoryStatus {
  if (order.canceled_at !== null || order.status === "canceled") return "cancelled"
  if (order.status === "completed" || order.status === "archived") return "complete"
  const parcels = order.fulfillments.filter(isLive)
  const gone = parcels.length > 0 && parcels.every((one) => one.shipped_at !== null || one.delivered_at !== null)
  const payments = order.payment_collections.filter(({ status }) => status !== "canceled")
  const paid = payments.length > 0 && payments.every(({ status }) => status === "completed")
  if (gone && paid) return "complete"
  const moving = payments.some(({ status }) => /^(partially_)?(authorized|captured)$|^completed$/.test(status ?? ""))
  return moving || parcels.length > 0 ? "processing" : "pending"
}

/** The word for how it was paid: the first part of the provider's id (`pp_paypal_main` is `paypal`). */
export function toPaymentType(order: PastOrderView): string {
  const payments = order.payment_collections.flatMap(({ payments }) => payments)
  const provider = (payments.find(isLive) ?? payments[0])?.provider_id?.replace(/^pp_/, "").split(/[_-]/)[0]
  switch (provider) {
    case undefined:
    case "":
      return "other"
    // Stripe is how the shop takes cards; the shopper paid by card.
    case "stripe":
      return "card"
    // Medusa's own provider, by which people pay the shop outside of it.
    case "system":
      return "manual"
    default:
      return provider
  }
}

/** Cancelling books a credit line over the total; the purchase was worth what stood there before. */
export function historyAmount(order: PastOrderView): Cents {
  const total = toCents(order.total, order.currency_code)
  const cancelled = order.canceled_at !== null || order.status === "canceled"
  return maxCents(cancelled ? addCents(total, toCents(order.credit_line_total, order.currency_code)) : total, ZERO)
}

function dueOf(order: PastOrderView, status: HistoryStatus, amount: Cents): Cents {
  if (status === "cancelled") return ZERO
  const kept = order.payment_collections.map((one) =>
    subCents(toCents(one.captured_amount, order.currency_code), toCents(one.refunded_amount, order.currency_code))
  )
  return maxCents(subCents(amount, sumCents(kept)), ZERO)
}

function toEntry(order: PastOrderView, placed: Date, language: Language | undefined): HistoryEntry {
  const status = toHistoryStatus(order)
  const amount = historyAmount(order)
  const { billing, shipping } = addressesOf(order, SHOW_A_DASH)
  return {
    id: order.id,
    amount,
    due: dueOf(order, status, amount),
    status,
    type: toPaymentType(order),
    order_date: toAplazameDate(placed),
    currency: order.currency_code.toUpperCase(),
    billing: billing?.address ?? null,
    ...(shipping === null ? {} : { shipping: { ...shipping.address, ...shippingFigures(planShipping(order.shipping_methods), order.shipping_methods, language) } }),
  }
}

const UNTELLABLE: ReadonlySet<MappingErrorCode> = new Set(["currency_not_supported", "email_missing"])

/**
 * Newest first, at most `cap` entries. Drafts are no purchases and orders without a date cannot be told, so both
 * are left out, as is an order that can't be told (a currency that Aplazame cannot count in, no e-mail where one is
 * needed): the history is a help for approval and one odd order must not cost the rest.
 *
 * @param language of the checkout that the history is for.
 */
export function pastOrdersToHistory(orders: readonly PastOrderView[], cap: number, language?: Language): HistoryEntry[] {
  return newestFirst(orders, cap, (order, placed) => toEntry(order, placed, language))
}

/** The rule of {@link pastOrdersToHistory} for any way of telling an order. `placed` is when it was made. */
export function newestFirst<Order extends PastOrderView, Entry>(orders: readonly Order[], cap: number, tell: (order: Order, placed: Date) => Entry): Entry[] {
  const newest = orders
    .flatMap((order) => (order.created_at === null || order.status === "draft" ? [] : [{ order, placed: order.created_at }]))
    .sort((a, b) => b.placed.getTime() - a.placed.getTime() || (a.order.id < b.order.id ? -1 : 1))
  const entries: Entry[] = []
  for (const { order, placed } of newest) {
    if (entries.length >= cap) break
    try {
      entries.push(tell(order, placed))
    } catch (error) {
      if (!isMappingError(error) || !UNTELLABLE.has(error.code)) throw error
    }
  }
  return entries
}
