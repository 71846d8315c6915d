import { addCents, maxCents, minCents, subCents, sumCents, ZERO, type Cents } from "../aplazame/cents"
import { hasEnded, type CreditState } from "./credit-state"
import { ONE_ROUNDED } from "./fractions"
import { isOrderChange } from "./keys"
import { isPartOfRefund, movesMoney, NOTHING_TO_CAPTURE, VIA_REFUND, VIA_VOID, type Operation } from "./operation"
import { isOpen, isSendable } from "./operation-state"
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
  /** The same movements as Aplazame counts them. A void that Aplazame refuses for the product goes out as a refund; a void made in the panel of what Medusa holds as captured is a refund in our ledger. */
  readonly atAplazame: { readonly captured: Cents; readonly voided: Cents; readonly refunded: Cents }
}

/**
 * A credit at one moment: what is stored, what has happened, what is planned or in flight, and what its order is worth.
 * Immutable: every decision about money is a function of it. What Aplazame shows is another type (`shown.ts`), so that the
 * two can't be mixed up.
 */
export type Credit = {
  readonly id: string
  readonly state: CreditState
  readonly product: Product | null
  readonly revision: number
  readonly settled: Settled
  /** Requested and not sent. */
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
    planned: money.filter((op) => isSendable(op.state)),
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
    atAplazame: {
      captured: sum((op) => op.kind === "capture" && op.target !== NOTHING_TO_CAPTURE),
      voided: subCents(addCents(voids, viaVoid), viaRefund),
      refunded: subCents(addCents(refunded, viaRefund), viaVoid),
    },
  }
}

/**
 * The total after our own edits. A `PUT` whose total is below what the credit still was has taken the difference
 * off; a void of the same difference would take it off twice. A refund lowers no total at Aplazame, whatever
 * it is in our ledger. Computed from the ledger, so that a process may die between the `PUT` and anything else.
 */
function afterEdits(approved: Cents, done: readonly Operation[]): Cents {
  let total = approved
  let voided: Cents = ZERO
  const changes = done.filter((op) => op.kind === "update" || isVoidAtAplazame(op))
  for (const op of [...changes].sort((a, b) => whenSettled(a) - whenSettled(b))) {
    if (op.amount === null) continue
    if (op.kind !== "update") voided = addCents(voided, op.amount)
    else if (op.amount < subCents(total, voided)) total = addCents(op.amount, voided)
  }
  return total
}

/** A void at Aplazame, whatever kind it has in our ledger. */
const isVoidAtAplazame = ({ kind, target }: Operation): boolean => (kind === "void" && target !== VIA_REFUND) || (kind === "refund" && target === VIA_VOID)

const whenSettled = (op: Operation): number => new Date(op.settled_at ?? op.updated_at).getTime()

const orZero = (amount: Cents): Cents => maxCents(amount, ZERO)

/** The amount of the credit: approved, less what edits and voids took off. */
export const granted = ({ settled: { total, voided } }: Credit): Cents => orZero(subCents(total, voided))

/** What Aplazame still holds for the shop: granted, less what was given back. */
export const creditLeft = (credit: Credit): Cents => orZero(subCents(granted(credit), credit.settled.refunded))

/**
 * The state to show to a person: `cancelled` as soon as our own cancel is done, also before the row has taken over Aplazame's
 * status.
 */
export const stateShown = ({ state, operations }: Credit): CreditState =>
  state === "confirmed" && operations.some((op) => op.kind === "cancel" && op.state === "done") ? "cancelled" : state

/** Whether it ended after money had moved, so that all of it went back. Medusa calls such a payment refunded, not canceled. */
export const isFullyRefunded = (state: CreditState, { captured, refunded }: Pick<Settled, "captured" | "refunded">): boolean => state === "cancelled" && captured + refunded > 0

/** The amount left to show to a person: nothing of a credit that has ended or was never created. */
export const leftShown = (credit: Credit): Cents => (hasEnded(stateShown(credit)) ? ZERO : creditLeft(credit))

/**
 * What was neither captured nor taken off. A refund's void takes off what Medusa has as captured, where Aplazame was told of the
 * capture by a `PUT` alone.
 */
export const uncaptured = (credit: Credit): Cents => {
  const { captured, givenBack, refunded } = credit.settled
  return orZero(subCents(addCents(granted(credit), subCents(givenBack, refunded)), captured))
}

/** What was captured and not given back. */
export const refundable = ({ settled: { captured, givenBack } }: Credit): Cents => orZero(subCents(captured, givenBack))

