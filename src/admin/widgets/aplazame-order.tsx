import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { OrderWidget } from "../order/order-widget"
import { asksForMoney } from "../order/payment-link"

/** Whether the order was paid with us, by what the page has loaded already; null when it does not say. */
function paidWithAplazame(order: AdminOrder): boolean | null {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? [])
  if (payments.length === 0) return null
  return payments.some(({ provider_id }) => provider_id.startsWith("pp_aplazame"))
}

/** What of an order changes when somebody fulfils, ships, cancels, edits or pays: then its credit and its link are worth another look. */
function pageOf({ status, payment_status, fulfillment_status, fulfillments, payment_collections }: AdminOrder): string {
  const parcels = (fulfillments ?? []).map(({ id, shipped_at, delivered_at, canceled_at }) => [id, shipped_at, delivered_at, canceled_at])
  const links = (payment_collections ?? []).map((one) => [one.id, one.status, one.amount])
  return JSON.stringify([status, payment_status, fulfillment_status, parcels, links])
}

const AplazameOrderWidget = ({ data }: DetailWidgetProps<AdminOrder>) => <OrderWidget orderId={data.id} ours={paidWithAplazame(data)} page={pageOf(data)} due={asksForMoney(data)} />

export const config = defineWidgetConfig({ zone: "order.details.side.after", id: "aplazame-order" })

export default AplazameOrderWidget
