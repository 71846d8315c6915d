import { z } from "zod"
import { operationsQuery } from "../../../src/api/admin/aplazame/operations/query"
import { tokenBody } from "../../../src/api/admin/aplazame/shared/token-body"
import { listedOperation, listedOperationExample } from "../answers/listed-operation"
import { counted } from "../answers/values"
import { adminRefusals, MOVED } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/operations"
const parts = { id: { description: "A row of the ledger." } }
const one = { name: "OneOperation", status: 200, description: "The operation as it is then.", body: z.strictObject({ operation: listedOperation }), example: { operation: listedOperationExample } }

/** The ledger. */
export const operations: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Operations",
    who: "operator",
    summary: "The ledger, newest first",
    query: operationsQuery,
    answers: [
      {
        status: 200,
        description: "A page. `count` is exact up to 100; `count_capped` says that there are more.",
        body: z.strictObject({ operations: z.array(listedOperation), ...counted }),
        example: { operations: [listedOperationExample], count: 1, count_capped: false, limit: 20, offset: 0 },
      },
      ...adminRefusals([], { takes: true }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/settle`,
    tag: "Operations",
    who: "operator",
    summary: "Settles an operation now",
    description: "Looks at Aplazame when it was sent, tries when it was not. Moves no money twice.",
    parts,
    answers: [one, ...adminRefusals(["not_found", "not_retryable", ...MOVED], { takes: false })],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/retry`,
    tag: "Operations",
    who: "operator",
    summary: "Asks again for what the plugin gave up on",
    description: "A double click with one token is one try.",
    parts,
    body: { schema: tokenBody, example: { token: "0b8e3c1e-6a44-4f0b-9a6e-7d3f6a2b9c10" } },
    answers: [one, ...adminRefusals(["not_found", "credit_not_found", "not_retryable", ...MOVED], { takes: true })],
  },
]
