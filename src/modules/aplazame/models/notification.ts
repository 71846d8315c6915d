import { model } from "@medusajs/framework/utils"

/**
 * The inbox: one row per distinct thing that Aplazame told us. Repeats only raise `received_count`.
 * Holds no personal data: Aplazame's notification carries none that we keep.
 */
const Notification = model
  .define("aplazame_notification", {
    id: model.id({ prefix: "aplntf" }).primaryKey(),
    /** Aplazame id, status and reason: the same three are the same notification. */
    dedupe_key: model.text().unique(),
    aplazame_order_id: model.text().nullable(),
    aplazame_id: model.text(),
    mid: model.text(),
    status: model.text(),
    status_reason: model.text(),
    total_amount: model.number(),
    currency_code: model.text().nullable(),
    sandbox: model.boolean(),
    /** received: not applied yet; applied: the answer below is final; failed: our own failure, Aplazame comes back; closed: given up, a person was told. */
    state: model.enum(["received", "applied", "failed", "closed"]).default("received"),
    answer: model.enum(["ok", "ko"]).nullable(),
    reason_code: model.text().nullable(),
    received_count: model.number().default(1),
    attempts: model.number().default(0),
    error_message: model.text().nullable(),
    applied_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["aplazame_order_id"] }, { on: ["state", "created_at"] }, { on: ["created_at", "id"] }])

export default Notification
