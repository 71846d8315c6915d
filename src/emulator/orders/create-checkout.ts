import { isDeepStrictEqual } from "node:util"
import { In, type EntityManager } from "typeorm"
import { addMs, now, parseInstant, type Instant } from "../clock"
import { NotificationEntity, OrderEntity } from "../database/entities"
import type { JsonObject, OrderRow, Side } from "../database/rows"
import { conflict, validationProblem } from "../http/problems"
import { newHexId } from "../ids"
import { cents, type Cents } from "../money"
import type { EmulatorSettings } from "../settings"
import type { CheckoutPayload } from "./payload-schema"
import { checkTotal } from "./check-total"
import { checkUnknowns } from "./check-unknowns"
import { findByMid } from "./find-order"

const ACCOUNT_TYPES: Record<string, string> = { guest: "g", new: "n", existing: "e" }

/**
 * The order of a valid checkout payload, in `pending/in_process`. An unfinished order of the same `order.id` is taken up
 * again, as three of the official plugins expect: as it is by the same content, from the start by another. Throws 400 or
 * 409 for the id of a confirmed or ended one.
 */
export async function createCheckout(db: EntityManager, side: Side, payload: CheckoutPayload, settings: EmulatorSettings): Promise<OrderRow> {
  const before = await findByMid(db, side, payload.order.id, settings)
  if (before && (before.status !== "pending" || settings.repeated_checkout === "refuse")) {
    const message = "An order with this id already exists."
    throw settings.duplicate_mid_status === 409 ? conflict(message, { id: [message] }) : validationProblem({ id: [message] })
  }
  checkUnknowns(payload, settings)
  checkTotal({ ...payload.order, shipping: payload.shipping }, payload.order.total_amount, settings)
  const row = newRow(side, payload, settings)
  if (!before) {
    await db.insert(OrderEntity, row)
    return db.findOneByOrFail(OrderEntity, { id: row.id })
  }
  if (isDeepStrictEqual(before.payload, storedForm(row.payload))) return before
  const { id, created, previous_mid, history } = before
  await db.update(OrderEntity, { seq: before.seq }, { ...row, id, created, previous_mid, history })
  // What was told of the former content, and not yet answered, must not decide about this one.
  await db.update(NotificationEntity, { order_id: id, state: In(["queued", "held"]) }, { state: "abandoned" })
  return db.findOneByOrFail(OrderEntity, { seq: before.seq })
}

function newRow(side: Side, payload: CheckoutPayload, settings: EmulatorSettings): Omit<OrderRow, "seq"> {
  const { order, merchant, product } = payload
  const created = now()
  const expiresAt = addMs(created, merchant.timeout_checkout * settings.minute_ms)
  return {
    id: newHexId(), side, mid: order.id, previous_mid: null, status: "pending", status_reason: "in_process",
    product: product?.type ?? null, forced_product: product?.type ?? null,
    total_amount: cents(order.total_amount), granted: null, voided: cents(0), captured: cents(0), refunded: cents(0),
    currency: order.currency, tax_rate: order.tax_rate ?? null, discount: nullableCents(order.discount), discount_rate: order.discount_rate ?? null,
    rejected: false, created, verified: null, confirmed: null, cancelled: null, expired: null, expires_at: expiresAt,
    challenge_expires_at: addMs(expiresAt, merchant.timeout_extra * settings.minute_ms),
    downpayment_state: null, downpayment_amount: null,
    ...customerColumns(payload, created),
    notification_url: merchant.notification_url, payload: { ...payload }, history: null,
  }
}

type CustomerColumns = Pick<OrderRow,
  | "customer_id" | "customer_created" | "customer_phone_number" | "customer_phone_country" | "customer_document_number"
  | "customer_document_country" | "customer_document_type" | "account_id" | "account_type" | "account_gender" | "account_last_login"
  | "account_date_joined" | "account_created" | "account_first_name" | "account_last_name" | "account_email">

/** `customer` at Aplazame is the person they know; `account` is that person in the store (docs: Aplazame API, filters). */
function customerColumns({ customer, billing }: CheckoutPayload, created: Instant): CustomerColumns {
  return {
    customer_id: newHexId(), customer_created: created, customer_phone_number: customer.phone ?? billing?.phone ?? null,
    customer_phone_country: billing?.country ?? customer.address?.country ?? null,
    customer_document_number: null, customer_document_country: null, customer_document_type: null,
    account_id: customer.id ?? null, account_type: customer.type ? (ACCOUNT_TYPES[customer.type] ?? customer.type) : null,
    account_gender: customer.gender ?? null, account_last_login: instantOrNull(customer.last_login),
    account_date_joined: instantOrNull(customer.date_joined), account_created: created,
    account_first_name: customer.first_name ?? null, account_last_name: customer.last_name ?? null, account_email: customer.email,
  }
}

function instantOrNull(value: string | null | undefined): Instant | null {
  return value ? (parseInstant(value) ?? null) : null
}

function nullableCents(value: number | null | undefined): Cents | null {
  return value === null || value === undefined ? null : cents(value)
}

/** As the database gives it back: without what is undefined. */
function storedForm(payload: JsonObject): unknown {
  return JSON.parse(JSON.stringify(payload))
}
