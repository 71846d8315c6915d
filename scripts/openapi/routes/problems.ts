import { z } from "zod"
import { resolveBody } from "../../../src/api/admin/aplazame/problems/bodies"
import { problemsQuery } from "../../../src/api/admin/aplazame/problems/query"
import { tokenBody } from "../../../src/api/admin/aplazame/shared/token-body"
import { listedProblem, listedProblemExample, resolvedProblemExample } from "../../../src/api/admin/aplazame/problems/problem.answer"
import { counted } from "../../../src/api/values.answer"
import { adminRefusals, MOVED } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/problems"
const parts = { id: { description: "A problem." } }

/** What a person must look at. */
export const problems: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Problems",
    who: "operator",
    summary: "The problems, newest first; open ones unless asked otherwise",
    query: problemsQuery,
    queryNotes: { order_id: "Medusa's order." },
    answers: [
      {
        status: 200,
        description: "A page. `count` is exact up to 100; `count_capped` says that there are more.",
        body: z.strictObject({ problems: z.array(listedProblem), ...counted }),
        example: { problems: [listedProblemExample], count: 1, count_capped: false, limit: 20, offset: 0 },
      },
      ...adminRefusals([], { takes: true }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/resolve`,
    tag: "Problems",
    who: "operator",
    summary: "Says that a problem is resolved, and why",
    description: "404 when it is not open.",
    parts,
    body: { schema: resolveBody, example: { note: "Comprobado con Aplazame" } },
    answers: [
      { status: 200, description: "The problem, resolved.", body: z.strictObject({ problem: listedProblem }), example: { problem: resolvedProblemExample } },
      ...adminRefusals(["not_found"], { takes: true }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/end-credit`,
    tag: "Problems",
    who: "operator",
    summary: "Cancels or refunds what is left of a credit that no active order needs",
    description: "For a problem of the kind `cancelled_order_credit_left` or `confirmed_without_order`. A double click with one token moves money once.",
    parts,
    body: { schema: tokenBody, example: { token: "0b8e3c1e-6a44-4f0b-9a6e-7d3f6a2b9c10" } },
    answers: [
      { status: 200, description: "Nothing is owed any more.", body: z.strictObject({ ended: z.literal(true) }), example: { ended: true } },
      ...adminRefusals(["not_found", "credit_not_found", "not_retryable", "payment_missing", ...MOVED], { takes: true }),
    ],
  },
]
