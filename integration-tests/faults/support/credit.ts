import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { convertDraftOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bench } from "../../support/aplazame-store"
import { PROVIDER } from "../../support/seed-store"
import { orderHead } from "../../support/shopper"

export type Product = "instalments" | "pay_in_4" | "pay_later"

/** A Medusa order that a confirmed credit pays for, with the ids of everything that speaks of it. */
export type Credit = {
  product: Product
  total: number
  mid: string
  /** Aplazame's id. */
  remoteId: string
  orderId: string
  paymentId: string
  collectionId: string
  sessionId: string
  items: { id: string; quantity: number; price: number }[]
}

type Item = Credit["items"][number]
export type Order = { id: string; items: Item[] }
type Lines = { quantity: number; price: number }[]

const SHIPPING = 495
let counter = 0

const totalOf = (lines: Lines): number => lines.reduce((sum, line) => sum + line.quantity * line.price, SHIPPING)

const orderOfLines = ({ seed }: Bench, lines: Lines) => ({
  ...orderHead(seed),
  items: lines.map(({ quantity, price }, i) => ({ title: `Línea ${i + 1}`, quantity, unit_price: price / 100, requires_shipping: false })),
  shipping_methods: [{ name: "Estándar", amount: SHIPPING / 100 }],
})

const itemsOf = async ({ container }: Bench, orderId: string): Promise<Item[]> =>
  ((await container.resolve(Modules.ORDER).retrieveOrder(orderId, { relations: ["items"] })).items ?? []).map((item) => ({
    id: item.id,
    quantity: Number(item.quantity),
    price: Math.round(Number(item.unit_price) * 100),
  }))

/** An order that was made in the admin and waits for its payment; its taxes come with the conversion. */
export async function convertedDraft(bench: Bench, lines: Lines): Promise<Order & { total: number }> {
  const { container } = bench
  const draft = await container.resolve(Modules.ORDER).createOrders(orderOfLines(bench, lines))
  await container.resolve(Modules.ORDER).updateOrders([{ id: draft.id, status: "draft", is_draft_order: true }])
  await convertDraftOrderWorkflow(container).run({ input: { id: draft.id } })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity: "order", fields: ["total"], filters: { id: draft.id } })
  return { id: draft.id, total: Number(data[0]?.total), items: await itemsOf(bench, draft.id) }
}

/**
 * An order that was bought and confirmed a moment ago, made below the cart: order, collection, session and
 * link by their modules, the credit by the emulator's seed, our row as the notification leaves it; the
 * payment by Medusa's `authorizePaymentSession`, which asks our provider, which asks the emulator.
 * What is left out (cart, stock, tax, the notification) has schedules of its own: `purchases.spec.ts`.
 */
export async function confirmedCredit(bench: Bench, product: Product, lines: Lines): Promise<Credit> {
  const { container } = bench
  const pg = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const total = totalOf(lines)
  const prefix = `aplord_fault${process.pid}x${++counter}n`
  const mid = `${prefix}1`
  await bench.emulator.seed({ count: 1, mid_prefix: prefix, product, status: "ok", amount: total })
  const remote = await bench.emulator.order(mid)

  const order = await container.resolve(Modules.ORDER).createOrders(orderOfLines(bench, lines))
  const payments = container.resolve(Modules.PAYMENT)
  const collection = await payments.createPaymentCollections({ currency_code: "eur", amount: total / 100 })
  const session = await payments.createPaymentSession(collection.id, { provider_id: PROVIDER, currency_code: "eur", amount: total / 100, data: {} })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: order.id },
    [Modules.PAYMENT]: { payment_collection_id: collection.id },
  })
  await pg("aplazame_order").insert({
    id: mid,
    mid,
    aplazame_id: remote.id,
    payment_session_id: session.id,
    payment_collection_id: collection.id,
    cart_id: `cart_${mid}`,
    order_id: order.id,
    fingerprint: mid,
    product: null,
    state: "confirmed",
    status: "ok",
    currency_code: "eur",
    sandbox: true,
    total_amount: total,
    authorized_at: new Date(),
    confirmed_at: new Date(),
  })
  const payment = await authorised(() => payments.authorizePaymentSession(session.id, {}))
  return {
    product,
    total,
    mid,
    remoteId: remote.id,
    orderId: order.id,
    paymentId: payment.id,
    collectionId: collection.id,
    sessionId: session.id,
    items: await itemsOf(bench, order.id),
  }
}

const TRIES = 5

/** A busy machine answers later than the short patience of these tests; what is under test has not begun yet. */
async function authorised<T>(authorise: () => Promise<T | null>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const payment = await authorise()
      if (payment) return payment
      throw new Error("the payment was not authorised")
    } catch (error) {
      if (attempt === TRIES) throw error
    }
  }
}