/**
 * The part of the credit that its order needs, what was captured and given back included. All of it where there is no order.
 * What a refund gave back for goods that came off later is counted too: those goods need no credit, the refund has taken it.
 */
export function needed(credit: Credit): Cents {
  if (!credit.worth) return granted(credit)
  return minCents(addCents(neededFor(credit.worth, returnedUncaptured(credit), credit.settled.givenBack), refundedForEdits(credit)), granted(credit))
}

/** What was edited off the order since it was placed. */
const edited = ({ settled }: Credit, worth: OrderWorth): Cents => orZero(subCents(worth.placed ?? settled.approved, worth.beforeCreditLines))
/** What came off the order of the part above the credit that other payments had captured. */
const offOthers = ({ settled }: Credit, worth: OrderWorth): Cents => orZero(subCents(worth.others.captured, orZero(subCents(worth.beforeCreditLines, settled.approved))))
/** What changes of the order took off the credit. */
const changed = ({ settled, operations }: Credit): Cents => addCents(voidedBy(operations, true), subCents(settled.approved, settled.total))

/**
 * Value of the goods that came back and were never captured. Goods come back after they were sent, so what came back was
 * captured first, where anything was: that is refunded, not left uncaptured. Except for what voids have taken off for goods that
 * came back before: it stays off, whatever is captured since.
 */
export function returnedUncaptured({ worth, settled, operations }: Credit): Cents {
  if (!worth) return ZERO
  return orZero(maxCents(subCents(worth.returned, settled.captured), minCents(worth.returned, voidedForReturns(operations))))
}

/** How much of a void of {@link toVoid} is for goods that came back and were never captured, beyond what earlier voids took off for them. */
export function toVoidForReturns(credit: Credit): Cents {
  return orZero(minCents(subCents(returnedUncaptured(credit), voidedForReturns(credit.operations)), toVoid(credit)))
}

const voidedForReturns = (operations: readonly Operation[]): Cents => sumCents(operations.filter((op) => op.state === "done").map((op) => op.for_returns ?? ZERO))

/**
 * How much of what edits took off the order went back by refunds: that money does not go back once more by a void. A refund
 * pays first for goods that came back, then for what edits took off, whichever of the two was first.
 */
export function refundedForEdits(credit: Credit): Cents {
  const { worth, settled } = credit
  if (!worth) return ZERO
  const forNoReturn = subCents(settled.givenBack, subCents(worth.returned, returnedUncaptured(credit)))
  return orZero(minCents(forNoReturn, subCents(edited(credit, worth), subCents(changed(credit), voidedForReturns(credit.operations)))))
}

/** What voids took off that order changes planned, or what others did. */
const voidedBy = (operations: readonly Operation[], byChange: boolean): Cents =>
  sumCents(operations.filter((op) => op.state === "done" && op.kind === "void" && !isPartOfRefund(op) && isOrderChange(op) === byChange).map((op) => op.amount ?? ZERO))

/**
 * The total to send with an edit of the order. What a refund gives back at Aplazame stays in the total, also where our ledger
 * has it as a void: with a lower total Aplazame would take the same amount off again. What a void takes off at Aplazame is not
 * in the total, also where our ledger has it as a refund.
 */
export function totalForEdit(credit: Credit): Cents {
  const { refunded, atAplazame } = credit.settled
  return addCents(needed(credit), subCents(atAplazame.refunded, refunded))
}

/** What is still to be captured of what the order needs. */
export const toCapture = (credit: Credit): Cents => orZero(subCents(needed(credit), credit.settled.captured))

/**
 * What edits and cancelled items took off the order and the credit still has: to be voided. Never what was captured. Never
 * what the order was below the credit when it was placed: that is no change of the order, and a person decides.
 */
export function toVoid(credit: Credit): Cents {
  if (!credit.worth) return ZERO
  // A credit line is never an edit, whoever wrote it: the order's items and shipping count.
  const listed = neededFor({ ...credit.worth, afterCreditLines: credit.worth.beforeCreditLines }, returnedUncaptured(credit), ZERO)
  const spare = minCents(subCents(subCents(granted(credit), needed(credit)), placedBelow(credit)), subCents(granted(credit), listed))
  return orZero(minCents(spare, uncaptured(credit)))
}

/**
 * What the order is worth above the credit. It stays outstanding, since a credit can't be increased. Each refund can have
 * given back a fraction of a cent more than Medusa took off.
 */
export function aboveCredit(credit: Credit): Cents {
  if (!credit.worth) return ZERO
  const above = orZero(subCents(credit.worth.now, subCents(granted(credit), credit.settled.refunded)))
  const refunds = credit.operations.filter((op) => op.state === "done" && op.kind === "refund").length
  return above > refunds ? above : ZERO
}

