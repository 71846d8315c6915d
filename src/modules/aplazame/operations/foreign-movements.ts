import { sumCents } from "../../../aplazame"
import { explain, isUnattended, panelKey, type Explanation, type ForeignMovement } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { OperationBusyError } from "../stores/ledger-store"
import { readShown, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, operationErrorOf } from "./operation-error"
import { readSnapshot, withRow, type CreditSnapshot } from "./credit-snapshot"

/**
 * Aplazame shows another figure than the ledger expects. Everything is read, and what was moved in Aplazame's panel is
 * recorded before anything else is moved. The caller holds the order's lock; without it, the revision detects other writers.
 *
 * If the process dies between two records, the next comparison finds the rest, under its own key.
 *
 * @param request its key says whether a person asks, who learns of the movements by the refusal
 * @throws OperationError moved_at_aplazame when something was found: the actor asks again if it is still needed;
 * credit_cancelled; operation_busy when another request moves money meanwhile; aplazame_unavailable
 */
export async function refuseForeignMovements(ports: OperationPorts, snapshot: CreditSnapshot, request: { key: string }): Promise<void> {
  const found = await compareWithAplazame(ports, snapshot)
  if (found.kind === "ended") throw new OperationError("credit_cancelled")
  if (found.kind !== "foreign_movements") return
  // Nobody reads the refusal of a background operation.
  await recordForeignMovements(ports, snapshot, found.movements, !isUnattended({ business_key: request.key }))
  throw new OperationError("moved_at_aplazame", { amount: sumCents(found.movements.map((one) => one.amount)) })
}

/** Reads all figures of a credit at Aplazame and explains them. @throws OperationError aplazame_unavailable, operation_refused */
export async function compareWithAplazame(ports: OperationPorts, snapshot: CreditSnapshot): Promise<Explanation> {
  try {
    const remote = await ports.client.retrieveOrder(refOf(snapshot.row))
    const row = await ports.orders.takeOver(snapshot.row, remote)
    const shown = await readShown(ports.client, row, remote)
    return explain(withRow(snapshot, row).credit, shown)
  } catch (error) {
    throw operationErrorOf(error)
  }
}

/**
 * Writes movements of the panel into the ledger as done. The key holds the figure that was reached, so a repeat writes nothing.
 * @param isNoticed false when no person learns of it now: the next person who asks for the same with older figures is told
 */
export async function recordForeignMovements(ports: Pick<OperationPorts, "ledger" | "clock">, snapshot: CreditSnapshot, movements: readonly ForeignMovement[], isNoticed: boolean): Promise<OperationRow[]> {
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
          untold_since: isNoticed ? null : new Date(ports.clock()),
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

/** Reads a credit and compares it, without a request to carry out. The caller holds the order's lock. */
export async function readAndCompare(ports: OperationPorts, row: AplazameOrderRow): Promise<{ snapshot: CreditSnapshot; explanation: Explanation }> {
  const snapshot = await readSnapshot(ports, row, null)
  return { snapshot, explanation: await compareWithAplazame(ports, snapshot) }
}
