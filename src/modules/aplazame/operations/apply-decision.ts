import { answerOf, isOpen, isSettledByFigure, mayDecide, type Answer, type Decider, type OperationDecision, type SeenNow } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { OperationBusyError } from "../stores"
import { readShown, readFigure, nullIfRefused, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, operationErrorOf } from "./operation-error"
import { settleByReading } from "./settle-by-reading"
import { readSnapshot, type CreditSnapshot } from "./credit-snapshot"

export type DecideRequest = {
  operation_id: string
  /** The attempt that the person was asked about. */
  attempt: number
  answer: Answer
  /** Their id, which stays with the operation. */
  decided_by: string
  by: Decider
}

/** An operation with what Aplazame shows now, and the answers that a person may give. */
export type Undecided = { snapshot: CreditSnapshot; op: OperationRow; seen: SeenNow; answers: Readonly<Record<Answer, OperationDecision>> }

/**
 * Reads an operation and Aplazame's figures, and returns what a person may decide. Writes nothing.
 * @throws OperationError not_undecided for one that is not of this credit, aplazame_unavailable
 */
export async function readUndecided(ports: OperationPorts, found: AplazameOrderRow, operationId: string, by: Decider): Promise<Undecided> {
  const snapshot = await readSnapshot(ports, found, null)
  const op = snapshot.operations.find((one) => one.id === operationId)
  if (!op) throw new OperationError("not_undecided")
  const seen = isOpen(op.state) ? await seeNow(ports, snapshot.row, op) : { figure: null, shown: null }
  return { snapshot, op, seen, answers: mayDecide(snapshot.credit, op, seen, by, { now: snapshot.now, settleAfterMs: ports.settings.settleAfterMs }) }
}

/**
 * Applies a person's decision about a call without an answer, where Aplazame's figures fit neither outcome. The figures are
 * read first: if they show the outcome now, they settle the operation, and an answer that they contradict is refused. The
 * caller holds the credit's lock; the ledger's revision protects the decision with or without it.
 *
 * If the process dies …
 *   before `ledger.decide`: nothing is decided. The operation is `unknown`, its problem is open, and the person asks again.
 *   after it: operation, sums, event and problem are settled, in one transaction. What Medusa's books lack is written by
 *   the sweep; what may be sent again is taken by the job.
 *
 * If a second process runs the same line: it decides only what is `unknown` still, of the same attempt and on the same
 * revision of the credit. The same answer once more finds it settled so, and changes nothing; another one is refused.
 *
 * @throws OperationError person_needed, not_undecided, operation_busy, operation_unsettled, answer_contradicted, aplazame_unavailable
 */
export async function applyDecision(ports: OperationPorts, found: AplazameOrderRow, request: DecideRequest): Promise<OperationRow> {
  const { operation_id, attempt, answer, decided_by, by } = request
  const { snapshot, op, seen, answers } = await readUndecided(ports, found, operation_id, by)
  if (by === "person" && op.attempts === attempt) {
    const settled = op.state === "sent" || isSettledByFigure(op, seen) ? await settleByReading(ports, snapshot.row, op, true) : op
    if (answerOf(settled.state) === answer) return settled
  }
  const decision = answers[answer]
  if (!decision.ok) throw new OperationError(decision.code, decision.figures)
  if (op.attempts !== attempt) throw new OperationError("not_undecided")
  try {
    return await ports.ledger.decide(op.id, { state: decision.state, attempt, decided_by, remaining_after: seen.figure && seen.figure.left, read: { id: snapshot.row.id, revision: snapshot.revision } })
  } catch (error) {
    if (error instanceof OperationBusyError) throw new OperationError("operation_busy", {}, { cause: error })
    throw error
  }
}

async function seeNow(ports: OperationPorts, row: AplazameOrderRow, op: OperationRow): Promise<SeenNow> {
  try {
    const remote = await nullIfRefused(ports.client.retrieveOrder(refOf(row)))
    const shown = remote && (await nullIfRefused(readShown(ports.client, row, remote)))
    return { shown, figure: await nullIfRefused(readFigure(ports.client, refOf(row), op)) }
  } catch (error) {
    throw operationErrorOf(error)
  }
}
