import type { ProblemRow } from "../../../modules/aplazame/rows"

/**
 * What a press of a problem's own button does: `decide` asks what became of a call that the figures can't settle, `retry` asks again, `replay`
 * applies the notification again, `end_credit` gives back what is left of a credit that no live order needs. Null: only a
 * person can say that it is resolved.
 */
type Remedy = "decide" | "retry" | "replay" | "end_credit" | null

export type ProblemView = {
  id: string
  kind: ProblemRow["kind"]
  state: ProblemRow["state"]
  aplazame_order_id: string | null
  order_id: string | null
  operation_id: string | null
  notification_id: string | null
  figures: ProblemRow["figures"]
  occurrences: number
  remedy: Remedy
  note: string | null
  resolved_at: Date | null
  created_at: Date
  updated_at: Date
}

/** A problem as the admin shows it. */
export function problemView(row: ProblemRow): ProblemView {
  const notification_id = row.kind === "notification_failed" ? row.dedupe_key.slice("notification_failed:".length) : null
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    aplazame_order_id: row.aplazame_order_id,
    order_id: row.order_id,
    operation_id: row.operation_id,
    notification_id,
    figures: row.figures,
    occurrences: row.occurrences,
    remedy: row.state === "open" ? remedyOf(row) : null,
    note: row.note,
    resolved_at: row.resolved_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

function remedyOf(row: ProblemRow): Remedy {
  switch (row.kind) {
    case "operation_undecided":
      return row.operation_id ? "decide" : null
    case "operation_refused":
    case "operation_exhausted":
      return row.operation_id ? "retry" : null
    case "notification_failed":
      return "replay"
    case "cancelled_order_credit_left":
    case "confirmed_without_order":
      return row.aplazame_order_id ? "end_credit" : null
    case "credit_lost_after_fulfilment":
    case "order_without_credit":
    case "amounts_differ":
    case "amounts_unknown":
    case "order_above_credit":
    case "order_below_credit":
    case "order_refunded_not_sent":
    case "sale_not_possible":
    case "credit_not_captured":
    case "capture_held":
    case "booking_failed":
    case "payment_cancelled_order_alive":
    case "completion_not_supported":
      return null
  }
}
