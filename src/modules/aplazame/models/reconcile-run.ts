import { model } from "@medusajs/framework/utils"

/** One reconciliation: its window, how far it is, and what it counted. Resumed from `next_page` after a crash. */
const ReconcileRun = model
  .define("aplazame_reconcile_run", {
    id: model.id({ prefix: "aplrec" }).primaryKey(),
    state: model.enum(["running", "done", "failed"]).default("running"),
    dry_run: model.boolean(),
    window_from: model.dateTime(),
    window_to: model.dateTime(),
    next_page: model.number().default(1),
    total: model.number().nullable(),
    scanned: model.number().default(0),
    differences: model.number().default(0),
    repaired: model.number().default(0),
    requested_by: model.text().nullable(),
    error_message: model.text().nullable(),
    lease_until: model.dateTime().nullable(),
    finished_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["state", "created_at"] }])

export default ReconcileRun
