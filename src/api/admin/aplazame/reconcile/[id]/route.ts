import { ActionError } from "../../../../../workflows/admin-actions"
import { flowContext } from "../../../../../workflows/flow-context"
import { answering } from "../../shared/answer"
import { orderLabels } from "../../shared/order-labels"
import type { DifferencesQuery } from "../bodies"
import { runView } from "../views"

/**
 * `GET /admin/aplazame/reconcile/:id`: `{ run, differences, limit, offset }`; amounts in the figures are
 * hundredths of `currency_code`, which is null for an order that is not ours.
 */
export const GET = answering(async (req, res) => {
  const { aplazame, query } = flowContext(req.scope)
  const { limit, offset } = req.validatedQuery as DifferencesQuery
  const run = await aplazame.reconciliations.byId(String(req.params.id))
  if (!run) throw new ActionError("not_found")
  const found = await aplazame.listAplazameDifferences({ run_id: run.id }, { take: limit, skip: offset, order: { created_at: "ASC", id: "ASC" } })
  const rows = await aplazame.orders.byMids(found.map(({ mid }) => mid))
  const currencies = new Map(rows.map((row) => [row.mid, row.currency_code]))
  const labels = await orderLabels(query, found.map(({ order_id }) => order_id))
  const differences = found.map(({ id, kind, action, mid, aplazame_id, order_id, figures }) => ({
    id,
    kind,
    action,
    mid,
    aplazame_id,
    order_id,
    display_id: labels.get(order_id ?? "")?.display_id ?? null,
    figures,
    currency_code: currencies.get(mid) ?? null,
  }))
  res.json({ run: runView(run), differences, limit, offset })
})