/** What the order never needed of the credit, because it was placed for less than was approved and not raised since, as far as it was not taken off. */
export function placedBelow(credit: Credit): Cents {
  const { worth, settled } = credit
  if (!worth || worth.placed === null) return ZERO
  return orZero(minCents(subCents(settled.approved, maxCents(worth.placed, worth.beforeCreditLines)), subCents(granted(credit), needed(credit))))
}

/**
 * By how much Medusa has the order lowered twice for the same money: by the credit line of a refund or a void (a refund of
 * another payment's included), and once more when the goods come back (medusajs/medusa#13598) or an edit takes them off. What was given back or taken off pays for
 * what comes off first, so the credit is not lowered again; the order is to be raised by this much. Each refund can
 * have taken a fraction of a cent along into its line: that is no second time. Zero while a void may still follow the order.
 */
export const loweredTwice = (credit: Credit): Cents => (mayStillVoid(credit) ? ZERO : twiceFor(credit))

/**
 * {@link loweredTwice} of an order with several credits, the oldest last: a line is written for the order, and Medusa does not say
 * for which of them, so they are asked as one.
 * @param worth the order's, as the oldest credit was to pay for it
 */
export function loweredTwiceFor(credits: readonly Credit[], worth: OrderWorth): Cents {
  const oldest = credits.at(-1)
  return !oldest || credits.some(mayStillVoid) ? ZERO : twiceFor(together(oldest, credits, worth))
}

const mayStillVoid = (credit: Credit): boolean => credit.inFlight.length > 0 || plannedVoids(credit).length > 0 || toVoid(credit) > 0

function twiceFor(credit: Credit): Cents {
  const { worth, settled, operations } = credit
  if (!worth) return ZERO
  const byHand = voidedBy(operations, false)
  // Of several credits of an order each has the lines of its own voids.
  const byVoids = minCents(worth.byVoids, byHand)
  const byLines = addCents(subCents(orderedBy(worth, settled.givenBack), worth.afterCreditLines), byVoids)
  // What the order never needed, because it was placed for less, was taken off without a line and pays for nothing.
  const neverNeeded = orZero(subCents(subCents(settled.approved, worth.placed ?? settled.approved), placedBelow(credit)))
  const forNothing = minCents(orZero(subCents(byHand, byVoids)), neverNeeded)
  // What a person gave back or took off without a line has paid for its part already.
  const withoutLine = orZero(subCents(addCents(settled.givenBack, worth.others.refunded, byHand), addCents(byLines, forNothing)))
  // What changes have voided paid for the goods that came off, those that came back before they were captured included.
  const forReturns = voidedForReturns(operations)
  const editedUnpaid = orZero(subCents(addCents(edited(credit, worth), offOthers(credit, worth)), subCents(changed(credit), forReturns)))
  // What was ordered more and nobody paid for, goods or a fee for a return, has its price out of what came back, where only the rest of that was settled.
  const restSettled = addCents(withoutLine, forReturns) > ONE_ROUNDED
  const inExchange = restSettled ? orZero(subCents(subCents(worth.beforeCreditLines, settled.approved), worth.others.captured)) : ZERO
  const twice = minCents(byLines, subCents(addCents(subCents(worth.returned, forReturns), editedUnpaid), addCents(withoutLine, inExchange)))
  return twice > ONE_ROUNDED ? twice : ZERO
}

function together(oldest: Credit, credits: readonly Credit[], worth: OrderWorth): Credit {
  const sum = (of: Exclude<keyof Settled, "atAplazame">): Cents => sumCents(credits.map(({ settled }) => settled[of]))
  const approved = sum("approved")
  const placed = worth.placed === null ? null : addCents(worth.placed, subCents(approved, oldest.settled.approved))
  return {
    ...oldest,
    settled: { ...oldest.settled, approved, total: sum("total"), captured: sum("captured"), voided: sum("voided"), refunded: sum("refunded"), givenBack: sum("givenBack") },
    operations: credits.flatMap(({ operations }) => operations),
    worth: { ...worth, placed },
  }
}

/** The voids that changes of the order planned and that have not gone out. */
export const plannedVoids = (credit: Credit): Operation[] => credit.planned.filter((op) => op.kind === "void" && isOrderChange(op))

/** Our own capture found nothing to capture: the product has no captures, and its refund is one of the whole order. */
export const hasNoCaptures = ({ product, operations }: Credit): boolean =>
  product !== "pay_later" && operations.some((op) => op.kind === "capture" && op.state === "done" && op.target === NOTHING_TO_CAPTURE)
