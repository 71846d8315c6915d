import { givenUp, giveUpAfterMs, isOpen, isPastGiveUpTime, isSendable, mayHaveHappened, movesMoney, nextTry } from "../credit"
import type { OperationRow } from "../modules/aplazame/rows"
import type { NewProblem } from "../modules/aplazame/stores"
import type { FlowContext } from "./flow-context"

/**
 * Handles a planned operation that failed. While it is sendable, it is tried again later, with back-off, until
 * `giveUpAfterHours` have passed (Aplazame may be unavailable for hours). After that, or when Aplazame refused it, a problem is
 * opened (at once where it is `final`). An operation that is under way, done or unknown is settled elsewhere. An operation that
 * waits for another call of the credit does not fail, however long that takes: that call has a problem of its own.
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
  const sendable = isSendable(now.state)
  const mayGoOn = sendable && !failure.final
  const waits = mayGoOn && (await waitsForAnother(flow, op))
  if (waits || (mayGoOn && !isPastGiveUpTime(now.failing_since, aplazame.clock(), giveUpAfterMs(aplazame.settings)))) {
    const postponed = now.attempts > op.attempts && now.next_attempt_at !== null && now.next_attempt_at > new Date(aplazame.clock())
    if (!postponed) await aplazame.ledger.postpone(op.id, nextTry(now.attempts, aplazame.clock(), now.kind), failure, null, waits)
    return
  }
  // The problem first: nobody reads an operation that is over, so a process that dies in between must leave it open.
  const kind = sendable && !failure.final && problem.kind === "operation_refused" ? "operation_exhausted" : problem.kind
  await aplazame.problems.open({ ...problem, kind, operation_id: op.id })
  if (sendable) await aplazame.ledger.settle(op.id, { ...givenUp(now), error_code: failure.code, error_message: failure.message })
}

/** An edit has no problem of its own: whoever waits for one is told of. */
async function waitsForAnother({ aplazame }: Pick<FlowContext, "aplazame">, op: OperationRow): Promise<boolean> {
  return (await aplazame.ledger.ofCredit(op.aplazame_order_id)).some((one) => one.id !== op.id && movesMoney(one) && one.kind !== "update" && isOpen(one.state))
}
