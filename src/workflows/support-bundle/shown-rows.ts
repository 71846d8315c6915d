import type { NewestRows } from "../../modules/aplazame/stores"
import type { AplazameOrderRow, NotificationRow, OperationRow, ProblemRow } from "../../modules/aplazame/rows"
import { shortId } from "./redact"

/** Columns that leave the store; one that is not named here stays. */
const OF_CREDIT = [
  "id", "mid", "order_id", "cart_id", "for_order_id", "payment_session_id", "payment_id", "product", "state", "status", "status_reason", "reason_code", "currency_code", "language", "sandbox",
  "total_amount", "captured_amount", "voided_amount", "refunded_amount", "placed_amount", "placed_credit_lines", "placed_returned", "placed_voided", "placed_raised", "revision", "accepting_until", "authorized_at", "expires_at",
  "confirmed_at", "cancelled_at", "refused_at", "retry_until", "released_at", "promotions_returned_at", "checked_at", "reconciled_at", "created_at", "updated_at",
] as const satisfies readonly (keyof AplazameOrderRow)[]
const OF_OPERATION = [
  "id", "aplazame_order_id", "kind", "state", "business_key", "amount", "remaining_before", "remaining_after", "moved_before", "for_returns", "request_amount", "medusa_ref", "payment_id",
  "requested_by", "decided_by", "error_code", "error_message", "attempts", "failing_since", "untold_since", "next_attempt_at", "lease_until", "booked_at", "sent_at", "settled_at",
  "created_at", "updated_at",
] as const satisfies readonly (keyof OperationRow)[]
const OF_NOTIFICATION = [
  "id", "aplazame_order_id", "mid", "status", "status_reason", "total_amount", "currency_code", "sandbox", "state", "answer", "reason_code", "received_count", "attempts",
  "error_message", "applied_at", "next_attempt_at", "created_at", "updated_at",
] as const satisfies readonly (keyof NotificationRow)[]
/** Without the note: a person wrote it, and nobody knows what is in it. */
const OF_PROBLEM = [
  "id", "kind", "state", "aplazame_order_id", "order_id", "operation_id", "figures", "occurrences", "resolved_at", "resolved_by", "created_at", "updated_at",
] as const satisfies readonly (keyof ProblemRow)[]

function pick<Row, Name extends keyof Row>(row: Row, names: readonly Name[]): Pick<Row, Name> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>
}

/** Something that happened, of one row. */
export type Moment = { at: Date; id: string; what: string }

/** The rows as they leave the store, and what they say as one timeline, oldest first. */
export function shownRows({ credits, ledger, inbox, problems }: NewestRows) {
  return {
    credits: credits.map((row) => ({ ...pick(row, OF_CREDIT), aplazame_id: shortId(row.aplazame_id) })),
    ledger: ledger.map((row) => ({ ...pick(row, OF_OPERATION), target: shortId(row.target) })),
    inbox: inbox.map((row) => ({ ...pick(row, OF_NOTIFICATION), aplazame_id: shortId(row.aplazame_id) })),
    problems: problems.map((row) => ({ ...pick(row, OF_PROBLEM), has_note: row.note !== null })),
    timeline: timelineOf({ credits, ledger, inbox, problems }),
  }
}

function timelineOf({ credits, ledger, inbox, problems }: NewestRows): Moment[] {
  const moments = [
    ...credits.flatMap((row) => [
      moment(row.created_at, row.id, "checkout begun"),
      moment(row.authorized_at, row.id, "taken as the payment"),
      moment(row.confirmed_at, row.id, "confirmed"),
      moment(row.cancelled_at, row.id, "cancelled"),
    ]),
    ...ledger.flatMap((row) => [
      moment(row.created_at, row.id, `${row.kind} written down`),
      moment(row.sent_at, row.id, `${row.kind} sent`),
      moment(row.settled_at, row.id, `${row.kind} ${row.state}`),
      moment(row.booked_at, row.id, `${row.kind} in Medusa's books`),
    ]),
    ...inbox.flatMap((row) => [
      moment(row.created_at, row.id, `notification ${row.status}/${row.status_reason}`),
      moment(row.applied_at, row.id, `notification answered ${row.answer ?? "nothing"}`),
    ]),
    ...problems.flatMap((row) => [moment(row.created_at, row.id, `problem ${row.kind}`), moment(row.resolved_at, row.id, `problem ${row.kind} resolved`)]),
  ]
  return moments.flat().sort((a, b) => a.at.getTime() - b.at.getTime())
}

const moment = (at: Date | null, id: string, what: string): Moment[] => (at === null ? [] : [{ at, id, what }])
