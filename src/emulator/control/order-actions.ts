import type { Router } from "express"
import { z } from "zod"
import { OrderEntity } from "../database/entities"
import { PRODUCTS, type OrderRow, type Product } from "../database/rows"
import { cents, positiveAmountSchema } from "../money"
import { enqueue } from "../notifications/queue"
import { findAnyOrder } from "../orders/find-order"
import { cancelOrder, refundExtended, voidAmount } from "../orders/move-money"
import type { ControlContext } from "./context"
import { ControlError, controlRoute, type ControlRequest } from "./control-route"
import { orderViews, type OrderView } from "./views"

const LONGEST_WAIT_MS = 20_000

const stepBody = z.strictObject({
  product: z.enum(PRODUCTS).optional(),
  reason: z.enum(["ko_generic", "expired", "expired_challenge", "failed_challenge", "merchant_failed_to_confirm", "confirmation_rejected_by_merchant"]).optional(),
  wait: z.boolean().default(true),
})
const amountBody = z.strictObject({ amount: positiveAmountSchema })

/** `/_emulator/orders...`: what the buyer, the clock and a person in Aplazame's panel can do to an order. */
export function addOrderActions(router: Router, context: ControlContext): void {
  const { db, engine, settings } = context

  controlRoute(router, "get", "/orders", async ({ query }) => db.read(async (tx) => {
    const limit = Math.min(Number(query.get("limit") ?? 200) || 200, 1000)
    const orders = await tx.find(OrderEntity, { order: { seq: "DESC" }, take: limit })
    return { count: await tx.count(OrderEntity), orders: await orderViews(tx, orders) }
  }))
  controlRoute(router, "get", "/orders/:ref", async (request) => viewOf(context, await find(context, request)))

  const step = (name: string, act: (order: OrderRow, body: z.output<typeof stepBody>) => Promise<OrderRow>): void =>
    controlRoute(router, "post", `/orders/:ref/${name}`, async (request) => {
      const body = stepBody.parse(request.body)
      const order = await act(await find(context, request), body)
      if (body.wait) await engine.settled(order.id, LONGEST_WAIT_MS)
      return viewOf(context, order)
    })
  step("approve", (order, { product }) => engine.advance(order.id, { to: "confirmation_required", product: chosenProduct(order, product) }))
  step("challenge", (order, { product }) => engine.advance(order.id, { to: "challenge_required", product: chosenProduct(order, product) }))
  step("refuse", (order, { reason }) => engine.advance(order.id, { to: "ko", reason: reason ?? "ko_generic" }))
  step("expire", (order) => engine.expire(order))
  step("pass-challenge", (order, { product }) => {
    assertChallenged(order)
    return engine.advance(order.id, { to: "confirmation_required", product: chosenProduct(order, product) })
  })
  step("fail-challenge", (order) => {
    assertChallenged(order)
    return engine.advance(order.id, { to: "ko", reason: "failed_challenge" })
  })
  step("restart-notification", async (order) => {
    if (order.status_reason === "in_process") throw new ControlError(409, "nothing has been notified of this order yet")
    await db.write((tx) => enqueue(tx, order, settings()))
    engine.wake()
    return order
  })

  // A person in Aplazame's panel: no notification is documented for these.
  controlRoute(router, "post", "/orders/:ref/panel-refund", async (request) => {
    const { amount } = amountBody.parse(request.body)
    const { id } = await find(context, request)
    const { order } = await db.write(async (tx) => refundExtended(tx, await tx.findOneByOrFail(OrderEntity, { id }), cents(amount), "panel"))
    return viewOf(context, order)
  })
  controlRoute(router, "post", "/orders/:ref/panel-void", async (request) => {
    const { amount } = amountBody.parse(request.body)
    const { id } = await find(context, request)
    const { order } = await db.write(async (tx) => voidAmount(tx, await tx.findOneByOrFail(OrderEntity, { id }), cents(amount), "panel", settings()))
    return viewOf(context, order)
  })
  controlRoute(router, "post", "/orders/:ref/panel-cancel", async (request) => {
    const { id } = await find(context, request)
    return viewOf(context, await db.write(async (tx) => cancelOrder(tx, await tx.findOneByOrFail(OrderEntity, { id }))))
  })
}

/** What the buyer gets: the store's forced product, else the one asked for, else instalments. */
function chosenProduct(order: OrderRow, asked: Product | undefined): Product {
  if (order.forced_product !== null && asked !== undefined && asked !== order.forced_product) {
    throw new ControlError(409, `the store forced ${order.forced_product}`)
  }
  return asked ?? order.product ?? "instalments"
}

/** The order that `:ref` names by either id; 404. */
async function find({ db }: ControlContext, { params }: ControlRequest): Promise<OrderRow> {
  const order = await db.read((tx) => findAnyOrder(tx, params.ref ?? ""))
  if (!order) throw new ControlError(404, "no such order")
  return order
}

async function viewOf({ db }: ControlContext, { id }: OrderRow): Promise<OrderView> {
  return db.read(async (tx) => {
    const [view] = await orderViews(tx, [await tx.findOneByOrFail(OrderEntity, { id })])
    if (!view) throw new ControlError(404, "no such order")
    return view
  })
}

function assertChallenged(order: OrderRow): void {
  if (order.status_reason !== "challenge_required") throw new ControlError(409, "the order is not waiting for a challenge")
}
