import { z } from "zod"
import { figures, hundredths, notes } from "../../../values.answer"
import { listedOperation, listedOperationExample } from "./listed-operation.answer"

const answer = z
  .strictObject({ allowed: z.boolean(), reason: z.enum(["person_needed", "not_undecided", "operation_busy", "operation_unsettled", "answer_contradicted"]).nullable(), figures })
  .register(notes, { id: "AllowedAnswer", description: "Whether an answer may be given now; `reason` and its figures say why not." })

/** `src/workflows/admin-actions/decide-operation.ts`. */
export const decisionView = z
  .strictObject({
    operation: listedOperation,
    there: z.strictObject({ remaining: hundredths.nullable(), captured: hundredths.nullable(), voided: hundredths.nullable(), refunded: hundredths.nullable() }),
    answers: z.strictObject({ happened: answer, not_happened: answer }),
  })
  .register(notes, {
    id: "Undecided",
    description: "An operation beside what Aplazame shows now. `remaining` is the figure that the operation changes, as `remaining_before` was; null for what Aplazame does not tell. `attempts` of the operation goes back as `attempt`.",
  })

export const decisionViewExample = {
  operation: { ...listedOperationExample, state: "unknown", settled_at: null, remaining_after: 3937, handle: "settle" },
  there: { remaining: 3937, captured: 5437, voided: 0, refunded: 1500 },
  answers: { happened: { allowed: true, reason: null, figures: {} }, not_happened: { allowed: true, reason: null, figures: {} } },
}
