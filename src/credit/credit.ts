import { addCents, maxCents, minCents, subCents, sumCents, ZERO, type Cents } from "../aplazame/cents"
import { hasEnded, type CreditState } from "./credit-state"
import { isOrderChange } from "./keys"
import { isPartOfRefund, movesMoney, NOTHING_TO_CAPTURE, VIA_REFUND, VIA_VOID, type Operation } from "./operation"
import { isOpen, isWanted } from "./operation-state"
import { neededFor, orderedBy, type OrderWorth } from "./worth"

export type Product = "instalments" | "pay_in_4" | "pay_later"

/** What is stored of a credit beside its operations: the row's identity, state, and the amount that was approved. */
export type StoredCredit = {
  readonly id: string
  readonly state: CreditState
  /** What the store forced, or what Aplazame's figures proved; null while it is not known. */
  readonly product: Product | null
  /** What the shopper agreed to and Aplazame approved. */
  readonly total_amount: Cents
  /** Counts up with every operation that is sent or settled: what was read under another one is old. */
  readonly revision: number
}

/** What has happened for certain, by the operations that are done. */
type Settled = {
  readonly approved: Cents
  /** What is approved after our own edits: a PUT of less has taken the difference off. */
  readonly total: Cents
  readonly captured: Cents
  /** Taken off before it was captured, a refund's uncaptured part and a cancelled rest included. */
  readonly voided: Cents
  readonly refunded: Cents
  /** What Medusa's refunds gave back, by whatever call. */
  readonly givenBack: Cents
  /** The same movements as Aplazame counts them: a void that its product refused went out as a refund, and a void of what was captured here is a refund. */
  readonly there: { readonly captured: Cents; readonly voided: Cents; readonly refunded: Cents }
}

/**
 * A credit at one moment: what is stored, what has happened, what is planned or in flight, and what its order is worth.
 * Immutable, and everything that is decided about money is a function of it. What Aplazame shows is another type
 * (`shown.ts`), so that nobody takes the one for the other.
 */
export type Credit = {
  readonly id: string
  readonly state: CreditState
  readonly product: Product | null
  readonly revision: number
  readonly settled: Settled
  /** Wanted and not sent. */
  readonly planned: readonly Operation[]
  /** Sent and without a definite answer: the figures mean nothing until these are settled. */
  readonly inFlight: readonly Operation[]
  /** The whole ledger of the credit, oldest first, histories included. */
  readonly operations: readonly Operation[]
  /** Null for a payment without an order. */
  readonly worth: OrderWorth | null
}

/** The credit of a stored row, its ledger (oldest first) and what its order is worth, null where there is none. */
export function creditOf(stored: StoredCredit, operations: readonly Operation[], worth: OrderWorth | null): Credit {
  const money = operations.filter(movesMoney)
  return {
    id: stored.id,
    state: stored.state,
    product: stored.product,
    revision: stored.revision,
    settled: settledBy(stored.total_amount, money),
    planned: money.filter((op) => isWanted(op.state)),
    inFlight: money.filter((op) => isOpen(op.state)),
    operations,
    worth,
  }
}

function settledBy(approved: Cents, operations: readonly Operation[]): Settled {
  const done = operations.filter((op) => op.state === "done")
  const sum = (which: (op: Operation) => boolean): Cents => sumCents(done.filter(which).map((op) => op.amount ?? ZERO))
  const viaRefund = sum((op) => op.kind === "void" && op.target === VIA_REFUND)
  const viaVoid = sum((op) => op.kind === "refund" && op.target === VIA_VOID)
  const voids = sum((op) => op.kind === "void")
  const refunded = sum((op) => op.kind === "refund")
  return {
    approved,
    total: afterEdits(approved, done),
    captured: sum((op) => op.kind === "capture"),
    voided: addCents(voids, sum((op) => op.kind === "cancel")),
    refunded,
    givenBack: sum(isPartOfRefund),
    there: {
      captured: sum((op) => op.kind === "capture" && op.target !== NOTHING_TO_CAPTURE),
      voided: subCents(addCents(voids, viaVoid), viaRefund),
      refunded: subCents(addCents(refunded, viaRefund), viaVoid),
    },
  }
}

