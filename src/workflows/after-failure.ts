import { givenUp, giveUpAfterMs, isOpen, isPatienceSpent, isWanted, mayHaveHappened, movesMoney, nextTry } from "../credit"
import type { OperationRow } from "../modules/aplazame/rows"
import type { NewProblem } from "../modules/aplazame/stores/problem-store"
import type { FlowContext } from "./flow-context"

/**
 * What becomes of a planned operation that did not go through. Still wanted: again later, with back-off, for as long as
 * the store's patience lasts (by the clock: Aplazame may be away for hours); after that, or refused by Aplazame:
 * a person is told (at once where it is `final`). Under way, done or unknown: settled elsewhere. What waits for the answer
 * of another call of the credit goes on waiting: a person is told of that call, and of one thing once.
 */
export async function afterFailure(
  flow: Pick<FlowContext, "aplazame">,
  op: OperationRow,
  failure: { code: string; message: string; final?: boolean },
  problem: NewProblem
): Promise<void> {
  const { aplazame } = flow
  const now = await aplazame.ledger.byId(op.id)
  if (!now || mayHaveHappened(now.state)) return
  const wanted = isWanted(now.state)
  const isSpent = isPatienceSpent(now.failing_since, aplazame.clock(), giveUpAfterMs(aplazame.settings))
  if (wanted && !failure.final && (!isSpent || (await waitsForAnother(flow, op)))) {
    const postponed = now.attempts > op.attempts && now.next_attempt_at !== null && now.next_attempt_at > new Date(aplazame.clock())
    if (!postponed) await aplazame.ledger.postpone(op.id, nextTry(now.attempts, aplazame.clock(), now.kind), failure)
    return
  }
  // The person first: nothing looks at an operation that is over, so a process that dies in between must leave it open.
  const kind = wanted && !failure.final && problem.kind === "operation_refused" ? "operation_exhausted" : problem.kind
  await aplazame.problems.open({ ...problem, kind, operation_id: op.id })
  if (wanted) await aplazame.ledger.settle(op.id, { ...givenUp(now), error_code: failure.code, error_message: failure.message })
}

async function waitsForAnother({ aplazame }: Pick<FlowContext, "aplazame">, op: OperationRow): Promise<boolean> {
  return (await aplazame.ledger.ofOrder(op.aplazame_order_id)).some((one) => one.id !== op.id && movesMoney(one) && isOpen(one.state))
}
