import { z } from "zod"
import { actorText, hundredths, moment, notes } from "../../../values.answer"
import { operationKind, operationState } from "../orders/timeline.answer"

export const listedOperation = z
  .strictObject({
    id: z.string(),
    kind: operationKind,
    state: operationState,
    amount: hundredths.nullable(),
    remaining_before: hundredths.nullable(),
    remaining_after: hundredths.nullable(),
    attempts: z.int(),
    next_attempt_at: moment.nullable(),
    error_code: z.string().nullable(),
    error_message: z.string().nullable(),
    sent_at: moment.nullable(),
    settled_at: moment.nullable(),
    created_at: moment,
    order_id: z.string().nullable(),
    display_id: z.int().nullable(),
    mid: z.string().nullable(),
    currency_code: z.string(),
    asked_by: actorText,
    handle: z.enum(["settle", "retry"]).nullable(),
  })
  .register(notes, { id: "ListedOperation", description: "A row of the ledger with its order. `handle`: what can be done with it from the list." })

export const listedOperationExample = {
  id: "aplop_01KAMY02",
  kind: "refund",
  state: "done",
  amount: 1000,
  remaining_before: 5437,
  remaining_after: 4437,
  attempts: 1,
  next_attempt_at: null,
  error_code: null,
  error_message: null,
  sent_at: "2026-11-23T08:15:00.100Z",
  settled_at: "2026-11-23T08:15:00.400Z",
  created_at: "2026-11-23T08:15:00.000Z",
  order_id: "order_01KAMX80",
  display_id: 12,
  mid: "aplord_3f9a1c_01KAMX7T",
  currency_code: "eur",
  asked_by: { kind: "user", name: "Ana Ruiz" },
  handle: null,
}
