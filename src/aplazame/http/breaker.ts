import type { AplazameError } from "../errors/aplazame-error"

/** Whether calls go out (closed) or are held back (open), since when, and from when on a probe may go out. */
export type Breaker = { readonly failures: number; readonly openSince: number | null; readonly probeFrom: number }

export const CLOSED: Breaker = { failures: 0, openSince: null, probeFrom: 0 }

/** So many calls in a row without a definite answer open it. */
export const FAILURES_TO_OPEN = 5

/** Nobody was there: no answer in time, a connection that failed or broke, 5xx. Any other answer, a refusal too, is one. */
export const isNoAnswer = ({ kind, status }: Pick<AplazameError, "kind" | "status">): boolean =>
  (kind === "timeout" || kind === "network" || kind === "server") && (status === undefined || status >= 500)

/** After a call: an answer closes it, whichever call it was. */
export function afterCall(before: Breaker, answered: boolean, now: number, pauseMs: number): Breaker {
  if (answered) return CLOSED
  const failures = before.failures + 1
  // A call that was under way when it opened says nothing new.
  if (before.openSince !== null || failures < FAILURES_TO_OPEN) return { ...before, failures }
  return { failures, openSince: now, probeFrom: now + pauseMs }
}

/** `probe`: one call of reading is to find out first, and meanwhile nothing else goes out. */
export function decideSending({ openSince, probeFrom }: Breaker, now: number): "send" | "probe" | "hold_back" {
  if (openSince === null) return "send"
  return now >= probeFrom ? "probe" : "hold_back"
}

export const whileProbing = (before: Breaker): Breaker => ({ ...before, probeFrom: Infinity })

/** After a probe that may have closed it; where it did not, the next probe follows after a pause. */
export const afterProbe = (before: Breaker, now: number, pauseMs: number): Breaker => (before.openSince === null ? before : { ...before, probeFrom: now + pauseMs })
