import type { PaymentState } from "../../result"
import type { StoreAnswer, StoreCall } from "../../send"

const SENTENCE: Record<PaymentState["state"], string> = {
  none: "payment_not_started",
  open: "payment_pending",
  challenge: "payment_challenge",
  confirming: "payment_confirming",
  paid: "payment_paid",
  refused: "payment_refused",
}

let shops = 0
export const refusal = (status: number, code: string, details: Record<string, string> = {}): StoreAnswer => ({ status, body: { type: "aplazame", code, message: `store: ${code}`, details } })
/** What a broken server or a proxy says. */
export const html = (status: number): StoreAnswer => ({ status, body: null })

/** The store's routes as a test wants them: where the payment stands, and what the other routes answer. */
export class FakeStore {
  readonly calls: StoreCall[] = []
  state: PaymentState["state"] = "open"
  code?: string
  orderId: string | null = null
  /** No network: every call throws. */
  offline = false
  /** One of its own: a page loads an address once, and the tests are all one page to the module that loads it. */
  readonly scriptUrl = `https://cdn.example/aplazame.js?shop=${++shops}`
  start: () => StoreAnswer = () => ({ status: 200, body: { checkout_id: "chk_1", script_url: this.scriptUrl } })
  /** By default completing finds that nothing is decided yet. */
  complete: () => StoreAnswer = () => ({ status: 200, body: { type: "cart", error: { type: "payment_requires_more_error" } } })
  payment: () => StoreAnswer = () => ({
    status: 200,
    body: { state: this.state, code: this.code ?? SENTENCE[this.state], message: `store: ${this.code ?? SENTENCE[this.state]}`, order_id: this.orderId },
  })
  other: (call: StoreCall) => StoreAnswer = () => ({ status: 404, body: {} })

  readonly send = async (call: StoreCall): Promise<StoreAnswer> => {
    this.calls.push(call)
    if (this.offline) throw new TypeError("Failed to fetch")
    if (call.path.endsWith("/checkout")) return this.start()
    if (call.path.endsWith("/complete")) return this.complete()
    if (call.path.endsWith("/payment")) return this.payment()
    return this.other(call)
  }

  /** Aplazame's notification has come, and the order is placed. */
  paid(orderId = "order_1"): void {
    this.state = "paid"
    this.orderId = orderId
  }

  asked(end: string): StoreCall[] {
    return this.calls.filter(({ path }) => path.endsWith(end))
  }
}

/** What a browser keeps, for a test that closes the tab and opens another. */
export function fakeMemory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}
