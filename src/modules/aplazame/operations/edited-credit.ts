import { addCents, subCents, ZERO, type Cents } from "../../../aplazame"
import type { AplazameOrderRow, OperationRow } from "../rows"
import type { AplazameModuleService } from "../service"

/**
 * The row with the total that Aplazame's credit has after our own edits. A `PUT` whose total is below what the
 * credit still was has taken the difference off; a void of the same difference would take it off twice.
 * Derived from the ledger, so that a process may die between the `PUT` and anything else.
 */
export function afterEdits(row: AplazameOrderRow, operations: readonly OperationRow[]): AplazameOrderRow {
  let total: Cents = row.total_amount
  let voided: Cents = ZERO
  const done = operations.filter((op) => op.state === "done" && (op.kind === "update" || op.kind === "void"))
  for (const op of [...done].sort((a, b) => whenSettled(a) - whenSettled(b))) {
    if (op.amount === null) continue
    if (op.kind === "void") voided = addCents(voided, op.amount)
    else if (op.amount < subCents(total, voided)) total = addCents(op.amount, voided)
  }
  return total === row.total_amount ? row : { ...row, total_amount: total }
}

/** {@link afterEdits} by what the ledger says now. */
export const editedCredit = async ({ ledger }: Pick<AplazameModuleService, "ledger">, row: AplazameOrderRow): Promise<AplazameOrderRow> =>
  afterEdits(row, await ledger.ofOrder(row.id))

const whenSettled = (op: OperationRow): number => new Date(op.settled_at ?? op.updated_at).getTime()
