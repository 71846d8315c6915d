import { addCents, minCents, subCents, type Cents } from "../aplazame/cents"
import { hasNoCaptures, needed, placedBelow, plannedVoids, refundable, totalForEdit, toVoid, uncaptured, type Credit } from "./credit"
import { isOrderChange } from "./keys"
import { EXTENDED, NOTHING_TO_CAPTURE } from "./operation"
import { capturedAtAplazame, isKnownPayLater, type ShownCaptures } from "./shown"
import type { Refused } from "./may"

/** Which calls a capture makes: option `captureCalls`. */
export type CaptureCalls = "both" | "captures" | "put"

/** The calls of a capture, in this order; null for a call that is not made. */
export type CapturePlan = {
  /** First the void of an order change, already planned or to be planned. */
  readonly first: { readonly wait: "for_planned_void" } | { readonly plan: "void"; readonly needed: Cents } | null
  /** The `PUT`, with its total. */
  readonly edit: { readonly total: Cents } | null
  readonly capture: { readonly target: null } | { readonly target: typeof NOTHING_TO_CAPTURE }
  /** The `PUT` may change what is left to capture: then that is read again. */
  readonly editChangesWhatIsLeft: boolean
}

/**
 * Plans the calls of a capture. A `PUT` sends the order as it is now, less cancelled items. Where something is left to capture
 * (pay later), a `POST` captures it. Aplazame's documents name both calls when goods leave; `captureCalls` leaves one out.
 *
 * An order change lowers a credit by a void, which goes first: if the `PUT` sent the lower total first, the void that follows
 * would take the same difference off again. After a refused void the `PUT` goes out.
 *
 * @param shownTotal the order's total as Aplazame shows it
 */
export function planCapture(credit: Credit, captures: ShownCaptures, shownTotal: Cents, calls: CaptureCalls): CapturePlan {
  const payLater = isKnownPayLater(credit.product, captures)
  const total = totalForEdit(credit)
  // With a total below the approved one, Aplazame would silently take off what the order was placed below it.
  const silent = calls === "captures" || total < credit.settled.captured || placedBelow(credit) > 0 || isEditUnneeded(credit, total, shownTotal)
  const edit = credit.worth !== null && !silent ? { total } : null
  return {
    first: voidFirst(credit),
    edit,
    capture: { target: payLater && calls !== "put" ? null : NOTHING_TO_CAPTURE },
    editChangesWhatIsLeft: edit !== null && total !== addCents(capturedAtAplazame(captures), captures.left),
  }
}

function voidFirst(credit: Credit): CapturePlan["first"] {
  if (plannedVoids(credit).length > 0) return { wait: "for_planned_void" }
  const wasRefused = credit.operations.some((op) => op.kind === "void" && isOrderChange(op) && op.state === "refused")
  return credit.worth !== null && toVoid(credit) > 0 && !wasRefused ? { plan: "void", needed: needed(credit) } : null
}

/**
 * The same total is not sent twice. Where Aplazame shows a total that still includes voids, an edit to a lower total would
 * take the voids off again: the credit is right as it is, or, where the order was placed for less, a person decides.
 */
function isEditUnneeded({ operations, settled }: Credit, total: Cents, shownTotal: Cents): boolean {
  if (operations.some((op) => op.kind === "update" && op.state === "done" && op.amount === total)) return true
  const voidsAreShown = shownTotal === settled.total || shownTotal === addCents(total, settled.atAplazame.voided)
  return settled.atAplazame.voided > 0 && voidsAreShown
}

/** One call of a refund. */
export type RefundPart = {
  readonly kind: "refund" | "void"
  readonly amount: Cents
  /** Aplazame's capture, {@link EXTENDED}, or null for the order's own refund and for a void. */
  readonly target: string | null
  /** The figure that the call changes, where it was just read. */
  readonly read: Cents | null
}

export type RefundPlan = { readonly ok: true; readonly parts: readonly RefundPart[] } | Refused

/** Whether Aplazame's captures must be read to plan a refund. */
export const refundNeedsCaptures = (credit: Credit, call: "documented" | "extended"): boolean => call === "documented" && !hasNoCaptures(credit)

/**
 * Plans the calls of a refund, by the documented endpoint of the product: captures of pay later newest first,
 * then a void of what was never captured; one refund for the other products.
 * @param captures null where {@link refundNeedsCaptures} says that they are not needed
 */
export function planRefund(credit: Credit, amount: Cents, captures: ShownCaptures | null, call: "documented" | "extended"): RefundPlan {
  if (call === "extended") return { ok: true, parts: [{ kind: "refund", amount, target: EXTENDED, read: null }] }
  if (captures === null || !isKnownPayLater(credit.product, captures)) return { ok: true, parts: [{ kind: "refund", amount, target: null, read: null }] }
  const parts: RefundPart[] = []
  let left = amount
  for (const capture of [...captures.list].sort((a, b) => b.created - a.created)) {
    const part = minCents(left, capture.remaining)
    if (part <= 0) continue
    parts.push({ kind: "refund", amount: part, target: capture.id, read: capture.remaining })
    left = subCents(left, part)
  }
  const voided = minCents(left, captures.left)
  if (voided > 0) {
    parts.push({ kind: "void", amount: voided, target: null, read: null })
    left = subCents(left, voided)
  }
  if (left > 0) return { ok: false, code: "amount_above_remaining", figures: { amount, remaining: subCents(amount, left) } }
  return { ok: true, parts }
}

/** How the credit of a cancelled order ends. */
export type EndPlan =
  /** Nothing is left of it. */
  | { readonly do: "nothing" }
  /** Aplazame has not confirmed it: it can't be cancelled yet, and we will answer a confirmation with `ko`. */
  | { readonly do: "wait" }
  | { readonly do: "cancel"; readonly amount: Cents }
  /** Captured in part: what was never captured is voided; Medusa refunds the rest. */
  | { readonly do: "void_rest"; readonly amount: Cents; readonly owed: Cents }
  /** Captured and not given back: a person must see to the refund. */
  | { readonly do: "refund"; readonly owed: Cents }

/** Plans the end of a cancelled order's credit. */
export function planEnd(credit: Credit): EndPlan {
  switch (credit.state) {
    case "refused":
    case "cancelled":
    case "failed":
      return { do: "nothing" }
    case "creating":
    case "open":
    case "challenge":
    case "approved":
      return { do: "wait" }
    case "confirmed":
      return planEndOfConfirmed(credit)
  }
}

function planEndOfConfirmed(credit: Credit): EndPlan {
  const [rest, owed] = [uncaptured(credit), refundable(credit)]
  if (credit.settled.captured === 0) return { do: "cancel", amount: rest }
  if (rest > 0) return { do: "void_rest", amount: rest, owed }
  return owed > 0 ? { do: "refund", owed } : { do: "nothing" }
}
