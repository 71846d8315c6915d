import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { outstandingOf, type Query } from "../../src/modules/aplazame/reading"
import type { Bench } from "./aplazame-store"
import { hundredths, orderOf } from "./operator"
import { PROVIDER, type SeededStore } from "./seed-store"
import { ADDRESS, pressPay } from "./shopper"

/** What a draft is made of. */
export type Desk = Pick<SeededStore, "admin" | "regionId" | "channelId" | "shippingOptionId" | "variants">

/** An order that an operator makes for somebody on the phone: a draft that is filled as the admin does, converted. */
export async function phoneOrder(seed: Desk, quantities: Record<string, number> = { CAMISETA: 2 }, { convert = true, email = "lucia@example.com" } = {}): Promise<any> {
  const { draft_order } = await seed.admin.ok<any>(
    seed.admin.post("/admin/draft-orders", {
      email,
      region_id: seed.regionId,
      sales_channel_id: seed.channelId,
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
    })
  )
  const edit = `/admin/draft-orders/${draft_order.id}/edit`
  await seed.admin.ok(seed.admin.post(edit))
  await seed.admin.ok(seed.admin.post(`${edit}/items`, { items: Object.entries(quantities).map(([sku, quantity]) => ({ variant_id: seed.variants[sku], quantity })) }))
  await seed.admin.ok(seed.admin.post(`${edit}/shipping-methods`, { shipping_option_id: seed.shippingOptionId }))
  await seed.admin.ok(seed.admin.post(`${edit}/confirm`))
  if (convert) await seed.admin.ok(seed.admin.post(`/admin/draft-orders/${draft_order.id}/convert-to-order`))
  return orderOf(seed, draft_order.id)
}

/** An order that a program makes as a draft with its items at once, converted: of what is outstanding on it Medusa leaves out the taxes. */
export async function programOrder({ admin, regionId, channelId, shippingOptionId, variants }: Desk, quantity = 2): Promise<any> {
  const head = { email: "lucia@example.com", region_id: regionId, sales_channel_id: channelId, shipping_address: ADDRESS, billing_address: ADDRESS }
  const { draft_order } = await admin.ok<any>(
    admin.post("/admin/draft-orders", {
      ...head,
      items: [{ variant_id: variants.CAMISETA, quantity }],
      shipping_methods: [{ shipping_option_id: shippingOptionId, name: "Estándar", amount: 4.95 }],
    })
  )
  await admin.ok(admin.post(`/admin/draft-orders/${draft_order.id}/convert-to-order`))
  return orderOf({ admin }, draft_order.id)
}

/** What *Copy payment link* of the admin does: a collection of the order. The link bears its id. */
export async function paymentLink(seed: Pick<SeededStore, "admin">, orderId: string, amount: number): Promise<string> {
  const { payment_collection } = await seed.admin.ok<any>(seed.admin.post("/admin/payment-collections", { order_id: orderId, amount }))
  return payment_collection.id
}

/** The collection for what is outstanding on an order that was edited upwards. */
export const openCollection = (order: any): any => order.payment_collections.find((one: any) => one.status === "not_paid")

export async function linkSession(seed: SeededStore, collectionId: string): Promise<string> {
  const made = await seed.store.ok<any>(seed.store.post(`/store/payment-collections/${collectionId}/payment-sessions`, { provider_id: PROVIDER }))
  return made.payment_collection.payment_sessions[0].id
}

/** Opens the link and presses "pay". */
export async function payByLink(bench: Bench, collectionId: string, body: unknown = {}) {
  const sessionId = await linkSession(bench.seed, collectionId)
  const answer = await pressPay(bench.seed, sessionId, body)
  if (answer.status !== 200) throw new Error(`checkout not started: ${answer.status} ${JSON.stringify(answer.body)}`)
  return { sessionId, ...answer.body }
}

/** A phone order, with its link, whose checkout is open. */
export async function openedOrder(bench: Bench, make: (seed: Desk) => Promise<any> = phoneOrder) {
  const order = await make(bench.seed)
  const collectionId = await paymentLink(bench.seed, order.id, order.total)
  return { order, collectionId, total: hundredths(order.total), ...(await payByLink(bench, collectionId)) }
}

/** Every payment of an order that stands. */
export const paymentsOf = (order: any): any[] => order.payment_collections.flatMap((one: any) => one.payments ?? []).filter((one: any) => !one.canceled_at)

/** What Medusa says is outstanding on an order, in hundredths. */
export const outstandingOn = async (bench: Bench, orderId: string): Promise<number> =>
  (await outstandingOf(bench.container.resolve<Query>(ContainerRegistrationKeys.QUERY), orderId, "eur")).rounded
