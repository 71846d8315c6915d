import type { EntityManager } from "typeorm"
import { now } from "../clock"
import { OrderEntity } from "../database/entities"
import type { OrderRow, Product, StatusReason } from "../database/rows"
import { cents } from "../money"

/** A step in the life of a checkout (docs: Aplazame API, status table and sequence diagrams). */
export type Step =
  | { to: "challenge_required"; product: Product }
  | { to: "confirmation_required"; product: Product }
  | { to: "ok"; order_id?: string }
  | { to: "ko"; reason: KoReason }

export type KoReason = Extract<StatusReason,
  "expired" | "expired_challenge" | "ko_generic" | "failed_challenge" | "confirmation_rejected_by_merchant" | "merchant_failed_to_confirm">

/** Thrown when a step does not follow from the present state. */
export class WrongStep extends Error {
  constructor(order: Pick<OrderRow, "status" | "status_reason">, to: string) {
    super(`an order in ${order.status}/${order.status_reason || "-"} cannot go to ${to}`)
    this.name = "WrongStep"
  }
}

const COMES_FROM: Record<Step["to"], readonly StatusReason[]> = {
  challenge_required: ["in_process"],
  confirmation_required: ["in_process", "challenge_required"],
  ok: ["confirmation_required"],
  ko: ["in_process", "challenge_required", "confirmation_required"],
}

/** Applies the step and gives the new row; throws WrongStep. */
export async function applyStep(db: EntityManager, order: OrderRow, step: Step): Promise<OrderRow> {
  if (order.status !== "pending" || !COMES_FROM[step.to].includes(order.status_reason)) throw new WrongStep(order, step.to)
  const change = await changeOf(db, order, step)
  await db.update(OrderEntity, { seq: order.seq }, change)
  return { ...order, ...change }
}

/** The reason with which an order ends when its time is over, by where it stands. */
export function expiryReason(order: Pick<OrderRow, "status_reason">): KoReason {
  if (order.status_reason === "challenge_required") return "expired_challenge"
  return order.status_reason === "confirmation_required" ? "merchant_failed_to_confirm" : "expired"
}

async function changeOf(db: EntityManager, order: OrderRow, step: Step): Promise<Partial<OrderRow>> {
  const at = now()
  switch (step.to) {
    case "challenge_required":
      return { status_reason: "challenge_required", product: step.product, expires_at: order.challenge_expires_at }
    case "confirmation_required":
      return {
        status_reason: "confirmation_required", product: step.product, verified: at, ...downpayment(order, step.product),
        // The example of this moment shows 0 for the discounts that the store did not send (docs: Aplazame API, checkout confirmation).
        discount: order.discount ?? cents(0), discount_rate: order.discount_rate ?? 0,
      }
    case "ok":
      return { status: "ok", status_reason: "", verified: order.verified ?? at, confirmed: at, granted: order.total_amount, ...(await newMid(db, order, step.order_id)) }
    case "ko":
      return { status: "ko", status_reason: step.reason, ...koMark(step.reason, at) }
  }
}

/** Which of rejected, cancelled and expired a refusal sets is not documented; this is the plain sense of the words. */
function koMark(reason: KoReason, at: string): Partial<OrderRow> {
  if (reason === "ko_generic" || reason === "failed_challenge") return { rejected: true }
  return reason === "confirmation_rejected_by_merchant" ? { cancelled: at } : { expired: at }
}

/** Pay in 4 is paid in four parts, the first one at once. */
function downpayment(order: OrderRow, product: Product): Partial<OrderRow> {
  return product === "pay_in_4" ? { downpayment_state: "paid", downpayment_amount: cents(Math.ceil(order.total_amount / 4)) } : {}
}

/** `order_id` in the store's answer replaces `mid`, once; an id that another order has is left aside. */
async function newMid(db: EntityManager, order: OrderRow, orderId: string | undefined): Promise<Partial<OrderRow>> {
  if (orderId === undefined || orderId === "" || orderId === order.mid) return {}
  if (await db.existsBy(OrderEntity, { side: order.side, mid: orderId })) return {}
  return { mid: orderId, previous_mid: order.mid }
}
