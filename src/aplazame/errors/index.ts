export { AplazameError, isAplazameError, type AplazameErrorDetails, type AplazameErrorFields } from "./aplazame-error"
export {
  AplazameConflictError,
  AplazameForbiddenError,
  AplazameNetworkError,
  AplazameNotFoundError,
  AplazameNotSentError,
  AplazameRateLimitedError,
  AplazameRejectedError,
  AplazameServerError,
  AplazameTimeoutError,
  AplazameUnauthorizedError,
  AplazameUnreadableError,
  AplazameValidationError,
} from "./classes"
export { AplazameQueryError, type QueryFault } from "./query-error"
export { scrub } from "./scrub"
export { APLAZAME_ERROR_KINDS, isAway, isPassing, type AplazameEffect, type AplazameErrorKind } from "./kinds"
