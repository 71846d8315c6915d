import { model } from "@medusajs/framework/utils"

/** What an operator can ask for on an order, each with a token from the page. */
const ADMIN_ACTIONS = ["capture", "refund", "void", "cancel", "history"] as const
export type AdminActionKind = (typeof ADMIN_ACTIONS)[number]

/** Sends the payment link of an order; no action on a credit, since the order may have none yet. */
export const LINK_EMAIL = "link_email"

/**
 * One press of a button in the admin. The token makes a double click one request. The index on running ones refuses a
 * second request of the same order (`action_running`), in whatever process it is. Amounts are hundredths.
 */
const AdminAction = model
  .define("aplazame_admin_action", {
    id: model.id({ prefix: "aplact" }).primaryKey(),
    token: model.text().unique(),
    /** The credit that the action is on; of a `link_email` Medusa's order. */
    aplazame_order_id: model.text(),
    action: model.enum([...ADMIN_ACTIONS, LINK_EMAIL]),
    /** Digest of what was asked: the same token with another request is refused. */
    request: model.text(),
    requested_by: model.text().nullable(),
    state: model.enum(["running", "done", "failed"]).default("running"),
    error_code: model.text().nullable(),
    error_message: model.text().nullable(),
    figures: model.json().nullable(),
    /** After this the process that ran it is taken for dead; the ledger knows what happened. */
    lease_until: model.dateTime(),
    finished_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_aplazame_admin_action_one_running", on: ["aplazame_order_id"], unique: true, where: "state = 'running'" },
    { name: "IDX_aplazame_admin_action_link_email", on: ["aplazame_order_id"], where: "action = 'link_email'" },
  ])

export default AdminAction
