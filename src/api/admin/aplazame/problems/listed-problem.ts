import type { ProblemRow } from "../../../../modules/aplazame/rows"
import { actorNames, problemView, type Actor, type ProblemView } from "../../../../workflows/admin-actions"
import type { FlowContext } from "../../../../workflows/flow-context"
import { orderLabels } from "../shared/order-labels"

/** A problem with its order's number and the name of who resolved it. */
export type ListedProblem = ProblemView & { display_id: number | null; resolved_by: Actor | null }

export async function listedProblems({ query }: FlowContext, rows: readonly ProblemRow[]): Promise<ListedProblem[]> {
  const [labels, actorOf] = await Promise.all([orderLabels(query, rows.map((row) => row.order_id)), actorNames(query, rows.map((row) => row.resolved_by))])
  return rows.map((row) => ({ ...problemView(row), display_id: labels.get(row.order_id ?? "")?.display_id ?? null, resolved_by: row.resolved_by ? actorOf(row.resolved_by) : null }))
}
