/**
 * Every way in which a call to Aplazame can fail. A closed list.
 *
 * - `validation`: 400, or refused here before anything was sent
 * - `unauthorized`: 401, key missing or wrong
 * - `forbidden`: 403, operation not permitted in this state
 * - `not_found`: 404
 * - `conflict`: 409
 * - `rate_limited`: 429
 * - `rejected`: any other 4xx
 * - `server`: 5xx
 * - `timeout`: no answer in time, or 408
 * - `network`: no connection, or it broke
 * - `unreadable`: an answer came that is not what the API documents, redirects included
 * - `not_sent`: held back by this client, because too many calls were under way or Aplazame did not answer the last ones; nothing went out
 *
 * docs: Aplazame API, "API reference", table of status codes.
 */
export const APLAZAME_ERROR_KINDS = [
  "validation",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "rate_limited",
  "server",
  "timeout",
  "network",
  "unreadable",
  "rejected",
  "not_sent",
] as const

/** One of {@link APLAZAME_ERROR_KINDS}. */
export type AplazameErrorKind = (typeof APLAZAME_ERROR_KINDS)[number]

/** Only the moment was wrong: the same call may go through later, of which nothing has happened yet. */
export const isPassing = (kind: AplazameErrorKind): boolean => ["rate_limited", "network", "unauthorized", "not_sent"].includes(kind)

/** Aplazame has said nothing about what was asked. */
export const isAway = (kind: AplazameErrorKind): boolean => ["timeout", "network", "server", "rate_limited", "unreadable", "not_sent"].includes(kind)

/**
 * Whether the call changed something at Aplazame in spite of the error:
 * `none` definitely not, `done` definitely, `possible` nobody can tell without looking.
 *
 * Aplazame has no idempotency key, so only `none` may be sent again without looking first.
 */
export type AplazameEffect = "none" | "done" | "possible"
