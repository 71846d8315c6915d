import type { OperationRow } from "../../../../modules/aplazame/rows"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { readPage } from "../shared/page"
import { listedOperations } from "./listed-operation"
import type { OperationsQuery } from "./query"

/** What the page of an order does not tell either (`timeline`): what was given up on has a code, and stays. */
const NEEDLESS = "state = 'skipped' AND error_code IS NULL"

/** `GET /admin/aplazame/operations`: `{ operations, count, count_capped, limit, offset }`. */
export const GET = answering(async (req, res) => {
  const { state, kind, needless, limit, offset } = req.validatedQuery as OperationsQuery
  const except = needless === "hide" ? NEEDLESS : undefined
  const { rows, ...counted } = await readPage<OperationRow>(req.scope, { table: "aplazame_operation", where: { state, kind }, except, limit, offset })
  res.json({ operations: await listedOperations(flowContext(req.scope), rows), ...counted, limit, offset })
})