/**
 * The total after our own edits. A `PUT` whose total is below what the credit still was has taken the difference
 * off; a void of the same difference would take it off twice. A refund lowers no total there, whatever it stands for here. By
 * the ledger, so that a process may die between the `PUT` and anything else.
 */
function afterEdits(approved: Cents, done: readonly Operation[]): Cents {
  let total = approved
  let voided: Cents = ZERO
  const changes = done.filter((op) => op.kind === "update" || isVoidThere(op))
  for (const op of [...changes].sort((a, b) => whenSettled(a) - whenSettled(b))) {
    if (op.amount === null) continue
    if (op.kind !== "update") voided = addCents(voided, op.amount)
    else if (op.amount < subCents(total, voided)) total = addCents(op.amount, voided)
  }
  return total
}

/** A void at Aplazame, as whatever it is booked here. */
const isVoidThere = ({ kind, target }: Operation): boolean => (kind === "void" && target !== VIA_REFUND) || (kind === "refund" && target === VIA_VOID)

const whenSettled = (op: Operation): number => new Date(op.settled_at ?? op.updated_at).getTime()

const orZero = (amount: Cents): Cents => maxCents(amount, ZERO)

/** What the credit is good for: approved, less what edits and voids took off. */
export const granted = ({ settled: { total, voided } }: Credit): Cents => orZero(subCents(total, voided))

/** What Aplazame still holds for the shop: granted, less what was given back. */
export const creditLeft = (credit: Credit): Cents => orZero(subCents(granted(credit), credit.settled.refunded))

/**
 * The state that a person is shown: once our own cancel went through the credit is cancelled, also while Aplazame's word for
 * it is on its way to the row.
 */
export const stateShown = ({ state, operations }: Credit): CreditState =>
  state === "confirmed" && operations.some((op) => op.kind === "cancel" && op.state === "done") ? "cancelled" : state

/** Whether it ended after money had moved, so that all of it went back: refunded, and not canceled, as Medusa says it of a payment. */
export const isFullyRefunded = (state: CreditState, { captured, refunded }: Pick<Settled, "captured" | "refunded">): boolean => state === "cancelled" && captured + refunded > 0

/** What a person is told is left: nothing of a credit that ended or never came to be, whatever it was for. */
export const leftShown = (credit: Credit): Cents => (hasEnded(stateShown(credit)) ? ZERO : creditLeft(credit))

/** What was neither captured nor taken off. */
export const uncaptured = (credit: Credit): Cents => orZero(subCents(granted(credit), credit.settled.captured))

/** What was captured and not given back. */
export const refundable = ({ settled: { captured, givenBack } }: Credit): Cents => orZero(subCents(captured, givenBack))

/** The part of the credit that its order needs, what was captured and given back included. All of it where there is no order. */
export function needed(credit: Credit): Cents {
  if (!credit.worth) return granted(credit)
  return minCents(neededFor(credit.worth, credit.settled.captured, credit.settled.givenBack), granted(credit))
}

/**
 * The total that Aplazame is to hold for what the order needs. What goes back by a refund there stays in it, also where it was
 * taken off here before it was captured: told of less, Aplazame would take the same off again. What goes off by a void is out of
 * it, also where it was given back here.
 */
export function totalToTell(credit: Credit): Cents {
  const { refunded, there } = credit.settled
  return addCents(needed(credit), subCents(there.refunded, refunded))
}

/** What is still to be captured of what the order needs. */
export const toCapture = (credit: Credit): Cents => orZero(subCents(needed(credit), credit.settled.captured))

/**
 * What edits and cancelled items took off the order and the credit still has: to be voided. Never what was
 * captured, and never what the order lacked when it was placed: that is no change of it, and a person decides.
 */
