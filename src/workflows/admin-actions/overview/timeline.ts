import { VIA_REFUND } from "../../../credit"
import type { NotificationRow, OperationRow } from "../../../modules/aplazame/rows"
import type { AdminActionRow } from "../action-store"
import type { Actor } from "./actors"

/** How many entries a page gets; an order has a dozen. */
const TIMELINE_LIMIT = 200

type TimelineOperation = {
  type: "operation"
  id: string
  at: Date
  kind: OperationRow["kind"]
  state: OperationRow["state"]
  amount: number | null
  remaining_before: number | null
  remaining_after: number | null
  /** The product takes no void, so the same amount went back as a refund. */
  via_refund: boolean
  asked_by: Actor
  /** The person who said what became of it, where the figures could not tell. */
  decided_by: Actor | null
  attempts: number
  next_attempt_at: Date | null
  sent_at: Date | null
  settled_at: Date | null
  error_code: string | null
  error_message: string | null
}

type TimelineNotification = {
  type: "notification"
  id: string
  at: Date
  status: string
  status_reason: string
  amount: number
  state: NotificationRow["state"]
  answer: NotificationRow["answer"]
  reason_code: string | null
  received_count: number
  attempts: number
}

type TimelineLinkEmail = {
  type: "link_email"
  id: string
  at: Date
  state: AdminActionRow["state"]
  asked_by: Actor
  error_code: string | null
}

export type TimelineEntry = TimelineOperation | TimelineNotification | TimelineLinkEmail

type Told = { ledger?: readonly OperationRow[]; inbox?: readonly NotificationRow[]; emails?: readonly AdminActionRow[] }

/** The ledger and the inbox of a credit, and the payment links of its order that were sent, as one timeline, newest first. */
export function timeline({ ledger = [], inbox = [], emails = [] }: Told, nameOf: (by: string | null) => Actor, actorOf: (op: OperationRow) => Actor = (op) => nameOf(op.requested_by)): TimelineEntry[] {
  const told = [
    ...ledger.filter((op) => !wasNothing(op)).map((op) => operation(op, actorOf, nameOf)),
    ...inbox.map(notification),
    ...emails.map((row) => linkEmail(row, nameOf)),
  ]
  return told.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)).slice(0, TIMELINE_LIMIT)
}

const linkEmail = ({ id, created_at, state, requested_by, error_code }: AdminActionRow, nameOf: (by: string | null) => Actor): TimelineLinkEmail => ({ type: "link_email", id, at: created_at, state, asked_by: nameOf(requested_by), error_code })

/** It turned out not to be needed, and nothing was sent: a change of the order that asks nothing of its credit, a guest's history. Not what was given up on. */
const wasNothing = (op: OperationRow): boolean => op.state === "skipped" && op.error_code === null

function operation(op: OperationRow, actorOf: (op: OperationRow) => Actor, nameOf: (by: string | null) => Actor): TimelineOperation {
  return {
    type: "operation",
    id: op.id,
    at: op.created_at,
    kind: op.kind,
    state: op.state,
    amount: op.amount,
    remaining_before: op.remaining_before,
    remaining_after: op.remaining_after,
    via_refund: op.kind === "void" && op.target === VIA_REFUND,
    asked_by: actorOf(op),
    decided_by: op.decided_by === null ? null : nameOf(op.decided_by),
    attempts: op.attempts,
    next_attempt_at: op.next_attempt_at,
    sent_at: op.sent_at,
    settled_at: op.settled_at,
    error_code: op.error_code,
    error_message: op.error_message,
  }
}

function notification(row: NotificationRow): TimelineNotification {
  return {
    type: "notification",
    id: row.id,
    at: row.created_at,
    status: row.status,
    status_reason: row.status_reason,
    amount: row.total_amount,
    state: row.state,
    answer: row.answer,
    reason_code: row.reason_code,
    received_count: row.received_count,
    attempts: row.attempts,
  }
}
