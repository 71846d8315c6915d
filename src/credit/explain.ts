import { addCents, maxCents, minCents, subCents, ZERO, type Cents } from "../aplazame/cents"
import { creditLeft, refundable, uncaptured, type Credit } from "./credit"
import { EXTENDED, NOTHING_TO_CAPTURE, VIA_REFUND, VIA_VOID, type Operation } from "./operation"
import { capturedAtAplazame, isKnownPayLater, refundedAtAplazame, type Shown, type ShownCaptures } from "./shown"

/**
 * A movement that was made in Aplazame's panel, as our ledger records it. `here` and `there` are the sums of its kind in the
 * ledger, without and with the movement; `there` is part of its key. `target` means the same as in an operation.
 */
export type ForeignMovement = {
  readonly kind: "capture" | "refund" | "void"
  readonly amount: Cents
  readonly here: Cents
  readonly there: Cents
  readonly target: typeof VIA_REFUND | typeof VIA_VOID | null
}

/** The ledger (`here`) has more than Aplazame (`there`), and nothing explains it. */
export type Missing = { readonly kind: "capture" | "refund" | "void"; readonly here: Cents; readonly there: Cents }

/**
 * The result of comparing Aplazame's figures with the ledger.
 *
 * equal        the same figures
 * in_flight    a call of ours has no answer yet: it is settled first, and the figures are compared again
 * foreign_movements  money was moved in Aplazame's panel: it is recorded before anything else is moved
 * ended        the credit was cancelled at Aplazame before any capture: nothing to record, the order has lost its credit
 * undecided    the ledger has more than Aplazame shows: a person must check. Movements of another kind, which has a list of its
 *              own there, are foreign all the same
 * unknown      Aplazame refused a figure that the comparison needs
 */
export type Explanation =
  | { readonly kind: "equal" }
  | { readonly kind: "in_flight" }
  | { readonly kind: "foreign_movements"; readonly movements: readonly ForeignMovement[]; readonly ended: boolean }
  | { readonly kind: "ended" }
  | { readonly kind: "undecided"; readonly missing: readonly Missing[]; readonly movements: readonly ForeignMovement[] }
  | { readonly kind: "unknown" }

/** Compares a credit with what Aplazame shows of it. Both were read under the credit's lock, or nothing is written by the answer. */
export function explain(credit: Credit, shown: Shown): Explanation {
  if (credit.inFlight.length > 0) return { kind: "in_flight" }
  if (shown.ended) return ended(credit, shown)
  const captures = shown.captures
  if (captures && isKnownPayLater(credit.product, captures)) return explanationOf(differencesOfCaptures(credit, captures, shown.voided))
  if (shown.refundable === null) return { kind: "unknown" }
  return explanationOf(differencesOfOne(credit, shown.refundable, shown.voided))
}

/**
 * All of the credit went back at Aplazame. What was captured is a refund, captures that the ledger does not know yet included;
 * the rest is a void. The list of voids says how much of the captured amount went back by a void; it is null where Aplazame
 * refuses to show it. A credit that we ended ourselves is no difference.
 */
function ended(credit: Credit, { captures, voided: voidedAtAplazame }: Shown): Explanation {
  if (creditLeft(credit) === 0) return { kind: "equal" }
  const { refunded, voided, atAplazame } = credit.settled
  const capturedNow = captures && isKnownPayLater(credit.product, captures) ? minCents(newlyCaptured(credit, captures), uncaptured(credit)) : ZERO
  if (addCents(credit.settled.captured, capturedNow) === 0) return { kind: "ended" }
  const back = minCents(addCents(refundable(credit), capturedNow), creditLeft(credit))
  const off = subCents(creditLeft(credit), back)
  const movements: ForeignMovement[] = []
  const newVoids = voidedAtAplazame === null ? ZERO : subCents(voidedAtAplazame, atAplazame.voided)
  const byVoid = minCents(maxCents(subCents(newVoids, off), ZERO), back)
  const afterVoid = addCents(refunded, byVoid)
  if (captures && capturedNow > 0) {
    const here = accountedFor(credit, capturedAtAplazame(captures))
    movements.push({ kind: "capture", amount: capturedNow, here, there: addCents(here, capturedNow), target: null })
  }
  if (byVoid > 0) movements.push({ kind: "refund", amount: byVoid, here: refunded, there: afterVoid, target: VIA_VOID })
  if (back > byVoid) movements.push({ kind: "refund", amount: subCents(back, byVoid), here: afterVoid, there: addCents(refunded, back), target: null })
  if (off > 0) movements.push({ kind: "void", amount: off, here: voided, there: addCents(voided, off), target: null })
  return movements.length === 0 ? { kind: "equal" } : { kind: "foreign_movements", movements, ended: true }
}

/**
 * How much of what Aplazame lists as captured our captures account for. With `captureCalls: "put"` we send none for pay later: what
 * somebody captures there is what our ledger has as captured, less what a refund's void has taken off: that can't be captured any more.
 */
