import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../aplazame/cents"
import { creditLeft, refundable, uncaptured, type Credit } from "./credit"
import { EXTENDED, NOTHING_TO_CAPTURE, VIA_REFUND, VIA_VOID, type Operation } from "./operation"
import { capturedThere, isKnownPayLater, refundedThere, type Shown, type ShownCaptures } from "./shown"

/**
 * A movement made in Aplazame's panel, as our ledger holds it. `here` and `there` are the sums of its kind in the ledger,
 * without and with it; its key is made of the latter. `target` as of an operation of ours.
 */
export type ForeignMovement = {
  readonly kind: "capture" | "refund" | "void"
  readonly amount: Cents
  readonly here: Cents
  readonly there: Cents
  readonly target: typeof VIA_REFUND | typeof VIA_VOID | null
}

/** More here than there: nothing that we know of explains it. */
export type Missing = { readonly kind: "capture" | "refund" | "void"; readonly here: Cents; readonly there: Cents }

/**
 * How what Aplazame shows stands to the ledger.
 *
 * equal        the same figures
 * in_flight    something of ours has no answer yet: it is settled first, and the figures compared again
 * moved_there  somebody moved money in Aplazame's panel: it is booked here before anything else is moved
 * ended        the credit was cancelled there before anything was captured: nothing to book, the order has lost its credit
 * undecided    the ledger says more than Aplazame does: a person must look
 * unknown      Aplazame did not tell what is needed to compare
 */
export type Explanation =
  | { readonly kind: "equal" }
  | { readonly kind: "in_flight" }
  | { readonly kind: "moved_there"; readonly movements: readonly ForeignMovement[]; readonly ended: boolean }
  | { readonly kind: "ended" }
  | { readonly kind: "undecided"; readonly missing: readonly Missing[] }
  | { readonly kind: "unknown" }

/** Compares a credit with what Aplazame shows of it. Both were read under the order's lock, or nothing is written by the answer. */
export function explain(credit: Credit, shown: Shown): Explanation {
  if (credit.inFlight.length > 0) return { kind: "in_flight" }
  if (shown.ended) return ended(credit, shown)
  const captures = shown.captures
  if (captures && isKnownPayLater(credit.product, captures)) return compare(differencesOfCaptures(credit, captures, shown.voided))
  if (shown.refundable === null) return { kind: "unknown" }
  return compare(differencesOfOne(credit, shown.refundable, shown.voided))
}

/**
 * All of it went back there: what was captured as a refund, what was captured there and the ledger does not know yet included;
 * the rest by a void. What of the captured went back by a void there is told by the list of voids, null where Aplazame refuses
 * to show it. What we ended ourselves is no difference.
 */
function ended(credit: Credit, { captures, voided: voidedThere }: Shown): Explanation {
  if (creditLeft(credit) === 0) return { kind: "equal" }
  const { refunded, voided, there } = credit.settled
  const capturedNow = captures && isKnownPayLater(credit.product, captures) ? minCents(newlyCaptured(credit, captures), uncaptured(credit)) : ZERO
  if (addCents(credit.settled.captured, capturedNow) === 0) return { kind: "ended" }
  const back = minCents(addCents(refundable(credit), capturedNow), creditLeft(credit))
  const off = subCents(creditLeft(credit), back)
  const movements: ForeignMovement[] = []
  const newVoids = voidedThere === null ? ZERO : subCents(voidedThere, there.voided)
  const byVoid = minCents(maxCents(subCents(newVoids, off), ZERO), back)
  const afterVoid = addCents(refunded, byVoid)
  if (capturedNow > 0) movements.push({ kind: "capture", amount: capturedNow, here: there.captured, there: addCents(there.captured, capturedNow), target: null })
  if (byVoid > 0) movements.push({ kind: "refund", amount: byVoid, here: refunded, there: afterVoid, target: VIA_VOID })
  if (back > byVoid) movements.push({ kind: "refund", amount: subCents(back, byVoid), here: afterVoid, there: addCents(refunded, back), target: null })
  if (off > 0) movements.push({ kind: "void", amount: off, here: voided, there: addCents(voided, off), target: null })
  return movements.length === 0 ? { kind: "equal" } : { kind: "moved_there", movements, ended: true }
}

/** What was captured there and the ledger does not know yet. */
const newlyCaptured = (credit: Credit, captures: ShownCaptures): Cents => maxCents(subCents(capturedThere(captures), credit.settled.there.captured), ZERO)

/** Signed: above zero was moved there, below zero is missing there. */
type Difference = { kind: "capture" | "refund" | "void"; here: Cents; there: Cents; target?: ForeignMovement["target"] }

/** Pay later: captures and their refunds are listed one by one, voids too, or as what is missing of what is left to capture. */
function differencesOfCaptures(credit: Credit, captures: ShownCaptures, voided: Cents | null): Difference[] {
  const ours = credit.settled.there
  return [
    { kind: "capture", here: ours.captured, there: capturedThere(captures) },
    ...givenBack(credit, refundedThere(captures), voided ?? ours.voided, newlyCaptured(credit, captures)),
  ]
}

/**
 * Without captures there is one figure, what can still be given back. How much of what is missing was voided is
 * told by the list of voids; the rest was refunded.
 */
