import type { AxiosError, AxiosInstance } from "axios"
import axiosRetry, { isNetworkError } from "axios-retry"

/** Longest wait between two tries, whatever `Retry-After` says: a shopper may be waiting. */
export const LONGEST_RETRY_WAIT_MS = 5_000

/** How GETs are tried again. */
export type RetryOptions = {
  retries: number
  baseMs: number
  onRetry: (error: AxiosError, attempt: number) => void
  /** For tests. */
  random?: () => number
}

/** Milliseconds that a `Retry-After` header asks for (seconds or a date); 0 when absent or unreadable. */
export function parseRetryAfter(header: unknown, now: number = Date.now()): number {
  if (typeof header !== "string" || header.trim() === "") return 0
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}

/**
 * Wait before try number `attempt` (1 is the first repeat): exponential, between half of it and all of it by chance, or
 * `Retry-After` where that is longer, but never more than {@link LONGEST_RETRY_WAIT_MS}.
 */
export function retryWaitMs(attempt: number, baseMs: number, retryAfterMs: number, random: () => number = Math.random): number {
  const exponential = baseMs * 2 ** (attempt - 1)
  const jittered = exponential * (0.5 + random() / 2)
  return Math.min(LONGEST_RETRY_WAIT_MS, Math.max(jittered, retryAfterMs))
}

/**
 * Only GETs: Aplazame has no idempotency key. A time-out is not tried again, because whoever asked has
 * already waited the whole time; an answer that is too large or no HTTP would be the same next time.
 */
function isRetryable(error: AxiosError): boolean {
  if (error.config?.method?.toLowerCase() !== "get") return false
  const status = error.response?.status
  if (status !== undefined) {
    const brokeOff = status >= 200 && status < 300
    return brokeOff || status === 429 || status >= 500
  }
  const code = error.code ?? ""
  return isNetworkError(error) && code !== "ETIMEDOUT" && !/^(ERR_|HPE_)/.test(code)
}

/** Makes an axios instance try GETs again. Several calls in flight do not share their count. */
export function retryGets(instance: AxiosInstance, options: RetryOptions): void {
  axiosRetry(instance, {
    retries: options.retries,
    retryCondition: isRetryable,
    shouldResetTimeout: true,
    retryDelay: (attempt, error) =>
      retryWaitMs(attempt, options.baseMs, parseRetryAfter(error.response?.headers["retry-after"]), options.random),
    onRetry: (attempt, error, config) => {
      // The deadline of the try that failed must not cut the wait short; the next try sets its own.
      delete config.signal
      options.onRetry(error, attempt)
    },
  })
}
