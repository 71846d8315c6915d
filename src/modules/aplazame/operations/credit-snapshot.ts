import { cancelIsStillUnderWay, creditOf, editIsStillUnderWay, isOpen, movesMoney, type Credit, type OrderWorth } from "../../../credit"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { OperationPorts } from "./operation-ports"
import { OperationError } from "./operation-error"
import { settleByReading } from "./settle-by-reading"

/**
 * A snapshot of a credit: its row, its operations and the computed credit, read together. One request is decided on it. After
 * `settleThenReadSnapshot` no operation of it that moves money is open; after `readSnapshot` one may be. `revision` is the newest
 * that the request has read or raised itself: if another request has raised it since, the next call fails before it goes out.
 */
export type CreditSnapshot = {
  readonly row: AplazameOrderRow
  readonly operations: readonly OperationRow[]
  readonly credit: Credit
  /** When it was read, by the database's clock, which also dates its operations: two machines' clocks may differ. */
  readonly now: number
  revision: number
}

/**
 * Settles open operations, then reads the snapshot. Nothing new is sent for a credit while an earlier call of it is open: the
 * figures would prove nothing. So open operations are settled by Aplazame's figures and everything is read again, until none is
 * open: without a lock, another process may send a call between two reads.
 *
 * @throws OperationError operation_busy, operation_unsettled, operation_undecided
 */
export async function settleThenReadSnapshot(ports: OperationPorts, found: AplazameOrderRow, worth: OrderWorth | null): Promise<CreditSnapshot> {
  const snapshot = await settleThenReadSnapshotForCapture(ports, found, worth)
  if (editIsStillUnderWay(snapshot.operations, null, snapshot.now, ports.settings.settleAfterMs)) throw new OperationError("operation_unsettled")
  return snapshot
}

/**
 * As {@link settleThenReadSnapshot}, for a capture, which may send a lost edit again and asks by itself whether another one is under
 * way; and for a decision that sends nothing: an order change that needs no void keeps no capture waiting.
 */
export async function settleThenReadSnapshotForCapture(ports: OperationPorts, found: AplazameOrderRow, worth: OrderWorth | null): Promise<CreditSnapshot> {
  const snapshot = await settleThenReadSnapshotForCancel(ports, found, worth)
  if (cancelIsStillUnderWay(snapshot.operations, snapshot.now, ports.settings.settleAfterMs)) throw new OperationError("operation_unsettled")
  return snapshot
}

/** As {@link settleThenReadSnapshot}, for the cancel itself: it may be sent again at once. */
export async function settleThenReadSnapshotForCancel(ports: OperationPorts, found: AplazameOrderRow, worth: OrderWorth | null): Promise<CreditSnapshot> {
  const snapshot = await readSnapshot(ports, found, worth)
  const open = snapshot.operations.filter((op) => movesMoney(op) && isOpen(op.state))
  for (const op of open) {
    const settled = await settleByReading(ports, snapshot.row, op)
    if (settled.state === "sent") throw new OperationError("operation_busy")
    if (settled.state !== "unknown") continue
    throw new OperationError(settled.remaining_after === null ? "operation_unsettled" : "operation_undecided")
  }
  return open.length > 0 ? settleThenReadSnapshotForCancel(ports, found, worth) : snapshot
}

/**
 * Refuses a request that was decided on an older revision: another call was sent or settled meanwhile. The caller decides again.
 * @param decidedOn the revision on which it was decided; none when a person named the amount
 * @throws OperationError operation_busy
 */
export function refuseOutdatedDecision({ revision }: CreditSnapshot, decidedOn: number | null | undefined): void {
  if (decidedOn != null && decidedOn !== revision) throw new OperationError("operation_busy")
}

/** Reads the snapshot and settles nothing. The row is read first: an operation settled between the two reads then makes the revision old, never the ledger. */
export async function readSnapshot(ports: Pick<OperationPorts, "orders" | "ledger">, found: AplazameOrderRow, worth: OrderWorth | null): Promise<CreditSnapshot> {
  const row = (await ports.orders.byId(found.id)) ?? found
  const operations = await ports.ledger.ofCredit(row.id)
  return { row, operations, credit: creditOf(row, operations, worth), now: await ports.ledger.now(), revision: row.revision }
}

/** The same snapshot with an updated row. */
export const withRow = (snapshot: CreditSnapshot, row: AplazameOrderRow): CreditSnapshot => ({ ...snapshot, row, credit: creditOf(row, snapshot.operations, snapshot.credit.worth) })
