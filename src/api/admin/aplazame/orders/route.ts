import type { OrderFilters } from "../../../../aplazame"
import type { CreditState } from "../../../../credit"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { listed } from "./listed-order"
import type { OrdersQuery, OwnStatus } from "./query"

const STATES: Record<OwnStatus, readonly CreditState[]> = { refused: ["refused"], pending: ["open", "challenge", "approved"] }
/** As many ids as an address may be expected to hold. */
const MOST_IDS = 100

/**
 * `GET /admin/aplazame/orders`: Aplazame's list, live, each order beside ours: `{ orders, count, count_capped, page,
 * next_page, previous_page }`. Amounts are hundredths. 400 for a wrong filter, 502 when Aplazame is away. Of a
 * `status` the newest hundred are looked through; `count_capped` says that there may be more.
 */
export const GET = answering(async (req, res) => {
  const flow = flowContext(req.scope)
  const { status, ...query } = req.validatedQuery as OrdersQuery
  const own = status && (await flow.aplazame.orders.newestMids(STATES[status], MOST_IDS))
  const mid = own && among(own, query.filters?.mid)
  if (mid?.in?.length === 0) return void res.json({ orders: [], count: 0, count_capped: false, page: 1, next_page: null, previous_page: null })
  const { cursor, paging, results } = await flow.aplazame.client.listOrders(mid ? { ...query, filters: { ...query.filters, mid } } : query)
  res.json({
    orders: await listed(flow, results),
    count: paging.count,
    count_capped: own?.length === MOST_IDS,
    page: query.page ?? 1,
    next_page: cursor.after,
    previous_page: cursor.before,
  })
})

/** These orders, and of them only what an operator asked for by our id. */
function among(mids: readonly string[], asked: OrderFilters["mid"]) {
  const also = typeof asked === "string" ? { exact: asked } : asked
  return { ...also, in: also?.in ? mids.filter((mid) => also.in?.includes(mid)) : mids }
}
