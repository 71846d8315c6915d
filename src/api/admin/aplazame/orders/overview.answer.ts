import { z } from "zod"
import { ACTION_CODES } from "../../../../workflows/admin-actions/action-error"
import { hundredths, notes } from "../../../values.answer"
import { problem } from "../problems/problem.answer"
import { credit, creditExample } from "./credit.answer"
import { timelineEntry, timelineExample } from "./timeline.answer"

const allowed = z
  .strictObject({ allowed: z.boolean(), reason: z.enum(ACTION_CODES).nullable(), max: hundredths.nullable(), whole: z.boolean() })
  .register(notes, { id: "Allowed", description: "Whether a button can be pressed. `reason`: why not; `max`: the most that can be asked for; `whole`: it is that amount or nothing." })

const actions = z.strictObject({ capture: allowed, refund: allowed, void: allowed, cancel: allowed, history: allowed })

export const overview = z
  .strictObject({
    order_id: z.string(),
    credit: credit.nullable(),
    others: z.array(z.string()),
    version: z.string().nullable(),
    actions: actions.nullable(),
    problems: z.array(problem),
    timeline: z.array(timelineEntry),
    link: z.strictObject({ url: z.string(), amount: hundredths }).nullable(),
    link_email: z.boolean(),
    refreshing: z.boolean(),
  })
  .register(notes, {
    id: "Overview",
    description:
      "What the order's widget shows. `credit` is null when the order was not paid with Aplazame. `others`: the ids of further credits of the order, as for a difference that was paid by link; every route of an order takes one in the order's place. `version` goes back with every action. `refreshing`: Aplazame is being read meanwhile, ask once more in a moment. The timeline is newest first; without a credit it has the payment links that were sent. `link`: where the order is paid, while a checkout would begin there now. `link_email`: whether the admin sends it.",
  })

const live = z
  .strictObject({ total: hundredths, captured: hundredths.nullable(), voided: hundredths, refunded: hundredths })
  .register(notes, { id: "LiveFigures", description: "Aplazame's own figures, read now. `captured` is null for a product without captures." })

export const refreshedOverview = z
  .strictObject({ ...overview.shape, live: live.nullable() })
  .register(notes, { id: "RefreshedOverview", description: "The overview, and Aplazame's own figures where its words for the order leave any." })

const no = (reason: string) => ({ allowed: false, reason, max: null, whole: false })

export const overviewExample = {
  order_id: "order_01KAMX80",
  credit: creditExample,
  others: [],
  version: "Q2fC0y7m1sV4n8Zb",
  actions: {
    capture: no("nothing_to_capture"),
    refund: { allowed: true, reason: null, max: 4437, whole: false },
    void: no("nothing_to_void"),
    cancel: no("order_fulfilled"),
    history: no("history_too_late"),
  },
  problems: [],
  timeline: timelineExample,
  link: null,
  link_email: false,
  refreshing: false,
}
export const refreshedExample = { ...overviewExample, live: { total: 5437, captured: null, voided: 0, refunded: 1000 } }
