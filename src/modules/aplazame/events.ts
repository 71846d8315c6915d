import type { Cents } from "../../aplazame"
import { isForeign, type CreditState } from "../../credit"
import type { ProblemKind } from "./problem-kinds"
import type { AplazameOrderRow, OperationRow, ProblemRow } from "./rows"

/** The events that a store can subscribe to, by what happened. */
export const APLAZAME_EVENTS = {
  /** A checkout exists at Aplazame; the shopper is in it. */
  CHECKOUT_STARTED: "aplazame.checkout_started",
  /** Aplazame asks the shopper who they are. */
  CHALLENGE_STARTED: "aplazame.challenge_started",
  /** Aplazame has approved the credit and the store has accepted: both sides are bound. */
  APPROVED: "aplazame.approved",
  /** There will be no credit: Aplazame said no, or the store did. */
  REFUSED: "aplazame.refused",
  /** The time for the checkout, or for its identity check, ran out. */
  EXPIRED: "aplazame.expired",
  CAPTURED: "aplazame.captured",
  REFUNDED: "aplazame.refunded",
  VOIDED: "aplazame.voided",
  /** A credit that was approved has ended as a whole. */
  CANCELLED: "aplazame.cancelled",
  PROBLEM_OPENED: "aplazame.problem_opened",
  PROBLEM_CLOSED: "aplazame.problem_closed",
} as const
export type AplazameEventName = (typeof APLAZAME_EVENTS)[keyof typeof APLAZAME_EVENTS]

/** What every event bears. No event holds personal data. */
type Told = {
  /** The same in every repeat of the event: a subscriber that has seen it may drop it. */
  event_id: string
  /** When the store learned of the change, ISO 8601. */
  occurred_at: string
}

/** About a credit. Amounts are hundredths. */
export type CreditEventData = Told & {
  /** Our id of the credit, which is its `mid` at Aplazame. */
  id: string
  /** Aplazame's own id. */
  aplazame_id: string | null
  /** Null of an order that has none. */
  cart_id: string | null
  /** Medusa's order; null while there is none. */
  order_id: string | null
  currency_code: string
  sandbox: boolean
  total_amount: Cents
}

/** About a credit that came to nothing. */
export type EndedEventData = CreditEventData & {
  /** Aplazame's word for it. */
  reason: string | null
  /** Our code, when the store said no. */
  code: string | null
}

/** About money that moved: one event for each call that moved it. */
export type MovementEventData = CreditEventData & {
  operation_id: string
  /** Medusa's payment. */
  payment_id: string | null
  amount: Cents
  /** The sums of the credit, this movement included. */
  captured_amount: Cents
  refunded_amount: Cents
  voided_amount: Cents
  /** It was made in Aplazame's own panel. */
  in_panel: boolean
}

/** About something that a person must look at. */
export type ProblemEventData = Told & {
  id: string
  kind: ProblemKind
  credit_id: string | null
  order_id: string | null
  operation_id: string | null
}

export type ProblemClosedEventData = ProblemEventData & {
  /** `plugin`: its cause is gone; `person`: somebody closed it by hand. */
  closed_by: "plugin" | "person"
}

/** The payload of each event, by its name. */
export type AplazameEventData = {
  "aplazame.checkout_started": CreditEventData
  "aplazame.challenge_started": CreditEventData
  "aplazame.approved": CreditEventData
  "aplazame.refused": EndedEventData
  "aplazame.expired": EndedEventData
  "aplazame.captured": MovementEventData
  "aplazame.refunded": MovementEventData
  "aplazame.voided": MovementEventData
  "aplazame.cancelled": CreditEventData
  "aplazame.problem_opened": ProblemEventData
  "aplazame.problem_closed": ProblemClosedEventData
}

/** An event before it is written: what makes it one change (`change_key`), and its payload without the id that it gets then. */
export type NewEvent = {
  [Name in AplazameEventName]: { name: Name; change_key: string; aplazame_order_id: string | null; data: Omit<AplazameEventData[Name], "event_id"> }
}[AplazameEventName]

/**
 * What a change of a credit's state is to be told as. A checkout that was never seen open is told as started first; one
 * that was never approved is refused or expired, whatever else Aplazame says of it.
 */
