import type { Cents, ProductType } from "../../aplazame"
import type { CreditState, OperationKind, OperationState } from "../../credit"
import type { Language } from "../../mapping"
import type { ProblemKind } from "./problem-kinds"

/** A row of `aplazame_order`. Amounts are hundredths; dates are null until they happened. */
export type AplazameOrderRow = {
  id: string
  mid: string
  aplazame_id: string | null
  payment_session_id: string
  payment_collection_id: string | null
  /** Medusa's payment, from authorisation on: the session that it began with may be gone. */
  payment_id: string | null
  /** One of the two is null: `subject.ts` tells which. */
  cart_id: string | null
  for_order_id: string | null
  /** The account of the signed-in customer who began the checkout; null for a guest. */
  customer_id: string | null
  order_id: string | null
  fingerprint: string
  product: ProductType | null
  state: CreditState
  status: string | null
  status_reason: string | null
  reason_code: string | null
  currency_code: string
  /** Of the words that the checkout was sent with; null of checkouts from before it was kept. */
  language: Language | null
  sandbox: boolean
  total_amount: Cents
  captured_amount: Cents
  voided_amount: Cents
  refunded_amount: Cents
  placed_amount: Cents | null
  placed_credit_lines: Cents | null
  placed_returned: Cents | null
  placed_voided: Cents | null
  placed_raised: Cents | null
  revision: number
  accepting_until: Date | null
  authorized_at: Date | null
  expires_at: Date | null
  confirmed_at: Date | null
  cancelled_at: Date | null
  refused_at: Date | null
  retry_until: Date | null
  released_at: Date | null
  promotions_returned_at: Date | null
  checked_at: Date | null
  reconciled_at: Date | null
  created_at: Date
  updated_at: Date
}

/** A row of the ledger, `aplazame_operation`. */
export type OperationRow = {
  id: string
  aplazame_order_id: string
  kind: OperationKind
  state: OperationState
  business_key: string
  amount: Cents | null
  remaining_before: Cents | null
  remaining_after: Cents | null
  moved_before: Cents | null
  target: string | null
  request_amount: Cents | null
  medusa_ref: string | null
  payment_id: string | null
  requested_by: string | null
  decided_by: string | null
  error_code: string | null
  error_message: string | null
  attempts: number
  failing_since: Date | null
  untold_since: Date | null
  for_returns: Cents | null
  next_attempt_at: Date | null
  lease_until: Date | null
  booked_at: Date | null
  sent_at: Date | null
  settled_at: Date | null
  created_at: Date
  updated_at: Date
}

/** A row of the inbox, `aplazame_notification`. */
export type NotificationRow = {
  id: string
  dedupe_key: string
  aplazame_order_id: string | null
  aplazame_id: string
  mid: string
  status: string
  status_reason: string
  total_amount: Cents
  currency_code: string | null
  sandbox: boolean
  state: "received" | "applied" | "failed" | "closed"
  answer: "ok" | "ko" | null
  reason_code: string | null
  received_count: number
  attempts: number
  error_message: string | null
  applied_at: Date | null
  next_attempt_at: Date | null
  created_at: Date
  updated_at: Date
}

/** A row of `aplazame_problem`. */
export type ProblemRow = {
  id: string
  kind: ProblemKind
  state: "open" | "resolved"
  dedupe_key: string
  aplazame_order_id: string | null
  order_id: string | null
  operation_id: string | null
  figures: Record<string, number | string | null> | null
  occurrences: number
  resolved_at: Date | null
  resolved_by: string | null
  note: string | null
  created_at: Date
  updated_at: Date
}
