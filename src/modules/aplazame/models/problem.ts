import { model } from "@medusajs/framework/utils"
import { PROBLEM_KINDS } from "../problem-kinds"

/**
 * Something a person must look at. One open row per cause (`dedupe_key`); the code closes it when
 * the cause is gone, a person may close it with a note.
 */
const Problem = model
  .define("aplazame_problem", {
    id: model.id({ prefix: "aplprb" }).primaryKey(),
    kind: model.enum([...PROBLEM_KINDS]),
    state: model.enum(["open", "resolved"]).default("open"),
    dedupe_key: model.text(),
    aplazame_order_id: model.text().nullable(),
    order_id: model.text().nullable(),
    operation_id: model.text().nullable(),
    /** The figures a person compares, hundredths, named. */
    figures: model.json().nullable(),
    occurrences: model.number().default(1),
    resolved_at: model.dateTime().nullable(),
    resolved_by: model.text().nullable(),
    note: model.text().nullable(),
  })
  .indexes([
    { name: "IDX_aplazame_problem_open", on: ["dedupe_key"], unique: true, where: "state = 'open'" },
    { on: ["state", "created_at"] },
    { on: ["created_at", "id"] },
    { on: ["order_id"] },
    { on: ["aplazame_order_id"] },
  ])

export default Problem
