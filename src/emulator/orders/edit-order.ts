import type { EntityManager } from "typeorm"
import type { z } from "zod"
import { OrderEntity } from "../database/entities"
import type { JsonObject, OrderRow } from "../database/rows"
import { forbidden, parseOrProblem, validationProblem } from "../http/problems"
import { cents, type Cents } from "../money"
import type { EmulatorSettings } from "../settings"
import { checkTotal } from "./check-total"
import { checkUnknowns } from "./check-unknowns"
import { movementsOf } from "./find-order"
import { checkLedger, LedgerViolation } from "./ledger"
import { patchOrderSchema, putOrderSchema } from "./payload-schema"

/**
 * PUT replaces the order's content, PATCH lays the given fields over it. 403 once cancelled or refused.
 * A confirmed credit does not shrink below what was captured and refunded (400). It may grow, as the official Python tests
 * expect of the documents' example; `raise_confirmed` forbids it (403).
 * A lower total is an edit of the total, not a void (docs: Aplazame API, edit order).
 */
export async function editOrder(db: EntityManager, order: OrderRow, method: "PUT" | "PATCH", body: unknown, settings: EmulatorSettings): Promise<OrderRow> {
  const { order: edit } = method === "PUT" ? parseOrProblem(putOrderSchema, body) : parseOrProblem(patchOrderSchema, body)
  if (order.cancelled !== null || order.status === "ko") throw forbidden("A cancelled order cannot be modified.")
  if (edit.currency !== undefined && edit.currency !== order.currency) throw validationProblem({ currency: ["The currency cannot be changed."] })
  checkUnknowns({ order: edit }, settings)
  if (edit.total_amount !== undefined) checkTotal(linesAfter(order.payload, edit, method), edit.total_amount, settings)
  const total = edit.total_amount === undefined ? order.total_amount : newTotal(order, edit.total_amount, settings)
  const keeps = (field: "discount" | "discount_rate" | "tax_rate"): boolean => method === "PATCH" && edit[field] === undefined
  const change: Partial<OrderRow> = {
    total_amount: total,
    ...(order.granted !== null && total > order.granted ? { granted: total } : {}),
    payload: { ...order.payload, ...edited(order.payload, edit, method) },
    ...(keeps("discount") ? {} : { discount: edit.discount == null ? unset(order) : cents(edit.discount) }),
    ...(keeps("discount_rate") ? {} : { discount_rate: edit.discount_rate ?? unset(order) }),
    ...(keeps("tax_rate") ? {} : { tax_rate: edit.tax_rate ?? null }),
  }
  const changed = { ...order, ...change }
  checkLedger(changed, await movementsOf(db, order))
  await db.update(OrderEntity, { seq: order.seq }, change)
  return changed
}

function newTotal(order: OrderRow, asked: number, settings: EmulatorSettings): Cents {
  const total = settings.edited_total === "net" ? asked + order.voided : asked
  if (order.confirmed === null || total === order.total_amount) return cents(total)
  if (total > order.total_amount && settings.raise_confirmed === "forbid") throw forbidden("The amount of a confirmed order cannot be raised.")
  const floor = order.voided + order.captured + order.refunded
  if (total < floor) throw validationProblem({ total_amount: [`Ensure this value is greater than or equal to ${floor}.`] })
  return cents(total)
}

type Edit = z.output<typeof patchOrderSchema>["order"]

/** What a new total is held against: of a PATCH also what it leaves as it was. */
function linesAfter(before: JsonObject, edit: Edit, method: "PUT" | "PATCH"): Parameters<typeof checkTotal>[0] {
  const kept = method === "PUT" ? {} : patchOrderSchema.parse({ order: { ...orderOf(before), shipping: before.shipping } }).order
  const lines: Edit = { ...kept, ...edit }
  return { ...lines, articles: lines.articles ?? [] }
}

/** A discount that the store does not have: 0 once the credit was approved, as it is then shown. */
function unset(order: OrderRow): Cents | null {
  return order.verified === null ? null : cents(0)
}

/** In an edit, shipping and billing sit inside `order`; in the stored checkout they sit beside it. */
function edited(payload: JsonObject, edit: JsonObject, method: "PUT" | "PATCH"): JsonObject {
  const { shipping, billing, ...order } = edit
  const before = orderOf(payload)
  return {
    order: method === "PUT" ? { id: before.id, ...order } : { ...before, ...order },
    ...(shipping === undefined ? {} : { shipping }),
    ...(billing === undefined ? {} : { billing }),
  }
}

function orderOf({ order }: JsonObject): JsonObject {
  if (typeof order !== "object" || order === null || Array.isArray(order) || !("id" in order)) throw new LedgerViolation("a stored checkout holds its order")
  return order
}