export function toVoid(credit: Credit): Cents {
  if (!credit.worth) return ZERO
  const { captured } = credit.settled
  // No credit line is an edit, whoever wrote it: what the order lists is what counts.
  const listed = neededFor({ ...credit.worth, afterCreditLines: credit.worth.beforeCreditLines }, captured, ZERO)
  const spare = minCents(subCents(subCents(granted(credit), needed(credit)), placedBelow(credit)), subCents(granted(credit), listed))
  return orZero(minCents(spare, uncaptured(credit)))
}

/**
 * What the order is worth above what the credit still gives to it: it stays outstanding, since a credit can't grow. Each
 * refund can have given back a fraction of a cent more than Medusa has taken off.
 */
export function aboveCredit(credit: Credit): Cents {
  if (!credit.worth) return ZERO
  const above = orZero(subCents(credit.worth.now, subCents(granted(credit), credit.settled.refunded)))
  const refunds = credit.operations.filter((op) => op.state === "done" && op.kind === "refund").length
  return above > refunds ? above : ZERO
}

/** What of the credit the order never needed, because it was placed for less than was approved, and nobody has taken off since. */
export function placedBelow(credit: Credit): Cents {
  const { worth, settled } = credit
  if (!worth || worth.placed === null) return ZERO
  return orZero(minCents(subCents(settled.approved, worth.placed), subCents(granted(credit), needed(credit))))
}

/**
 * By how much Medusa has the order lowered twice for the same money: by the credit line of a refund or a void, and once more
 * when the goods come back (medusajs/medusa#13598) or an edit takes them off. What was given back or taken off pays for
 * what comes off first, so the credit is not lowered again; the order is to be raised by this much. Each refund can
 * have taken a fraction of a cent along into its line: that is no second time. Zero while a void may still follow the order.
 */
export function loweredTwice(credit: Credit): Cents {
  const { worth, settled, operations } = credit
  if (!worth || credit.inFlight.length > 0 || plannedVoids(credit).length > 0 || toVoid(credit) > 0) return ZERO
  const byLines = addCents(subCents(orderedBy(worth, settled.givenBack), worth.afterCreditLines), worth.byVoids)
  const done = operations.filter((op) => op.state === "done" && op.kind === "void" && !isPartOfRefund(op))
  const voidedBy = (isChange: boolean): Cents => sumCents(done.filter((op) => isOrderChange(op) === isChange).map((op) => op.amount ?? ZERO))
  const takenOff = addCents(voidedBy(true), subCents(settled.approved, settled.total))
  const byEdits = orZero(subCents(worth.placed ?? settled.approved, worth.beforeCreditLines))
  // What the order never needed, because it was placed for less, was taken off without a line and pays for nothing.
  const neverNeeded = orZero(subCents(subCents(settled.approved, worth.placed ?? settled.approved), placedBelow(credit)))
  const forNothing = minCents(orZero(subCents(voidedBy(false), worth.byVoids)), neverNeeded)
  // What a person gave back or took off without a line has paid for its part already.
  const withoutLine = orZero(subCents(addCents(settled.givenBack, voidedBy(false)), addCents(byLines, forNothing)))
  // What changes have voided paid for the goods that came off, those that came back before they were captured included.
  const twice = minCents(byLines, subCents(subCents(addCents(worth.returned, byEdits), takenOff), withoutLine))
  return twice > 1 ? twice : ZERO
}

/** The voids that changes of the order planned and that have not gone out. */
export const plannedVoids = (credit: Credit): Operation[] => credit.planned.filter((op) => op.kind === "void" && isOrderChange(op))

/** Our own capture found nothing to capture: the product is one that is refunded as a whole. */
export const hasNoCaptures = ({ product, operations }: Credit): boolean =>
  product !== "pay_later" && operations.some((op) => op.kind === "capture" && op.state === "done" && op.target === NOTHING_TO_CAPTURE)
