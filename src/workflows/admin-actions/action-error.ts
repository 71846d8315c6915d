/** Why an operator's request was not done. A closed list; the admin has a sentence for each in every language. */
export const ACTION_CODES = [
  /** Not paid with Aplazame, or no such row. */
  "credit_not_found",
  "not_found",
  /** The numbers are no longer those that the page showed. */
  "changed_meanwhile",
  /** Another request of the same order is under way. */
  "action_running",
  /** The process ended in an earlier request with the same token; the ledger knows how far it came. */
  "action_interrupted",
  /** The token was used for something else. */
  "token_reused",
  // why Aplazame or Medusa would refuse
  "credit_not_confirmed",
  "credit_cancelled",
  "nothing_to_capture",
  "nothing_to_refund",
  "nothing_to_void",
  "capture_first",
  "payment_missing",
  "payment_cancelled",
  "order_cancelled",
  "order_completed",
  "order_fulfilled",
  "operation_open",
  "order_being_edited",
  "history_too_late",
  "history_off",
  "history_running",
  "amount_above_remaining",
  "amount_above_order",
  "partial_capture_not_supported",
  "not_retryable",
  // of a payment link that is to be sent
  "nothing_outstanding",
  "order_changed",
  "email_missing",
  "email_off",
  "email_failed",
  // of campaigns
  "campaign_not_found",
  "product_not_found",
  /** It covers every article, so that none can be put in or taken out. */
  "campaign_whole_catalogue",
  "campaign_over",
  // what came of the call
  "aplazame_unavailable",
  "operation_refused",
  "operation_unsettled",
  "operation_undecided",
  "operation_busy",
  /** Only a person can say what became of an operation. */
  "person_needed",
  /** It is settled already, or Aplazame's figures tell what became of it. */
  "not_undecided",
  /** Less was moved at Aplazame than the answer takes. */
  "answer_contradicted",
  /** Money was moved in Aplazame's panel: it is booked, and what was asked for was not sent. */
  "moved_at_aplazame",
  /** An earlier, equal request of which nobody had heard went through: it is booked, and this one was not sent. */
  "done_after_all",
  /** Medusa's own rules; its words are in the figures. */
  "medusa_refused",
  "not_yet",
  "failed",
] as const
export type ActionCode = (typeof ACTION_CODES)[number]

/** Hundredths, or Aplazame's own words for a refusal. */
export type ActionFigures = Record<string, number | string | null>

export const isActionCode = (code: unknown): code is ActionCode => ACTION_CODES.some((known) => known === code)

/** An operator's request that was not done: a stable code with its figures; the message is for the log. */
export class ActionError extends Error {
  constructor(
    readonly code: ActionCode,
    readonly figures: ActionFigures = {},
    message: string = code
  ) {
    super(message)
    this.name = "ActionError"
  }

  /** The status of the HTTP answer: what is not listed was refused, 422. */
  get status(): number {
    return STATUS[this.code] ?? 422
  }
}

const STATUS: Partial<Record<ActionCode, number>> = {
  credit_not_found: 404,
  not_found: 404,
  campaign_not_found: 404,
  product_not_found: 404,
  changed_meanwhile: 409,
  action_running: 409,
  action_interrupted: 409,
  token_reused: 409,
  operation_busy: 409,
  person_needed: 403,
  not_undecided: 409,
  moved_at_aplazame: 409,
  done_after_all: 409,
  not_yet: 409,
  aplazame_unavailable: 502,
  failed: 500,
}
