import { model } from "@medusajs/framework/utils"

/**
 * An event that the store is to be told, written in the transaction of the change that it tells of and emitted
 * after it. Goes some days after it was emitted.
 */
const Event = model
  .define("aplazame_event", {
    id: model.id({ prefix: "aplevt" }).primaryKey(),
    /** The order in which they were written. */
    sequence: model.autoincrement(),
    name: model.text(),
    /** What makes it one change: the same one is never written twice. */
    change_key: model.text().unique(),
    aplazame_order_id: model.text().nullable(),
    /** The payload: ids, words of closed lists and hundredths. */
    data: model.json(),
    /** The process that is emitting it has until then; it prolongs this while it lives. */
    lease_until: model.dateTime().nullable(),
    emitted_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_aplazame_event_to_emit", on: ["sequence"], where: "emitted_at IS NULL" },
    { name: "IDX_aplazame_event_emitted", on: ["emitted_at"], where: "emitted_at IS NOT NULL" },
  ])

export default Event
