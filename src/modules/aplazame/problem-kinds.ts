/**
 * The closed list of what can need a person. The words for the operator are in the admin's language files,
 * keyed by these.
 */
export const PROBLEM_KINDS = [
  /** A money call was left without an answer and Aplazame's figures fit neither outcome. */
  "operation_undecided",
  /** Aplazame refused something that the store already took for granted. */
  "operation_refused",
  /** A planned operation failed again and again. */
  "operation_exhausted",
  /** The order is cancelled in Medusa and credit is left at Aplazame. */
  "cancelled_order_credit_left",
  /** Aplazame ended the credit and goods may have left. */
  "credit_lost_after_fulfilment",
  /** Aplazame confirmed a credit for which there is no order here. */
  "confirmed_without_order",
  /** An order here whose credit Aplazame refused, or that expired. */
  "order_without_credit",
  /** Amounts at Aplazame and in Medusa differ. */
  "amounts_differ",
  /** Aplazame refuses to say what was moved on a credit. */
  "amounts_unknown",
  /** The order is worth more than the credit covers. */
  "order_above_credit",
  /** The order was placed for less than Aplazame had approved. */
  "order_below_credit",
  /** All was given back at Aplazame, and the goods were not sent: is the order to be cancelled? */
  "order_refunded_not_sent",
  /** Aplazame approved, and the shop's own set-up kept the cart from becoming an order. */
  "sale_not_possible",
  /** Nobody has captured a credit for days, and Aplazame pays nothing for it. */
  "credit_not_captured",
  /** The store's own hook holds back what the credit allows to capture for goods that have left. */
  "capture_held",
  /** A movement that happened at Aplazame can't be written into Medusa's books. */
  "booking_failed",
  /** A payment of Medusa is cancelled while its credit and order are alive. */
  "payment_cancelled_order_alive",
  /** The store's own completion did not make one whole order of a cart. */
  "completion_not_supported",
  /** A notification could not be applied. */
  "notification_failed",
] as const

export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** Those whose cause is gone when a comparison with Aplazame finds nothing. */
export const COMPARED_PROBLEMS: readonly ProblemKind[] = ["amounts_differ", "amounts_unknown", "cancelled_order_credit_left", "order_without_credit"]
