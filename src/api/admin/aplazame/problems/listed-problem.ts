import type { ProblemRow } from "../../../../modules/aplazame/rows"
import { actorNames, problemView, type Actor, type ProblemView } from "../../../../workflows/admin-actions"
import type { FlowContext } from "../../../../workflows/flow-context"
import { orderHeads } from "../shared/order-heads"

/** A problem with its order's number and the name of who resolved it. */
export type ListedProblem = ProblemView & { display_id: number | null; resolved_by: Actor | null }

export async function listedProblems({ query }: FlowContext, rows: readonly ProblemRow[]): Promise<ListedProblem[]> {
  const [heads, actorOf] = await Promise.all([orderHeads(query, rows.map((row) => row.order_id)), actorNames(query, rows.map((row) => row.resolved_by))])
  return rows.map((row) => ({ ...problemView(row), display_id: heads.get(row.order_id ?? "")?.display_id ?? null, resolved_by: row.resolved_by ? actorOf(row.resolved_by) : null }))
}
