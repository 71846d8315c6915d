import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { SeededStore } from "./seed-store"

const FIELDS =
  "id,display_id,customer_id,status,payment_status,fulfillment_status,total,*items,*items.detail,*fulfillments,*payment_collections,*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds,*transactions"

/** An order as the admin sees it. */
export const orderOf = async (seed: Pick<SeededStore, "admin">, id: string): Promise<any> =>
  (await seed.admin.ok<{ order: any }>(seed.admin.get(`/admin/orders/${id}?fields=${FIELDS}`))).order

export const paymentOf = (order: any): any =>
  order.payment_collections.flatMap((c: any) => c.payments ?? []).find((p: any) => p.provider_id.startsWith("pp_aplazame"))

/** Fulfils everything of an order, or the given quantities by line id. */
export async function fulfil(seed: Pick<SeededStore, "admin" | "locationId">, order: any, quantities?: Record<string, number>): Promise<string> {
  const items = order.items
    .map((i: any) => ({ id: i.id, quantity: quantities ? (quantities[i.id] ?? 0) : i.quantity - (i.detail?.fulfilled_quantity ?? 0) }))
    .filter((i: any) => i.quantity > 0)
  const { order: after } = await seed.admin.ok<{ order: any }>(
    seed.admin.post(`/admin/orders/${order.id}/fulfillments?fields=id,*fulfillments`, { location_id: seed.locationId, items })
  )
  return after.fulfillments.at(-1).id
}

export const cancelOrder = (seed: SeededStore, id: string) => seed.admin.post(`/admin/orders/${id}/cancel?fields=id`)
export const capture = (seed: SeededStore, paymentId: string, amount?: number) =>
  seed.admin.post(`/admin/payments/${paymentId}/capture?fields=id`, amount === undefined ? {} : { amount })
export const refund = (seed: SeededStore, paymentId: string, amount?: number) =>
  seed.admin.post(`/admin/payments/${paymentId}/refund?fields=id`, amount === undefined ? {} : { amount })

/** Takes items off an order (or adds some) by an order edit. */
export async function editOrder(seed: Pick<SeededStore, "admin">, orderId: string, change: { itemId: string; quantity: number } | { variantId: string; quantity: number }) {
  await seed.admin.ok(seed.admin.post("/admin/order-edits", { order_id: orderId }))
  if ("itemId" in change) await seed.admin.ok(seed.admin.post(`/admin/order-edits/${orderId}/items/item/${change.itemId}`, { quantity: change.quantity }))
  else await seed.admin.ok(seed.admin.post(`/admin/order-edits/${orderId}/items`, { items: [{ variant_id: change.variantId, quantity: change.quantity }] }))
  await seed.admin.ok(seed.admin.post(`/admin/order-edits/${orderId}/request`))
  await seed.admin.ok(seed.admin.post(`/admin/order-edits/${orderId}/confirm`))
}

/** Hundredths of a number of Medusa. */
export const hundredths = (amount: number): number => Math.round(Number((amount * 100).toFixed(6)))

/** Sends a fulfilment that exists: of everything, or of the given quantities by line id. */
export async function ship(seed: SeededStore, order: any, fulfillmentId: string, quantities?: Record<string, number>): Promise<void> {
  const items = order.items.map((i: any) => ({ id: i.id, quantity: quantities ? (quantities[i.id] ?? 0) : i.quantity })).filter((i: any) => i.quantity > 0)
  await seed.admin.ok(seed.admin.post(`/admin/orders/${order.id}/fulfillments/${fulfillmentId}/shipments?fields=id`, { items }))
}

/** Asks for goods back; nothing has arrived yet. */
export async function requestReturn(seed: SeededStore, order: any, quantity = 1): Promise<string> {
  const begun = await seed.admin.ok<any>(seed.admin.post("/admin/returns", { order_id: order.id, location_id: seed.locationId }))
  const id: string = begun.return.id
  await seed.admin.ok(seed.admin.post(`/admin/returns/${id}/request-items`, { items: [{ id: order.items[0].id, quantity }] }))
  await seed.admin.ok(seed.admin.post(`/admin/returns/${id}/request`, {}))
  return id
}

