import { AplazameError, type AplazameErrorDetails } from "./aplazame-error"
import type { AplazameErrorKind } from "./kinds"

/** 400, or refused by this client before anything was sent (then without `status`). See `fields`. */
export class AplazameValidationError extends AplazameError {
  readonly kind = "validation"
  readonly code: "aplazame_validation" | "aplazame_query" = "aplazame_validation"
}

/** 401: the key is missing or wrong. */
export class AplazameUnauthorizedError extends AplazameError {
  readonly kind = "unauthorized"
  readonly code = "aplazame_unauthorized"
}

/** 403: not permitted, mostly because the order is in another state. */
export class AplazameForbiddenError extends AplazameError {
  readonly kind = "forbidden"
  readonly code = "aplazame_forbidden"
}

/** 404: unknown order, capture or path. */
export class AplazameNotFoundError extends AplazameError {
  readonly kind = "not_found"
  readonly code = "aplazame_not_found"
}

/** 409. */
export class AplazameConflictError extends AplazameError {
  readonly kind = "conflict"
  readonly code = "aplazame_conflict"
}

/** 429: too many at once. */
export class AplazameRateLimitedError extends AplazameError {
  readonly kind = "rate_limited"
  readonly code = "aplazame_rate_limited"
}

/** 5xx: a fault at Aplazame, or maintenance. */
export class AplazameServerError extends AplazameError {
  readonly kind = "server"
  readonly code = "aplazame_server"
}

/** No answer in time, or 408. */
export class AplazameTimeoutError extends AplazameError {
  readonly kind = "timeout"
  readonly code = "aplazame_timeout"
}

/** No connection, or it broke before the whole answer came. See `networkCode`. */
export class AplazameNetworkError extends AplazameError {
  readonly kind = "network"
  readonly code = "aplazame_network"
}

/** An answer that is not what the API documents: redirect, no JSON, missing or wrong fields, too large. */
export class AplazameUnreadableError extends AplazameError {
  readonly kind = "unreadable"
  readonly code = "aplazame_unreadable"
}

/** Any other 4xx (405, 406, 415 ...). */
export class AplazameRejectedError extends AplazameError {
  readonly kind = "rejected"
  readonly code = "aplazame_rejected"
}

/** Held back by this client: nothing went out, so nothing happened. */
export class AplazameNotSentError extends AplazameError {
  readonly kind = "not_sent"
  readonly code = "aplazame_not_sent"
}

type ErrorClass = new (details: AplazameErrorDetails) => AplazameError

/** The class of each kind. */
export const ERROR_CLASS: Readonly<Record<AplazameErrorKind, ErrorClass>> = {
  validation: AplazameValidationError,
  unauthorized: AplazameUnauthorizedError,
  forbidden: AplazameForbiddenError,
  not_found: AplazameNotFoundError,
  conflict: AplazameConflictError,
  rate_limited: AplazameRateLimitedError,
  server: AplazameServerError,
  timeout: AplazameTimeoutError,
  network: AplazameNetworkError,
  unreadable: AplazameUnreadableError,
  rejected: AplazameRejectedError,
  not_sent: AplazameNotSentError,
}
