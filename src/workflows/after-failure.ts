import { MAX_ATTEMPTS, nextAttempt } from "../modules/aplazame/operations"
import type { OperationRow } from "../modules/aplazame/rows"
import type { NewProblem } from "../modules/aplazame/stores/problem-store"
import type { FlowContext } from "./flow-context"

/**
 * What becomes of a planned operation that did not go through. Still planned: again later, with back-off;
 * after too many times, or refused by Aplazame: a person is told. Under way, done or unknown: settled elsewhere.
 */
export async function afterFailure(
  { aplazame }: Pick<FlowContext, "aplazame">,
  op: OperationRow,
  failure: { code: string; message: string },
  problem: NewProblem
): Promise<void> {
  const now = await aplazame.ledger.byId(op.id)
  if (!now || ["sent", "unknown", "done"].includes(now.state)) return
  const wanted = now.state === "planned" || now.state === "not_done"
  if (wanted && now.attempts < MAX_ATTEMPTS) {
    const postponed = now.attempts > op.attempts && now.next_attempt_at !== null && now.next_attempt_at > new Date()
    if (!postponed) await aplazame.ledger.postpone(op.id, nextAttempt(now.attempts), failure)
    return
  }
  // The person first: nothing looks at an operation that is over, so a process that dies in between must leave it open.
  const kind = wanted && problem.kind === "operation_refused" ? "operation_exhausted" : problem.kind
  await aplazame.problems.open({ ...problem, kind, operation_id: op.id })
  const over = now.state === "planned" ? "refused" : "skipped"
  if (wanted) await aplazame.ledger.settle(op.id, { state: over, error_code: failure.code, error_message: failure.message })
}
