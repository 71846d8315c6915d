import type { ProblemRow } from "../../../../modules/aplazame/rows"
import { askers, problemView, type Asker, type ProblemView } from "../../../../workflows/admin-actions"
import type { FlowContext } from "../../../../workflows/flow-context"

/** A problem with the name of who resolved it. */
export type ListedProblem = ProblemView & { resolved_by: Asker | null }

export async function listedProblems({ query }: FlowContext, rows: readonly ProblemRow[]): Promise<ListedProblem[]> {
  const askerOf = await askers(query, rows.map((row) => row.resolved_by))
  return rows.map((row) => ({ ...problemView(row), resolved_by: row.resolved_by ? askerOf(row.resolved_by) : null }))
}
