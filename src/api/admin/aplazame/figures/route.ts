import { figuresOfPeriod } from "../../../../workflows/figures"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import type { FiguresQuery } from "./query"

/** `GET /admin/aplazame/figures` `{ from, to, time_zone }`: what became of the checkouts of a period: `{ currencies }`. */
export const GET = answering(async (req, res) => {
  const period = req.validatedQuery as FiguresQuery
  res.json({ ...period, currencies: await figuresOfPeriod(flowContext(req.scope), period) })
})
