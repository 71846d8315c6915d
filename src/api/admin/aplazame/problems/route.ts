import type { ProblemRow } from "../../../../modules/aplazame/rows"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { readPage } from "../shared/page"
import { listedProblems } from "./listed-problem"
import type { ProblemsQuery } from "./query"

/**
 * `GET /admin/aplazame/problems`: what a person must look at, `{ problems, count, count_capped, limit,
 * offset }`. Figures are hundredths; `remedy` is what the problem's own button does.
 */
export const GET = answering(async (req, res) => {
  const { state, order_id, limit, offset } = req.validatedQuery as ProblemsQuery
  const where = { state: state === "all" ? undefined : state, order_id }
  const { rows, ...counted } = await readPage<ProblemRow>(req.scope, { table: "aplazame_problem", where, limit, offset })
  res.json({ problems: await listedProblems(flowContext(req.scope), rows), ...counted, limit, offset })
})
