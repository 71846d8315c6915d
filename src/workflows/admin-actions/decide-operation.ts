import type { MedusaContainer } from "@medusajs/framework/types"
import type { Cents } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { amountsAtAplazame, type Answer, type Decider } from "../../credit"
import { applyDecision, readUndecided, withCreditLock, type Undecided } from "../../modules/aplazame/operations"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { bookMoved } from "../reconcile/repair"
import { bookMovement } from "../resume-operations"
import { bookOne } from "../resume-operations/book-foreign"
import { ActionError, type ActionCode, type ActionFigures } from "./action-error"
import { translateError } from "./translate-error"

/** Who asks, as Medusa knows them: an API key is no person who has read the panel. */
export type Actor = { id: string; type: string }

/** What may be said of an operation now; `reason` says why not. */
type AllowedAnswer = { allowed: boolean; reason: ActionCode | null; figures: ActionFigures }

/** Aplazame's figures as they are now; null for what it does not tell. Hundredths. */
type FiguresNow = { remaining: Cents | null; captured: Cents | null; voided: Cents | null; refunded: Cents | null }

/** An operation that waits for a person's word, beside what Aplazame shows. */
export type DecisionView = { operation: OperationRow; there: FiguresNow; answers: Record<Answer, AllowedAnswer> }

const deciderOf = ({ type }: Actor): Decider => (type === "user" ? "person" : "program")

/** What a person can decide of an operation, on Aplazame's figures read now. Changes nothing. @throws ActionError */
export async function decisionOf(container: MedusaContainer, id: string, actor: Actor): Promise<DecisionView> {
  return onUndecided(container, id, async (flow, row) => toDecisionView(await readUndecided(flow.aplazame, row, id, deciderOf(actor))))
}

function toDecisionView({ op, snapshot, seen, answers }: Undecided): DecisionView {
  const asked = (answer: Answer): AllowedAnswer => {
    const said = answers[answer]
    return said.ok ? { allowed: true, reason: null, figures: {} } : { allowed: false, reason: said.code, figures: said.figures }
  }
  const moved = seen.shown && amountsAtAplazame(snapshot.credit, seen.shown)
  const there = { remaining: seen.figure && seen.figure.left, captured: moved && moved.captured, voided: moved && moved.voided, refunded: moved && moved.refunded }
  return { operation: op, there, answers: { happened: asked("happened"), not_happened: asked("not_happened") } }
}

/**
 * A person says what became of an operation: see `applyDecision`. Then Medusa's books follow, as they do when reading settles it,
 * and what else was moved in Aplazame's panel is booked; what is planned goes out again by the job.
 *
 * If the process dies after the decision: the sweep books what is done and takes out what nothing stands behind, and the
 * next comparison with Aplazame finds what was moved in its panel.
 *
 * @throws ActionError
 */
export async function decideOperation(container: MedusaContainer, id: string, decision: { answer: Answer; attempt: number }, actor: Actor): Promise<OperationRow> {
  return onUndecided(container, id, async (flow, row) => {
    const request = { ...decision, operation_id: id, decided_by: actor.id, by: deciderOf(actor) }
    const settled = await withCreditLock(flow.locking, row, () => applyDecision(flow.aplazame, row, request))
    await follow(flow, row, settled)
    return (await flow.aplazame.ledger.byId(id)) ?? settled
  })
}

/** It is decided, whatever becomes of this: the jobs do it again. */
async function follow(flow: FlowContext, row: AplazameOrderRow, op: OperationRow): Promise<void> {
  try {
    const isMovement = op.kind === "capture" || op.kind === "refund" || op.kind === "void"
    if (op.state === "done" && isMovement) await bookOne(flow, op)
    else await bookMovement(flow, op)
    await bookMoved(flow, row)
  } catch (error) {
    flow.logger.warn(`aplazame: after the decision on ${op.id}: ${messageOf(error)}`)
  } finally {
    emitSoon(flow)
  }
}

async function onUndecided<T>(container: MedusaContainer, id: string, work: (flow: FlowContext, row: AplazameOrderRow) => Promise<T>): Promise<T> {
  const flow = flowContext(container)
  const op = await flow.aplazame.ledger.byId(id)
  const row = op && (await flow.aplazame.orders.byId(op.aplazame_order_id))
  if (!row) throw new ActionError("not_found")
  try {
    return await work(flow, row)
  } catch (error) {
    throw await translateError(flow.aplazame, row.id, new Date(), error)
  }
}
