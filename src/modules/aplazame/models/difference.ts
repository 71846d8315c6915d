import { model } from "@medusajs/framework/utils"
import { DIFFERENCE_ACTIONS, DIFFERENCE_KINDS } from "../difference-kinds"

/** One disagreement that a reconciliation found between Aplazame, our rows and Medusa. Amounts are hundredths. */
const Difference = model
  .define("aplazame_difference", {
    id: model.id({ prefix: "apldif" }).primaryKey(),
    run_id: model.text(),
    kind: model.enum([...DIFFERENCE_KINDS]),
    /** What was done about it; in a dry run, what would be. */
    action: model.enum([...DIFFERENCE_ACTIONS]),
    mid: model.text(),
    aplazame_id: model.text().nullable(),
    aplazame_order_id: model.text().nullable(),
    order_id: model.text().nullable(),
    figures: model.json().nullable(),
  })
  .indexes([{ on: ["run_id", "created_at"] }])

export default Difference
