import { isAplazameError, isAway, sumCents, ZERO } from "../../aplazame"
import { isForeign, movementOf } from "../../credit"
import { OperationError } from "../../modules/aplazame/operations"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import { UnknownOrderError } from "../settle-notification"
import { ActionError, isActionCode, type ActionCode, type ActionFigures } from "./action-error"

/**
 * Whatever a flow threw, as an answer for the operator. A workflow hands on errors of the provider as
 * Medusa's, with our code and a sentence in the store's language: the figures are then read back from the
 * ledger, so that the page can say it in the operator's.
 *
 * @param since when the request began; older refusals of the same order are not its own
 */
export async function translateError(aplazame: AplazameModuleService, aplazameOrderId: string | null, since: Date, error: unknown): Promise<ActionError> {
  if (error instanceof ActionError) return error
  if (error instanceof UnknownOrderError) return new ActionError("not_found", {}, error.message)
  if (error instanceof OperationError) return known(error.code, { ...error.figures }, error.message)
  const { code, type, message } = shape(error)
  if (isAplazameError(error)) {
    return isAway(error.kind) ? new ActionError("aplazame_unavailable", {}, message) : new ActionError("operation_refused", { reason: message }, message)
  }
  if (isActionCode(code)) return known(code, aplazameOrderId ? await figuresOf(aplazame, aplazameOrderId, since, code) : {}, message)
  if (code === "aplazame_not_yet") return new ActionError("not_yet", {}, message)
  const refused = type === "not_allowed" || type === "invalid_data" || type === "not_found"
  return refused ? new ActionError("medusa_refused", { reason: message }, message) : new ActionError("failed", {}, message)
}

const known = (code: string, figures: ActionFigures, message: string): ActionError =>
  isActionCode(code) ? new ActionError(code, figures, message) : new ActionError("failed", figures, message)

/** What the ledger wrote down about the refusal: the amount asked for, what was left, Aplazame's words; or what was found in its panel. */
async function figuresOf(aplazame: AplazameModuleService, aplazameOrderId: string, since: Date, code: ActionCode): Promise<ActionFigures> {
  const ledger = await aplazame.ledger.ofCredit(aplazameOrderId)
  if (code === "moved_at_aplazame") return { amount: sumCents(ledger.filter((one) => isForeign(one) && one.updated_at >= since).map((one) => one.amount ?? ZERO)) }
  if (code === "done_after_all") return { amount: sumCents(ledger.filter((one) => one.state === "done" && movementOf(one) !== null && one.updated_at >= since).map((one) => one.amount ?? ZERO)) }
  const op = ledger.filter((one) => one.updated_at >= since && one.error_code !== null).at(-1)
  return op ? { amount: op.amount, remaining: op.remaining_after, reason: op.error_message } : {}
}

function shape(error: unknown): { code: unknown; type: unknown; message: string } {
  const { code, type, message } = typeof error === "object" && error !== null ? (error as { code?: unknown; type?: unknown; message?: unknown }) : {}
  return { code, type, message: typeof message === "string" ? message : "failed" }
}