const accountedFor = ({ settled: { captured, givenBack, refunded, atAplazame } }: Credit, there: Cents): Cents =>
  maxCents(atAplazame.captured, minCents(subCents(captured, subCents(givenBack, refunded)), there))

/** What was captured at Aplazame and the ledger does not know yet. */
function newlyCaptured(credit: Credit, captures: ShownCaptures): Cents {
  const there = capturedAtAplazame(captures)
  return maxCents(subCents(there, accountedFor(credit, there)), ZERO)
}

/** `there` above `here`: moved in the panel. `there` below `here`: missing at Aplazame. */
type Difference = { kind: "capture" | "refund" | "void"; here: Cents; there: Cents; target?: ForeignMovement["target"] }

/** Pay later: Aplazame lists captures and their refunds one by one, and voids unless it refuses. */
function differencesOfCaptures(credit: Credit, captures: ShownCaptures, voided: Cents | null): Difference[] {
  const ours = credit.settled.atAplazame
  const there = capturedAtAplazame(captures)
  return [
    { kind: "capture", here: accountedFor(credit, there), there },
    ...givenBack(credit, refundedAtAplazame(captures), voided ?? ours.voided, newlyCaptured(credit, captures)),
  ]
}

/**
 * Without captures there is one figure, what can still be given back. The list of voids says how much of the difference was
 * voided; the rest was refunded.
 */
function differencesOfOne(credit: Credit, left: Cents, voided: Cents | null): Difference[] {
  const ours = credit.settled.atAplazame
  const moved = subCents(creditLeft(credit), left)
  const voidedAtAplazame = voided ?? ours.voided
  return givenBack(credit, subCents(addCents(ours.refunded, ours.voided, moved), voidedAtAplazame), voidedAtAplazame)
}

/**
 * A call of ours can have another kind at Aplazame (a refused void goes out as a refund), so the sum decides first. Then the
 * captured amount decides how Medusa books it, whatever Aplazame calls it: what was never captured can't be refunded in
 * Medusa, so it is a void; what was captured can't be voided any more, so it is a refund.
 * @param capturedNow what was captured at Aplazame and the ledger does not know yet
 */
function givenBack(credit: Credit, refunded: Cents, voided: Cents, capturedNow: Cents = ZERO): Difference[] {
  const ours = credit.settled.atAplazame
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

function explanationOf(differences: readonly Difference[]): Explanation {
  const missing = differences.filter((one) => one.there < one.here)
  const movements = differences.flatMap(({ kind, here, there, target = null }) => (there > here ? [{ kind, amount: subCents(there, here), here, there, target }] : []))
  if (missing.length > 0) return { kind: "undecided", missing, movements }
  return movements.length === 0 ? { kind: "equal" } : { kind: "foreign_movements", movements, ended: false }
}

/** What was moved in Aplazame's panel, by what an explanation says. */
export const movementsOf = (found: Explanation): readonly ForeignMovement[] => (found.kind === "foreign_movements" || found.kind === "undecided" ? found.movements : [])

/**
 * What the ledger has as moved and Aplazame does not show, of the kinds that Aplazame shows. Of a credit that has ended
 * nothing is left, by whichever movement, so only its captures are compared with the ledger.
 */
export function missingAtAplazame(credit: Credit, shown: Shown): readonly Missing[] {
  const { captures, ended: over, refundable: left, voided } = shown
  const byCaptures = captures !== null && isKnownPayLater(credit.product, captures)
  const differences = byCaptures ? differencesOfCaptures(credit, captures, voided) : over || left === null ? [] : differencesOfOne(credit, left, voided)
  return differences.filter((one) => one.there < one.here && (!over || one.kind === "capture"))
}

/** What Aplazame shows as moved, for a person to compare with the ledger; `captured` is null for a product without captures. */
export function amountsAtAplazame(credit: Credit, { captures, voided, refundable: left }: Shown): { captured: Cents | null; voided: Cents; refunded: Cents } {
  const off = voided ?? ZERO
  if (captures && isKnownPayLater(credit.product, captures)) return { captured: capturedAtAplazame(captures), voided: off, refunded: refundedAtAplazame(captures) }
  return { captured: null, voided: off, refunded: left === null ? ZERO : maxCents(subCents(subCents(credit.settled.total, off), left), ZERO) }
}

/**
 * Whether Aplazame's captures are what the ledger expects. If not, everything that Aplazame shows is read and explained before
 * anything is sent. If they are, which is the usual case, no further read is needed.
 */
export function capturesAsExpected(credit: Credit, captures: ShownCaptures): boolean {
  const there = capturedAtAplazame(captures)
  return there === accountedFor(credit, there) && refundedAtAplazame(captures) === credit.settled.atAplazame.refunded && captures.left === leftToCapture(credit, there)
}

/** What Aplazame should show as left to capture of a pay later credit, of which so much is captured there. */
const leftToCapture = ({ settled: { total, voided, atAplazame } }: Credit, captured = atAplazame.captured): Cents => maxCents(subCents(subCents(total, voided), captured), ZERO)

/**
 * The figure that Aplazame should show before a call that changes it; null where the ledger does not know it: what is left
 * of one capture, and the total of an edited order.
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
