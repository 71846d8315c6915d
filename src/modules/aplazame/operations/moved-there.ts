import { sumCents } from "../../../aplazame"
import { explain, isAskedByNobody, panelKey, type Explanation, type ForeignMovement } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { OperationBusyError } from "../stores/ledger-store"
import { readShown, refOf } from "./read-figures"
import type { OperationPorts } from "./operation-ports"
import { OperationError, refusal } from "./operation-error"
import { readSnapshot, withRow, type CreditSnapshot } from "./credit-snapshot"

/**
 * Aplazame shows another figure than the ledger expects: everything is read, and what somebody moved in Aplazame's panel is
 * noted before anything else is moved. The caller holds the order's lock, or the revision tells that it is not alone.
 *
 * If the process dies between two notes: the rest is found by the next look, under its own key.
 *
 * @param request whose key tells whether a person asks, who learns of it by the refusal
 * @throws OperationError moved_at_aplazame when something was found: what was asked for is asked for again, or not, by whoever knows;
 * credit_cancelled; operation_busy when somebody moves money meanwhile; aplazame_unavailable
 */
export async function refuseWhatMovedThere(ports: OperationPorts, snapshot: CreditSnapshot, request: { key: string }): Promise<void> {
  const found = await compareWithAplazame(ports, snapshot)
  if (found.kind === "ended") throw new OperationError("credit_cancelled")
  if (found.kind !== "moved_there") return
  // What the plugin asked for by itself tells nobody.
  await noteMovements(ports, snapshot, found.movements, !isAskedByNobody({ business_key: request.key }))
  throw new OperationError("moved_at_aplazame", { amount: sumCents(found.movements.map((one) => one.amount)) })
}

/** Reads everything of a credit at Aplazame and explains it. @throws OperationError aplazame_unavailable, operation_refused */
export async function compareWithAplazame(ports: OperationPorts, snapshot: CreditSnapshot): Promise<Explanation> {
  try {
    const remote = await ports.client.retrieveOrder(refOf(snapshot.row))
    const row = await ports.orders.takeOver(snapshot.row, remote)
    const shown = await readShown(ports.client, row, remote)
    return explain(withRow(snapshot, row).credit, shown)
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * Writes movements of the panel into the ledger as done. Keyed by the figure that was reached: a second look writes nothing again.
 * @param isTold false when no person learns of it by this: whoever asks for the same with the figures from before is told then
 */
export async function noteMovements(ports: Pick<OperationPorts, "ledger" | "clock">, snapshot: CreditSnapshot, movements: readonly ForeignMovement[], isTold: boolean): Promise<OperationRow[]> {
  const noted: OperationRow[] = []
  for (const { kind, amount, here, there, target } of movements) {
    const key = panelKey(snapshot.row, kind, there)
    try {
      const op = await ports.ledger.noteForeign(
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
          untold_since: isTold ? null : new Date(ports.clock()),
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

/** The credit as it stands, compared: for whoever looks without asking for anything. The caller holds the order's lock. */
export async function takeStock(ports: OperationPorts, row: AplazameOrderRow): Promise<{ snapshot: CreditSnapshot; explanation: Explanation }> {
  const snapshot = await readSnapshot(ports, row, null)
  return { snapshot, explanation: await compareWithAplazame(ports, snapshot) }
}