function differencesOfOne(credit: Credit, left: Cents, voided: Cents | null): Difference[] {
  const ours = credit.settled.there
  const moved = subCents(creditLeft(credit), left)
  const voidedThere = voided ?? ours.voided
  return givenBack(credit, subCents(addCents(ours.refunded, ours.voided, moved), voidedThere), voidedThere)
}

/**
 * One call of ours can show as another kind there (a refused void goes out as a refund), so the sum decides first. Then
 * what was captured decides how Medusa's books take it, whatever Aplazame calls it: of what was never captured nothing can
 * be refunded in Medusa, so it is taken off the credit; and what was captured can't be taken off any more, so it was given back.
 * @param capturedNow what was captured there and the ledger does not know yet
 */
function givenBack(credit: Credit, refunded: Cents, voided: Cents, capturedNow: Cents = ZERO): Difference[] {
  const ours = credit.settled.there
  const sum = subCents(addCents(refunded, voided), addCents(ours.refunded, ours.voided))
  if (sum === 0) return []
  if (sum < 0) return [voided < ours.voided ? { kind: "void", here: ours.voided, there: voided } : { kind: "refund", here: ours.refunded, there: refunded }]
  const byVoid = minCents(maxCents(subCents(voided, ours.voided), ZERO), sum)
  const byRefund = subCents(sum, byVoid)
  const spare = maxCents(subCents(uncaptured(credit), capturedNow), ZERO)
  const off = minCents(byVoid, spare)
  const backByVoid = subCents(byVoid, off)
  const canGoBack = maxCents(subCents(addCents(refundable(credit), capturedNow), backByVoid), ZERO)
  const offByRefund = minCents(maxCents(subCents(byRefund, canGoBack), ZERO), subCents(spare, off))
  const back = subCents(byRefund, offByRefund)
  const { voided: voidedHere, refunded: refundedHere } = credit.settled
  const [afterVoid, afterBackByVoid] = [addCents(voidedHere, off), addCents(refundedHere, backByVoid)]
  return [
    { kind: "void", here: voidedHere, there: afterVoid },
    { kind: "void", here: afterVoid, there: addCents(afterVoid, offByRefund), target: VIA_REFUND },
    { kind: "refund", here: refundedHere, there: afterBackByVoid, target: VIA_VOID },
    { kind: "refund", here: afterBackByVoid, there: addCents(afterBackByVoid, back) },
  ]
}

function compare(differences: readonly Difference[]): Explanation {
  const missing = differences.filter((one) => one.there < one.here)
  if (missing.length > 0) return { kind: "undecided", missing }
  const movements = differences.flatMap(({ kind, here, there, target = null }) => (there > here ? [{ kind, amount: subCents(there, here), here, there, target }] : []))
  return movements.length === 0 ? { kind: "equal" } : { kind: "moved_there", movements, ended: false }
}

/**
 * What the ledger says was moved and Aplazame does not show, of the kinds that it tells, whatever else is explained. Of a
 * credit that ended nothing is left, by whatever movement: only its captures are held against the ledger.
 */
export function missingThere(credit: Credit, shown: Shown): readonly Missing[] {
  const { captures, ended: over, refundable: left, voided } = shown
  const byCaptures = captures !== null && isKnownPayLater(credit.product, captures)
  const differences = byCaptures ? differencesOfCaptures(credit, captures, voided) : over || left === null ? [] : differencesOfOne(credit, left, voided)
  return differences.filter((one) => one.there < one.here && (!over || one.kind === "capture"))
}

/** What Aplazame shows as moved, for a person to read beside the ledger's figures; `captured` is null of a product without captures. */
export function amountsThere(credit: Credit, { captures, voided, refundable: left }: Shown): { captured: Cents | null; voided: Cents; refunded: Cents } {
  const off = voided ?? ZERO
  if (captures && isKnownPayLater(credit.product, captures)) return { captured: capturedThere(captures), voided: off, refunded: refundedThere(captures) }
  return { captured: null, voided: off, refunded: left === null ? ZERO : maxCents(subCents(subCents(credit.settled.total, off), left), ZERO) }
}

/**
 * Whether the figure that a call is about to change is what the ledger expects. Where it is not, the whole of what
 * Aplazame shows is read and explained before anything is sent; where it is, the usual way, no further question is asked.
 */
export function capturesAsExpected(credit: Credit, captures: ShownCaptures): boolean {
  const { there } = credit.settled
  return capturedThere(captures) === there.captured && refundedThere(captures) === there.refunded && captures.left === leftToCapture(credit)
}

/** What Aplazame should show as left to capture of a pay later credit. */
const leftToCapture = ({ settled: { total, voided, there } }: Credit): Cents => maxCents(subCents(subCents(total, voided), there.captured), ZERO)

/**
 * The figure that Aplazame should show before a call that changes it; null where the ledger can't tell: a single
 * capture's own remainder, the total of an edited order.
 */
export function expectedFigure(credit: Credit, call: Pick<Operation, "kind" | "target">, payLater: boolean): Cents | null {
  switch (call.kind) {
    case "capture":
      return call.target === NOTHING_TO_CAPTURE ? null : leftToCapture(credit)
    case "void":
      return payLater ? leftToCapture(credit) : creditLeft(credit)
    case "refund":
      return call.target === null || call.target === EXTENDED ? creditLeft(credit) : null
    case "cancel":
    case "update":
    case "history":
      return null
  }
}
