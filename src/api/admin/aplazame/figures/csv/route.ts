import { csvOfPeriod } from "../../../../../workflows/figures"
import { flowContext } from "../../../../../workflows/flow-context"
import { answering } from "../../shared/answer"
import type { FiguresQuery } from "../query"

/** `GET /admin/aplazame/figures/csv`: the same by day, currency and product, for a spreadsheet. */
export const GET = answering(async (req, res) => {
  const period = req.validatedQuery as FiguresQuery
  const csv = await csvOfPeriod(flowContext(req.scope), period)
  res.type("text/csv").attachment(`aplazame-${period.from}-${period.to}.csv`).send(csv)
})
