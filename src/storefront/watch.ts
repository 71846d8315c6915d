import type { LinkState, PaymentState } from "./result"
import { isRefusal, type Refusal } from "./store-api"

const FIRST_MS = 1_000
const LONGEST_MS = 10_000

/** Nothing more comes of the payment by itself. */
const isDecided = ({ state }: PaymentState): boolean => state === "paid" || state === "refused" || state === "none"

/** A cart or an order that the store does not know will not be paid by waiting; any other refusal is of the moment. */
const noneOf = ({ status, code, message }: Refusal): PaymentState | null => (status === 404 ? { state: "none", code, message, order_id: null } : null)

/**
 * Tells a page that waits (an identity check takes minutes, or days) whenever something changes, and stops at
 * the decision. Asks less and less often, not while the page is hidden, and at once when it is seen again.
 *
 * @param question asks the store where the payment stands
 * @returns a function that ends it
 */
export function watch(question: () => Promise<PaymentState | LinkState | Refusal>, onState: (state: PaymentState | LinkState) => void): () => void {
  let pause = FIRST_MS
  let last = ""
  let over = false
  let asking = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async (): Promise<void> => {
    asking = true
    const answer = await question().catch(() => null)
    asking = false
    if (over) return
    const now = answer && isRefusal(answer) ? noneOf(answer) : answer
    if (now) {
      const seen = JSON.stringify(now)
      if (seen !== last) onState(now)
      last = seen
      if (isDecided(now)) return stop()
    }
    pause = Math.min(pause * 1.3, LONGEST_MS)
    timer = setTimeout(tick, pause)
  }
  const tick = (): void => {
    clearTimeout(timer)
    timer = undefined
    // Coming back online and into view at once is one question, not two that each go on asking.
    if (!asking && !document.hidden) void ask()
  }
  const seen = (): void => {
    if (document.hidden || over) return
    pause = FIRST_MS
    tick()
  }
  const stop = (): void => {
    over = true
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", seen)
    window.removeEventListener("online", seen)
  }
  document.addEventListener("visibilitychange", seen)
  window.addEventListener("online", seen)
  tick()
  return stop
}
