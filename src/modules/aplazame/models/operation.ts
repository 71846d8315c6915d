import { model } from "@medusajs/framework/utils"
import { OPERATION_KINDS, OPERATION_STATES } from "../../../credit"
import AplazameOrder from "./aplazame-order"

/**
 * The ledger: one thing asked of Aplazame that moves money or changes an order. Written before the
 * call, settled after it. Amounts are hundredths.
 */
const Operation = model
  .define("aplazame_operation", {
    id: model.id({ prefix: "aplop" }).primaryKey(),
    aplazame_order: model.belongsTo(() => AplazameOrder, { mappedBy: "operations" }),
    kind: model.enum([...OPERATION_KINDS]),
    state: model.enum([...OPERATION_STATES]).default("planned"),
    /** Makes a planned operation unique: one history per checkout, one capture per fulfilment. */
    business_key: model.text().unique(),
    /** Null where the kind has no amount, or where it is read when the operation runs. */
    amount: model.number().nullable(),
    /** What remained at Aplazame before the call: the ground on which an unknown is settled. */
    remaining_before: model.number().nullable(),
    remaining_after: model.number().nullable(),
    /** The sum of the captures, or of the voids, that Aplazame listed before a call that adds to them. */
    moved_before: model.number().nullable(),
    /** The capture at Aplazame that a refund goes to. */
    target: model.text().nullable(),
    /** The whole that Medusa asked for, where one request became several operations. */
    request_amount: model.number().nullable(),
    /** Medusa's capture, refund or payment that this operation is booked as. */
    medusa_ref: model.text().nullable(),
    payment_id: model.text().nullable(),
    /** Who asked: an actor's id, or the event or job that did. */
    requested_by: model.text().nullable(),
    /** The person who said what became of it, where Aplazame's figures could not tell. */
    decided_by: model.text().nullable(),
    /** The code of the last failure, and a sentence for the operator. */
    error_code: model.text().nullable(),
    error_message: model.text().nullable(),
    attempts: model.number().default(0),
    /** Since when it has failed without a break; waiting for something is no failure. */
    failing_since: model.dateTime().nullable(),
    /** Since when it is done for a request that a person saw fail; 1970 once they were told. */
    untold_since: model.dateTime().nullable(),
    /** Of the void of an order change: as much of it as is for goods that came back and were never captured. */
    for_returns: model.number().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    lease_until: model.dateTime().nullable(),
    /** When Medusa was seen to have the movement with its order transaction (captures and refunds). */
    booked_at: model.dateTime().nullable(),
    sent_at: model.dateTime().nullable(),
    settled_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["state", "next_attempt_at"] },
    { on: ["payment_id", "kind"] },
    // What stands behind a capture or refund of Medusa.
    { on: ["medusa_ref"], where: "medusa_ref IS NOT NULL" },
    // The sweep's question: done, and not yet seen in Medusa's books.
    { name: "IDX_aplazame_operation_unbooked", on: ["settled_at"], where: "state = 'done' AND booked_at IS NULL AND kind IN ('capture', 'refund', 'void')" },
    // The operator's lists: newest first, by state, by kind, by both.
    { on: ["created_at", "id"] },
    { on: ["state", "created_at", "id"] },
    { on: ["kind", "created_at", "id"] },
    { on: ["kind", "state", "created_at", "id"] },
    // Two processes without a common lock still can't have two money calls of one order under way.
    { name: "IDX_aplazame_operation_one_in_flight", on: ["aplazame_order_id"], unique: true, where: "state = 'sent' AND kind <> 'history'" },
  ])

export default Operation
