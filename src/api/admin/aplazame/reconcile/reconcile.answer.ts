import { z } from "zod"
import { DIFFERENCE_ACTIONS, DIFFERENCE_KINDS } from "../../../../modules/aplazame/difference-kinds"
import { figures, moment, notes } from "../../../values.answer"

export const run = z
  .strictObject({
    id: z.string(),
    state: z.enum(["running", "done", "failed"]),
    dry_run: z.boolean(),
    window_from: moment,
    window_to: moment,
    total: z.int().nullable(),
    scanned: z.int(),
    differences: z.int(),
    repaired: z.int(),
    created_at: moment,
    finished_at: moment.nullable(),
  })
  .register(notes, { id: "ReconcileRun", description: "A comparison of the store with Aplazame. `total` is null until Aplazame has said how many orders there are." })

export const difference = z
  .strictObject({
    id: z.string(),
    kind: z.enum(DIFFERENCE_KINDS),
    action: z.enum(DIFFERENCE_ACTIONS),
    mid: z.string(),
    aplazame_id: z.string().nullable(),
    order_id: z.string().nullable(),
    display_id: z.int().nullable(),
    figures: figures.nullable(),
    currency_code: z.string().nullable(),
  })
  .register(notes, {
    id: "Difference",
    description: "A disagreement that a comparison found. `action`: what was done about it, or in a dry run would be. Amounts in the figures are hundredths of `currency_code`, which is null for an order that is not ours.",
  })

export const runExample = {
  id: "aplrec_01KAN001",
  state: "done",
  dry_run: true,
  window_from: "2026-11-01T00:00:00.000Z",
  window_to: "2026-11-23T00:00:00.000Z",
  total: 35,
  scanned: 35,
  differences: 1,
  repaired: 1,
  created_at: "2026-11-23T11:00:00.000Z",
  finished_at: "2026-11-23T11:00:04.000Z",
}
export const begunExample = { ...runExample, state: "running", total: null, scanned: 0, differences: 0, repaired: 0, finished_at: null }

export const differenceExample = {
  id: "apldif_01KAN002",
  kind: "refunded_there",
  action: "repaired",
  mid: "aplord_3f9a1c_01KAMX7T",
  aplazame_id: "3f2c9a41b7",
  order_id: "order_01KAMX80",
  display_id: 12,
  figures: { here: 0, there: 1500 },
  currency_code: "eur",
}
