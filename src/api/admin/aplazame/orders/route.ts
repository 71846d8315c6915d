import type { OrderQuery } from "../../../../aplazame"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { listed } from "./listed-order"

/**
 * `GET /admin/aplazame/orders`: Aplazame's list, live, each order beside ours: `{ orders, count, page,
 * next_page, previous_page }`. Amounts are hundredths. 400 for a wrong filter, 502 when Aplazame is away.
 */
export const GET = answering(async (req, res) => {
  const flow = flowContext(req.scope)
  const query = req.validatedQuery as OrderQuery
  const { cursor, paging, results } = await flow.aplazame.client.listOrders(query)
  res.json({
    orders: await listed(flow, results),
    count: paging.count,
    page: query.page ?? 1,
    next_page: cursor.after,
    previous_page: cursor.before,
  })
})