export function eventsOfMove(from: CreditState, row: AplazameOrderRow): NewEvent[] {
  const started = (from === "creating" || from === "failed") && row.state !== "failed"
  const told = eventOfState(from, row)
  return [...(started ? [ofCredit("aplazame.checkout_started", row)] : []), ...(told ? [told] : [])]
}

function eventOfState(from: CreditState, row: AplazameOrderRow): NewEvent | null {
  switch (row.state) {
    case "challenge":
      return ofCredit("aplazame.challenge_started", row)
    case "confirmed":
      return ofCredit("aplazame.approved", row)
    case "cancelled":
      return from !== "confirmed" && row.status === "ko" ? ended(row) : ofCredit("aplazame.cancelled", row)
    case "refused":
      return ended(row)
    case "creating":
    case "open":
    case "approved":
    case "failed":
      return null
  }
}

function ended(row: AplazameOrderRow): NewEvent {
  const name = row.status_reason?.startsWith("expired") ? "aplazame.expired" : "aplazame.refused"
  const data = { ...creditData(row), reason: word(row.status_reason), code: row.reason_code }
  return { name, change_key: `${name}:${row.id}`, aplazame_order_id: row.id, data }
}

const MOVEMENTS = { capture: "aplazame.captured", refund: "aplazame.refunded", void: "aplazame.voided" } as const

/**
 * What an operation that is done is told as; null for what moves no money. A cancel is the end of the credit: our row
 * may hear of it much later, and then it is the same change.
 */
export function eventOfOperation(op: OperationRow, row: AplazameOrderRow): NewEvent | null {
  if (op.state === "done" && op.kind === "cancel") return ofCredit("aplazame.cancelled", row)
  if (op.state !== "done" || op.amount === null || (op.kind !== "capture" && op.kind !== "refund" && op.kind !== "void")) return null
  const { captured_amount, refunded_amount, voided_amount } = row
  const data = {
    ...creditData(row),
    operation_id: op.id,
    payment_id: op.payment_id ?? row.payment_id,
    amount: op.amount,
    ...{ captured_amount, refunded_amount, voided_amount },
    in_panel: isForeign(op),
  }
  return { name: MOVEMENTS[op.kind], change_key: `operation:${op.id}`, aplazame_order_id: row.id, data }
}

export const problemOpened = (row: ProblemRow): NewEvent => ({
  name: "aplazame.problem_opened",
  change_key: `problem_opened:${row.id}`,
  aplazame_order_id: row.aplazame_order_id,
  data: problemData(row),
})

export const problemClosed = (row: ProblemRow, closed_by: ProblemClosedEventData["closed_by"]): NewEvent => ({
  name: "aplazame.problem_closed",
  change_key: `problem_closed:${row.id}`,
  aplazame_order_id: row.aplazame_order_id,
  data: { ...problemData(row), closed_by },
})

type PlainCreditEvent = "aplazame.checkout_started" | "aplazame.challenge_started" | "aplazame.approved" | "aplazame.cancelled"
const ofCredit = (name: PlainCreditEvent, row: AplazameOrderRow): NewEvent => ({ name, change_key: `${name}:${row.id}`, aplazame_order_id: row.id, data: creditData(row) })

const creditData = ({ id, aplazame_id, cart_id, order_id, currency_code, sandbox, total_amount }: AplazameOrderRow): Omit<CreditEventData, "event_id"> => ({
  occurred_at: new Date().toISOString(),
  ...{ id, aplazame_id, cart_id, order_id, currency_code, sandbox, total_amount },
})

const problemData = ({ id, kind, aplazame_order_id, order_id, operation_id }: ProblemRow): Omit<ProblemEventData, "event_id"> => ({
  occurred_at: new Date().toISOString(),
  ...{ id, kind, credit_id: aplazame_order_id, order_id, operation_id },
})

/** Aplazame's reasons are words of a list; anything else would be a text that we don't know the content of. */
const word = (reason: string | null): string | null => (reason !== null && /^[a-z_]{1,60}$/.test(reason) ? reason : null)

/** A row of `aplazame_event`: something that the store is to be told, or was told. */
export type EventRow = {
  id: string
  sequence: number
  name: AplazameEventName
  change_key: string
  aplazame_order_id: string | null
  data: AplazameEventData[AplazameEventName]
  lease_until: Date | null
  emitted_at: Date | null
  created_at: Date
  updated_at: Date
}
