import { z } from "zod"
import { decisionBody } from "../../../src/api/admin/aplazame/operations/bodies"
import { operationsQuery } from "../../../src/api/admin/aplazame/operations/query"
import { tokenBody } from "../../../src/api/admin/aplazame/shared/token-body"
import { decisionView, decisionViewExample } from "../../../src/api/admin/aplazame/operations/undecided.answer"
import { listedOperation, listedOperationExample } from "../../../src/api/admin/aplazame/operations/listed-operation.answer"
import { counted } from "../../../src/api/values.answer"
import { adminRefusals, ASKED, MOVED } from "../answers-of-admin"
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
    queryNotes: { needless: "Whether what turned out not to be needed is among them." },
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
  {
    method: "GET",
    path: `${BASE}/{id}/decision`,
    tag: "Operations",
    who: "operator",
    summary: "What a person may say of a call that got no answer",
    description: "Where Aplazame's figures, read now, fit neither outcome. Changes nothing.",
    parts,
    answers: [
      { status: 200, description: "The operation, Aplazame's figures, and for each answer whether it may be given.", body: decisionView, example: decisionViewExample },
      ...adminRefusals(["not_found", ...ASKED, "failed"], { takes: false }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/decision`,
    tag: "Operations",
    who: "operator",
    summary: "A person says whether an operation happened",
    description: "It is booked as its kind is, or it is over; what the plugin planned by itself is sent again. The figures are read first, and an answer that they contradict is refused. The same answer again changes nothing.",
    parts,
    body: { schema: decisionBody, example: { answer: "happened", attempt: 1 } },
    answers: [one, ...adminRefusals(["not_found", "person_needed", "not_undecided", "operation_busy", "operation_unsettled", "answer_contradicted", ...ASKED, "failed"], { takes: true })],
  },
]
