import { APLAZAME_ERROR_KINDS, type AplazameErrorKind } from "../errors/kinds"
import type { Endpoint } from "./endpoints"

/** How a call ended: `ok` is a 2xx, anything else the kind of the error. */
export const CALL_OUTCOMES = ["ok", ...APLAZAME_ERROR_KINDS] as const

export type BegunCall = {
  endpoint: Endpoint
  /** As sent in `X-Request-Id`. */
  requestId: string
}

export type EndedCall = {
  outcome: "ok" | AplazameErrorKind
  /** From the beginning to the end, with waits for a place and repeated tries. */
  seconds: number
  /** HTTP status, when an answer came. */
  status?: number
  /** How often it was tried, where that is known. */
  tries?: number
}

/**
 * Is told of each call, and gives back what is told of its end. It can neither change a call nor make it wait; what it throws is
 * dropped.
 */
export type CallObserver = (call: BegunCall) => (ended: EndedCall) => void
