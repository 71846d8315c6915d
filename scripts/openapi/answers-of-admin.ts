import { z } from "zod"
import { ActionError, type ActionCode } from "../../src/workflows/admin-actions/action-error"
import { adminRefusal, medusaError } from "../../src/api/admin/aplazame/shared/refusal.answer"
import type { Answer } from "./described-route"

/** Aplazame was asked, and is away or refused. */
export const ASKED: readonly ActionCode[] = ["aplazame_unavailable", "operation_refused"]

/** What can come of a movement of money, whoever asked for it. */
export const MOVED: readonly ActionCode[] = [
  ...ASKED,
  "operation_unsettled",
  "operation_undecided",
  "operation_busy",
  "moved_at_aplazame",
  "done_after_all",
  "credit_not_confirmed",
  "credit_cancelled",
  "nothing_to_capture",
  "amount_above_remaining",
  "amount_above_order",
  "partial_capture_not_supported",
  "medusa_refused",
  "not_yet",
  "failed",
]

/** Why a press of a button on the order is not carried out, whichever it is. */
export const PRESSED: readonly ActionCode[] = ["credit_not_found", "changed_meanwhile", "action_running", "action_interrupted", "token_reused"]

/** What stands in the way of every movement of money of an order. */
export const OBSTACLES: readonly ActionCode[] = ["order_cancelled", "payment_missing", "payment_cancelled", "operation_open"]

const WHEN: Record<number, string> = {
  404: "Not there.",
  409: "Not now: something moved or is under way. Look again.",
  403: "Not for this caller.",
  422: "Not possible, or refused.",
  500: "Failed; the cause is in the store's log.",
  502: "Aplazame is away.",
}
/** These have one code, whatever the route. */
const NAMES: Record<number, string> = { 500: "Failed", 502: "AplazameAway" }
const FIGURES: Partial<Record<ActionCode, Record<string, number | string>>> = {
  amount_above_remaining: { amount: 5000, remaining: 4437, expected: 4437 },
  answer_contradicted: { amount: 4000, expected: 4000, there: 0 },
  operation_refused: { reason: "Not allowed" },
  moved_at_aplazame: { amount: 2000 },
  done_after_all: { amount: 2000 },
}

const statusOf = (code: ActionCode): number => new ActionError(code).status

function refusal(status: number, codes: readonly ActionCode[]): Answer {
  const code = codes.find((one) => FIGURES[one]) ?? codes[0]!
  const body = adminRefusal(codes)
  const example = { type: "aplazame", code, figures: FIGURES[code] ?? {}, message: code }
  return { ...(NAMES[status] ? { name: NAMES[status] } : {}), status, description: WHEN[status] ?? "", body: status === 500 ? z.union([body, medusaError]) : body, example }
}

const NOT_SIGNED_IN: Answer = { name: "NotSignedIn", status: 401, description: "Nobody is signed in.", body: z.strictObject({ message: z.string() }), example: { message: "Unauthorized" } }
const NOT_RIGHT: Answer = {
  name: "NotRight",
  status: 400,
  description: "The query or the body is not right; the message names the field.",
  body: medusaError,
  example: { type: "invalid_data", message: "Invalid query: limit: Too big: expected number to be <=100" },
}

/** The refusals of an admin route: Medusa's, and ours with the status that each code has. `takes`: it has a query or a body. */
export function adminRefusals(codes: readonly ActionCode[], { takes }: { takes: boolean }): Answer[] {
  const known = [...new Set(codes)]
  const statuses = [...new Set(known.map(statusOf))].sort((a, b) => a - b)
  const ours = statuses.map((status) => refusal(status, known.filter((code) => statusOf(code) === status)))
  return [...(takes ? [NOT_RIGHT] : []), NOT_SIGNED_IN, ...ours]
}
