import { z } from "zod"
import { csvExample, figuresAnswer, figuresExample } from "../../../src/api/admin/aplazame/figures/figures.answer"
import { figuresQuery } from "../../../src/api/admin/aplazame/figures/query"
import { adminRefusals } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/figures"
const asked = {
  method: "GET" as const,
  tag: "Figures" as const,
  who: "operator" as const,
  query: figuresQuery,
  queryNotes: { to: "The last day, at most 365 days later.", time_zone: "Whose calendar the days are of." },
}

/** How much is sold. */
export const figures: DescribedRoute[] = [
  {
    ...asked,
    path: BASE,
    summary: "What became of the checkouts of a period",
    description: "By currency. Checkouts of the other side (live or sandbox) are not counted.",
    answers: [{ status: 200, description: "The figures; no currency where nothing was begun.", body: figuresAnswer, example: figuresExample }, ...adminRefusals([], { takes: true })],
  },
  {
    ...asked,
    path: `${BASE}/csv`,
    summary: "The same as CSV",
    description: "A line for each day, currency and product with anything in it. Amounts in units with a point.",
    answers: [{ status: 200, description: "The lines.", body: z.string(), example: csvExample, type: "text/csv" }, ...adminRefusals([], { takes: true })],
  },
]
