import { sumCents, type Cents } from "../../../aplazame"
import { capturesAsExpected, editIsStillUnderWay, editThatArrived, explain, isKnownPayLater, isUnattended, movementsOf, panelKey, updateKey, type Explanation, type ForeignMovement } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { OperationBusyError } from "../stores"
import { markTold } from "./adopt"
import { readShown, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, operationErrorOf } from "./operation-error"
import { readSnapshot, withRow, type CreditSnapshot } from "./credit-snapshot"

/**
 * Aplazame shows another figure than the ledger expects. Everything is read, and what was moved in Aplazame's panel is
 * recorded before anything else is moved. The caller holds the credit's lock; without it, the revision detects other writers.
 *
 * If the process dies between two records, the next comparison finds the rest, under its own key.
 *
 * @param request its key says whether a person asks, who learns of the movements by the refusal
 * @throws OperationError moved_at_aplazame when something was found: the actor asks again if it is still needed;
 * credit_cancelled; operation_busy when another request moves money meanwhile; aplazame_unavailable
 */
export async function refuseForeignMovements(ports: OperationPorts, snapshot: CreditSnapshot, request: { key: string }): Promise<void> {
  // A part of this request may have been sent since.
  const now = await readSnapshot(ports, snapshot.row, snapshot.credit.worth)
  if (now.revision !== snapshot.revision) throw new OperationError("operation_busy")
  const found = await compareWithAplazame(ports, now)
  if (found.kind === "ended") throw new OperationError("credit_cancelled")
  if (found.kind === "in_flight") throw new OperationError("operation_unsettled")
  const movements = movementsOf(found)
  if (movements.length === 0) return
  const recorded = await recordForeignMovements(ports, now, movements)
  // Nobody reads the refusal of a background operation.
  if (!isUnattended({ business_key: request.key })) await markTold(ports, recorded.map((op) => op.id))
  throw new OperationError("moved_at_aplazame", { amount: sumCents(movements.map((one) => one.amount)) })
}

/** Reads all figures of a credit at Aplazame and explains them. @throws OperationError aplazame_unavailable, operation_refused */
export async function compareWithAplazame(ports: OperationPorts, snapshot: CreditSnapshot): Promise<Explanation> {
  try {
    const remote = await ports.client.retrieveOrder(refOf(snapshot.row))
    const row = await ports.orders.takeOver(snapshot.row, remote)
    const shown = await readShown(ports.client, row, remote)
    const { credit } = withRow(snapshot, row)
    const explanation = explain(credit, shown)
    const fits = explanation.kind === "equal" && (shown.captures === null || !isKnownPayLater(credit.product, shown.captures) || capturesAsExpected(credit, shown.captures))
    return !fits && (await isByEdit(ports, snapshot, remote.total_amount)) ? { kind: "in_flight" } : explanation
  } catch (error) {
    throw operationErrorOf(error)
  }
}

/**
 * Whether an edit that was taken for lost explains other figures: it has arrived, which is written down, or may be arriving. If the
 * process dies between the two writes, the edit is settled by reading; a second process finds another revision.
 */
async function isByEdit(ports: OperationPorts, { row, operations, now, revision }: CreditSnapshot, shownTotal: Cents): Promise<boolean> {
  const arrived = editThatArrived(operations, shownTotal)
  if (!arrived) return editIsStillUnderWay(operations, null, now, ports.settings.settleAfterMs)
  const { id } = await ports.ledger.planAgain({ aplazame_order_id: row.id, kind: "update", business_key: updateKey(row, shownTotal), amount: shownTotal, payment_id: row.payment_id })
  try {
    const { attempts: attempt } = await ports.ledger.markSent(id, { remaining_before: arrived.remaining_before, leaseMs: 0, read: { id: row.id, revision } })
    await ports.ledger.settle(id, { state: "done", attempt, remaining_after: shownTotal })
  } catch (error) {
    if (!(error instanceof OperationBusyError)) throw error
  }
  return true
}

/**
 * Writes movements of the panel into the ledger as done. The key holds the figure that was reached, so a repeat writes nothing.
 * The next person who asks for the same with older figures is told.
 */
export async function recordForeignMovements(ports: Pick<OperationPorts, "ledger">, snapshot: CreditSnapshot, movements: readonly ForeignMovement[]): Promise<OperationRow[]> {
  const noted: OperationRow[] = []
  for (const { kind, amount, here, there, target } of movements) {
    const key = panelKey(snapshot.row, kind, there)
    try {
      const op = await ports.ledger.recordForeign(
        {
          aplazame_order_id: snapshot.row.id,
          kind,
          business_key: key,
          amount,
          remaining_before: here,
          target,
          payment_id: snapshot.row.payment_id,
          medusa_ref: kind === "void" ? null : key,
          request_amount: kind === "refund" ? amount : null,
          requested_by: "Aplazame's panel",
          untold_since: new Date(snapshot.now),
        },
        { id: snapshot.row.id, revision: snapshot.revision }
      )
      snapshot.revision += 1
      if (op) noted.push(op)
    } catch (error) {
      if (error instanceof OperationBusyError) throw new OperationError("operation_busy", {}, { cause: error })
      throw error
    }
  }
  return noted
}

/** Reads a credit and compares it, without a request to carry out. The caller holds the credit's lock. */
export async function readAndCompare(ports: OperationPorts, row: AplazameOrderRow): Promise<{ snapshot: CreditSnapshot; explanation: Explanation }> {
  const snapshot = await readSnapshot(ports, row, null)
  return { snapshot, explanation: await compareWithAplazame(ports, snapshot) }
}
