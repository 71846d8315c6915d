import { cents, maxCents, minCents, subCents, ZERO, type Cents } from "../aplazame/cents"
import { creditLeft, refundable, toCapture, uncaptured, type Credit } from "./credit"
import { mayStillPay } from "./credit-state"
import { isOpen } from "./operation-state"

/** Why a movement is refused. A closed list; each is also a code for the operator. */
type CreditRefusal =
  | "credit_not_confirmed"
  | "credit_cancelled"
  | "operation_open"
  | "nothing_to_capture"
  | "nothing_to_refund"
  | "nothing_to_void"
  | "capture_first"
  | "amount_above_order"
  | "amount_above_remaining"
  | "partial_capture_not_supported"
/** A refusal with the figures that explain it: the amount asked for, what is left, what would be allowed. Hundredths. */
export type Refused = { readonly ok: false; readonly code: CreditRefusal; readonly figures: { readonly amount?: Cents; readonly remaining?: Cents; readonly expected?: Cents } }
/** Allowed up to `max`; `whole`: exactly that amount or nothing. */
type Allowed = { readonly ok: true; readonly max: Cents; readonly whole: boolean }
export type May = Allowed | Refused

const no = (code: CreditRefusal, figures: Refused["figures"] = {}): Refused => ({ ok: false, code, figures })
const upTo = (max: Cents, whole = false): Allowed => ({ ok: true, max, whole })

/** The refusal that applies to every movement. */
function obstacle({ state, inFlight }: Credit): Refused | null {
  if (state === "cancelled") return no("credit_cancelled")
  if (state !== "confirmed") return no("credit_not_confirmed")
  return inFlight.length > 0 ? no("operation_open") : null
}

/** Medusa's figures of the same payment, where they allow less than the credit. */
export type MedusaFigures = { readonly authorized: Cents; readonly captured: Cents; readonly refunded: Cents }

/** What the order needs of the credit and Medusa's payment still has, by the captures that the caller believes: Medusa's rows or the ledger's. */
export const capturable = (credit: Credit, { authorized, captured }: Pick<MedusaFigures, "authorized" | "captured">): Cents => minCents(toCapture(credit), subCents(authorized, captured))

/**
 * What can be captured now. Only pay later is captured in parts (docs: Aplazame API, captures).
 * @param payLater as far as it is known; false allows the whole amount or nothing
 */
export function mayCapture(credit: Credit, payLater: boolean, medusa?: MedusaFigures): May {
  const max = medusa ? capturable(credit, medusa) : toCapture(credit)
  return obstacle(credit) ?? (max > 0 ? upTo(max, !payLater) : no("nothing_to_capture"))
}

/** What can be refunded now: what was captured and not given back, by our ledger, and by Medusa's figures where they are given. */
export function mayRefund(credit: Credit, medusa?: MedusaFigures): May {
  const refused = obstacle(credit)
  if (refused) return refused
  if (medusa && medusa.captured === 0) return no("capture_first")
  const ours = minCents(refundable(credit), creditLeft(credit))
  const max = medusa ? minCents(ours, subCents(medusa.captured, medusa.refunded)) : ours
  return max > 0 ? upTo(max) : no("nothing_to_refund")
}

/** What can be voided now. A void of the whole credit would end it while its order is alive; for that, a person cancels the order. */
export function mayVoid(credit: Credit, keepAlive: boolean): May {
  const left = uncaptured(credit)
  const max = keepAlive && credit.settled.captured === 0 ? maxCents(subCents(left, cents(1)), ZERO) : left
  return obstacle(credit) ?? (max > 0 ? upTo(max) : no("nothing_to_void"))
}

/** Whether there is a credit that can be cancelled as a whole. */
export function mayCancel(credit: Credit): May {
  return obstacle(credit) ?? (creditLeft(credit) > 0 ? upTo(creditLeft(credit), true) : no("credit_cancelled"))
}

/** Aplazame takes the history until it has confirmed the order (docs: Aplazame API, history). */
export function maySendHistory({ state, operations }: Pick<Credit, "state" | "operations">): "history_too_late" | "history_running" | null {
  if (!mayStillPay(state)) return "history_too_late"
  return operations.some((op) => op.kind === "history" && isOpen(op.state)) ? "history_running" : null
}

/** Checks an amount against what may be done; less than a cent, as Medusa's fractions may be, is nothing. Null: allowed. */
export function refusalOfAmount(may: May, amount: Cents, kind: "capture" | "refund" | "void"): Refused | null {
  if (amount <= 0) return no(`nothing_to_${kind}`, { amount })
  if (!may.ok) {
    // An amount was asked for: the figure that is left explains more than "nothing".
    if (kind === "refund" && may.code === "nothing_to_refund") return no("amount_above_remaining", { amount, remaining: ZERO })
    if (kind === "void" && may.code === "nothing_to_void") return no("amount_above_remaining", { amount, remaining: ZERO })
    return { ...may, figures: { amount, expected: ZERO } }
  }
  if (amount > may.max) return kind === "capture" ? no("amount_above_order", { amount, expected: may.max }) : no("amount_above_remaining", { amount, remaining: may.max })
  return may.whole && amount !== may.max ? no("partial_capture_not_supported", { amount, expected: may.max }) : null
}
