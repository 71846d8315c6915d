import { z } from "zod"
import { PROBLEM_KINDS } from "../../../../modules/aplazame/problem-kinds"
import { actorText, figures, moment, notes } from "../../../values.answer"

export const problem = z
  .strictObject({
    id: z.string(),
    kind: z.enum(PROBLEM_KINDS),
    state: z.enum(["open", "resolved"]),
    aplazame_order_id: z.string().nullable(),
    order_id: z.string().nullable(),
    operation_id: z.string().nullable(),
    notification_id: z.string().nullable(),
    figures: figures.nullable(),
    occurrences: z.int(),
    remedy: z.enum(["decide", "retry", "replay", "end_credit"]).nullable(),
    note: z.string().nullable(),
    resolved_at: moment.nullable(),
    created_at: moment,
    updated_at: moment,
  })
  .register(notes, { id: "Problem", description: "Something that a person must look at. `remedy` is what its own button does; null: only a person can say that it is resolved." })

export const listedProblem = z
  .strictObject({ ...problem.shape, display_id: z.int().nullable(), resolved_by: actorText.nullable() })
  .register(notes, { id: "ListedProblem", description: "A problem with its order's number and the name of who resolved it." })

const problemExample = {
  id: "aplprb_01KAMZ11",
  kind: "amounts_differ",
  state: "open",
  aplazame_order_id: "aplord_3f9a1c_01KAMX7T",
  order_id: "order_01KAMX80",
  operation_id: null,
  notification_id: null,
  figures: { here: 4437, there: 5437 },
  occurrences: 1,
  remedy: null,
  note: null,
  resolved_at: null,
  created_at: "2026-11-23T09:00:00.000Z",
  updated_at: "2026-11-23T09:00:00.000Z",
}
export const listedProblemExample = { ...problemExample, display_id: 12, resolved_by: null }
export const resolvedProblemExample = {
  ...problemExample,
  state: "resolved",
  note: "Comprobado con Aplazame",
  resolved_at: "2026-11-23T10:00:00.000Z",
  updated_at: "2026-11-23T10:00:00.000Z",
  display_id: 12,
  resolved_by: { kind: "user", name: "Ana Ruiz" },
}