export const cancelReturn = (seed: SeededStore, id: string) => seed.admin.ok(seed.admin.post(`/admin/returns/${id}/cancel`, {}))

/** The order with this line first, which is the one that comes back. */
export const withFirst = <Order extends { items: any[] }>(order: Order, sku: string): Order => ({ ...order, items: [...order.items].sort((a, b) => Number(b.variant_sku === sku) - Number(a.variant_sku === sku)) })

/** What the list of problems says of an order. */
export const problemsOf = async (seed: SeededStore, orderId: string): Promise<any[]> =>
  (await seed.admin.ok<{ problems: any[] }>(seed.admin.get(`/admin/aplazame/problems?order_id=${orderId}`))).problems

/** Goods that were asked back arrive: one of the order's first line. */
export async function receiveReturn(seed: SeededStore, order: any, returnId: string): Promise<void> {
  await seed.admin.ok(seed.admin.post(`/admin/returns/${returnId}/receive`, {}))
  await seed.admin.ok(seed.admin.post(`/admin/returns/${returnId}/receive-items`, { items: [{ id: order.items[0].id, quantity: 1 }] }))
  await seed.admin.ok(seed.admin.post(`/admin/returns/${returnId}/receive/confirm`, {}))
}

/** Something was wrong with the order's first line: it comes back, for money or for another one. The id of its return. */
export async function claim(seed: SeededStore, order: any, type: "refund" | "replace"): Promise<string> {
  const { claim: begun } = await seed.admin.ok<any>(seed.admin.post("/admin/claims", { order_id: order.id, type }))
  const items = [{ id: order.items[0].id, quantity: 1 }]
  await seed.admin.ok(seed.admin.post(`/admin/claims/${begun.id}/claim-items`, { items: items.map((item) => ({ ...item, reason: "wrong_item" })) }))
  await seed.admin.ok(seed.admin.post(`/admin/claims/${begun.id}/inbound/items`, { location_id: seed.locationId, items }))
  if (type === "replace") {
    await seed.admin.ok(seed.admin.post(`/admin/claims/${begun.id}/outbound/items`, { items: [{ variant_id: order.items[0].variant_id, quantity: 1 }] }))
  }
  const { claim: asked } = await seed.admin.ok<any>(seed.admin.post(`/admin/claims/${begun.id}/request`, {}))
  return asked.return_id
}

/** One of the order's first line comes back, and something else goes out. The id of its return. */
export async function exchange(seed: SeededStore, order: any, variantId: string): Promise<string> {
  const { exchange: begun } = await seed.admin.ok<any>(seed.admin.post("/admin/exchanges", { order_id: order.id }))
  await seed.admin.ok(seed.admin.post(`/admin/exchanges/${begun.id}/inbound/items`, { location_id: seed.locationId, items: [{ id: order.items[0].id, quantity: 1 }] }))
  await seed.admin.ok(seed.admin.post(`/admin/exchanges/${begun.id}/outbound/items`, { items: [{ variant_id: variantId, quantity: 1 }] }))
  const { exchange: asked } = await seed.admin.ok<any>(seed.admin.post(`/admin/exchanges/${begun.id}/request`, {}))
  return asked.return_id
}

/** Authorises a collection with the provider that a store has anyway. */
export async function payOtherwise(container: MedusaContainer, payment_collection_id: string): Promise<{ id: string }> {
  const { result: session } = await createPaymentSessionsWorkflow(container).run({ input: { payment_collection_id, provider_id: "pp_system_default" } })
  return (await container.resolve(Modules.PAYMENT).authorizePaymentSession(session.id, {}))!
}
