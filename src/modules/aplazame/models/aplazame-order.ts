import { model } from "@medusajs/framework/utils"
import { CREDIT_STATES } from "../../../credit"
import Operation from "./operation"

/**
 * One credit request at Aplazame: its identity, where it belongs in the store, and the figures.
 * Rows outlive the payment session they began with. Amounts are hundredths.
 */
const AplazameOrder = model
  .define("aplazame_order", {
    id: model.id({ prefix: "aplord" }).primaryKey(),
    /** Our id at Aplazame (`order.id` of the checkout). A new one for every changed content. */
    mid: model.text().unique(),
    /** Aplazame's id; null until the checkout's creation was answered or found. */
    aplazame_id: model.text().nullable(),
    payment_session_id: model.text(),
    payment_collection_id: model.text().nullable(),
    /** Medusa's payment, from authorisation on. Any tab can end the session, never the payment. */
    payment_id: model.text().nullable(),
    /** The cart that it pays for; null where it pays for an order. `subject.ts` reads the two. */
    cart_id: model.text().nullable(),
    /** The order that it pays for, where that has no cart to pay; `order_id` is set once it is paid. */
    for_order_id: model.text().nullable(),
    /** The account of the signed-in customer who began the checkout; null for a guest, whatever e-mail they typed. */
    customer_id: model.text().nullable(),
    order_id: model.text().nullable(),
    /** Digest of what the shopper agrees to; the same content again is the same checkout. */
    fingerprint: model.text(),
    /** The product the store forced, or the one that Aplazame's figures proved. */
    product: model.enum(["instalments", "pay_in_4", "pay_later"]).nullable(),
    state: model.enum([...CREDIT_STATES]).default("creating"),
    /** Aplazame's own words, as last read. */
    status: model.text().nullable(),
    status_reason: model.text().nullable(),
    /** Why we refused, or what the last attempt met: one of our stable codes. */
    reason_code: model.text().nullable(),
    currency_code: model.text(),
    /** Of the words that the checkout was sent with; null of checkouts older than this column. */
    language: model.text().nullable(),
    sandbox: model.boolean(),
    total_amount: model.number(),
    captured_amount: model.number().default(0),
    voided_amount: model.number().default(0),
    refunded_amount: model.number().default(0),
    /** What the Medusa order was worth when it was placed; null before, and of orders older than this column. */
    placed_amount: model.number().nullable(),
    /** What credit lines of the cart (a gift card, store credit) had paid of the order when it was placed; null where it is not known. */
    placed_credit_lines: model.number().nullable(),
    /** The worth of the goods that had come back before an order was paid by its link; null of a credit that pays a cart. */
    placed_returned: model.number().nullable(),
    /** The credit lines of voids that an order had by then, and by how much lines of ours had raised it; both are counted in `placed_credit_lines`. */
    placed_voided: model.number().nullable(),
    placed_raised: model.number().nullable(),
    /** Counts up with every operation that is sent or settled: a call goes out only on figures read under the newest. */
    revision: model.number().default(0),
    /** Until when a confirmation may place the order: set while we are deciding about one. */
    accepting_until: model.dateTime().nullable(),
    /** When this checkout, and not another of the same session, was taken as the session's payment. */
    authorized_at: model.dateTime().nullable(),
    expires_at: model.dateTime().nullable(),
    confirmed_at: model.dateTime().nullable(),
    cancelled_at: model.dateTime().nullable(),
    /** When the store learned that it was refused, or ran out; null of credits from before it was kept. */
    refused_at: model.dateTime().nullable(),
    /** Until when its order waits to be paid by its link, since this credit was refused; null of one that waits for nothing. */
    retry_until: model.dateTime().nullable(),
    /** When it was settled what becomes of the order of a credit that was refused; null until then, and of one without an order. */
    released_at: model.dateTime().nullable(),
    /** When the uses of its order's promotions were given back to the shop, because the credit never came. */
    promotions_returned_at: model.dateTime().nullable(),
    checked_at: model.dateTime().nullable(),
    /** When its amounts were last compared with Aplazame's. */
    reconciled_at: model.dateTime().nullable(),
    operations: model.hasMany(() => Operation, { mappedBy: "aplazame_order" }),
  })
  .indexes([
    { on: ["aplazame_id"], unique: true, where: "aplazame_id IS NOT NULL" },
    { on: ["payment_session_id"] },
    { on: ["payment_id"] },
    { on: ["cart_id"] },
    { on: ["for_order_id"] },
    { on: ["order_id"] },
    { on: ["retry_until"], where: "retry_until IS NOT NULL" },
    { on: ["state", "created_at"] },
    // The figures of a period.
    { on: ["created_at"] },
    // The rolling reconciliation's question: confirmed, and not compared for the longest time.
    { name: "IDX_aplazame_order_to_reconcile", on: ["reconciled_at", "created_at"], where: "state = 'confirmed'" },
  ])

export default AplazameOrder
