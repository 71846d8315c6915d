import { z } from "zod"

/** Statuses that Aplazame documents. docs: Aplazame API, checkout confirmation, table of statuses. */
export const KNOWN_ORDER_STATUSES = ["pending", "ok", "ko"] as const

/** A documented status, or `unknown` for every other word. Only `ok` ever means that money is due. */
export type OrderStatus = (typeof KNOWN_ORDER_STATUSES)[number] | "unknown"

/** Reasons that Aplazame documents; an `ok` has none. docs: Aplazame API, checkout confirmation. */
export const STATUS_REASONS = [
  "in_process",
  "challenge_required",
  "confirmation_required",
  "expired",
  "expired_challenge",
  "ko_generic",
  "failed_challenge",
  "confirmation_rejected_by_merchant",
  "merchant_failed_to_confirm",
] as const

/** One of {@link STATUS_REASONS}. */
export type StatusReason = (typeof STATUS_REASONS)[number]

/** Says whether a text is a documented reason. */
export function isStatusReason(value: string): value is StatusReason {
  return (STATUS_REASONS as readonly string[]).includes(value)
}

/** Reads a status word for word: `OK`, `paid` or `confirmed` are unknown, not paid. */
export function readStatus(raw: string): OrderStatus {
  return KNOWN_ORDER_STATUSES.find((known) => known === raw) ?? "unknown"
}

/** A status in an answer; anything but a text reads as "", which is unknown. */
export const answerStatus = z.unknown().transform((value): string => (typeof value === "string" ? value : ""))
