import { z } from "zod"
import { differencesQuery, reconcileBody, runsQuery } from "../../../src/api/admin/aplazame/reconcile/bodies"
import { begunExample, difference, differenceExample, run, runExample } from "../../../src/api/admin/aplazame/reconcile/reconcile.answer"
import { adminRefusals } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/reconcile"

/** The store compared with Aplazame. */
export const reconciliation: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Reconciliation",
    who: "operator",
    summary: "The last comparisons, newest first",
    query: runsQuery,
    answers: [{ status: 200, description: "The runs.", body: z.strictObject({ runs: z.array(run) }), example: { runs: [runExample] } }, ...adminRefusals([], { takes: true })],
  },
  {
    method: "POST",
    path: BASE,
    tag: "Reconciliation",
    who: "operator",
    summary: "Begins a comparison",
    description: "`from` and `to` bound the dates on which Aplazame made the orders, at most 366 days apart. A dry run changes nothing. It goes on by itself; ask for the run to see how far it is.",
    body: { schema: reconcileBody, example: { from: "2026-11-01T00:00:00Z", to: "2026-11-23T00:00:00Z", dry_run: true } },
    answers: [{ status: 202, description: "It has begun.", body: z.strictObject({ run }), example: { run: begunExample } }, ...adminRefusals([], { takes: true })],
  },
  {
    method: "GET",
    path: `${BASE}/{id}`,
    tag: "Reconciliation",
    who: "operator",
    summary: "A comparison and what it found",
    parts: { id: { description: "A run." } },
    query: differencesQuery,
    answers: [
      {
        status: 200,
        description: "The run, and a page of its differences.",
        body: z.strictObject({ run, differences: z.array(difference), limit: z.int(), offset: z.int() }),
        example: { run: runExample, differences: [differenceExample], limit: 100, offset: 0 },
      },
      ...adminRefusals(["not_found"], { takes: true }),
    ],
  },
]
