import type { Eligibility, Language, LinkState, PaymentState, ProductType } from "./result"
import type { Send, StoreAnswer } from "./send"

export type Started = { checkout_id: string; script_url: string }
export type ShopConfig = { script_url: string; public_key: string; sandbox: boolean; product: ProductType | null; countries: string[]; currencies: string[]; min_amount: number | null; max_amount: number | null }

/** The store said no: a stable code, its sentence for the shopper, and the field of the form that it is about. */
export type Refusal = { refused: true; status: number; code: string; message: string; field?: string }

/** Only these may be in an address; ids of Medusa have nothing else. */
const part = (id: string): string => encodeURIComponent(id)

/** Of a payment link: the id of a collection of an order, where a cart's is asked for otherwise. */
export const isLink = (id: string): boolean => /^pay_col_[\w-]+$/.test(id)

/** The routes of the store that paying needs. Each throws when there is no answer. */
export class StoreApi {
  constructor(
    private readonly send: Send,
    private readonly language: () => Language
  ) {}

  async start(sessionId: string, body: object): Promise<Started | Refusal> {
    const answer = await this.call("POST", `/store/aplazame/payment-sessions/${part(sessionId)}/checkout`, { ...body, language: this.language() })
    return refusalOf(answer) ?? whole<Started>(answer, "checkout_id", "script_url")
  }

  /** Turns the cart into its order, or says that there is none yet. Asking again is safe: it is the same order. */
  async complete(cartId: string): Promise<{ orderId: string } | null> {
    // The order is there; the notification pays it.
    if (isLink(cartId)) return null
    const answer = await this.call("POST", `/store/carts/${part(cartId)}/complete`, {})
    const { type, order } = record(answer.body)
    return answer.status === 200 && type === "order" ? { orderId: String(record(order).id) } : null
  }

  /** A new payment session of an order's collection; null when the store makes none. */
  async linkSession(collectionId: string, providerId: string): Promise<string | null> {
    const answer = await this.call("POST", `/store/payment-collections/${part(collectionId)}/payment-sessions`, { provider_id: providerId })
    const sessions = record(record(answer.body).payment_collection).payment_sessions
    const made = Array.isArray(sessions) ? sessions.map(record).find((one) => one.provider_id === providerId) : undefined
    return answer.status === 200 && made ? String(made.id) : null
  }

  /** What whoever has the link of an order is told of it. */
  async link(collectionId: string): Promise<LinkState | Refusal> {
    const answer = await this.call("GET", `/store/aplazame/payment-collections/${part(collectionId)}/payment`)
    return refusalOf(answer) ?? whole<LinkState>(answer, "state", "message", "currency_code")
  }

  async payment(cartId: string): Promise<PaymentState | LinkState | Refusal> {
    if (isLink(cartId)) {
      const told = await this.link(cartId)
      // The id of the order is told to nobody by its link.
      return isRefusal(told) || told.state !== "paid" ? told : { ...told, order_id: "" }
    }
    const answer = await this.call("GET", `/store/aplazame/carts/${part(cartId)}/payment`)
    return refusalOf(answer) ?? whole<PaymentState>(answer, "state", "message")
  }

  async orderPayment(orderId: string): Promise<PaymentState | Refusal> {
    const answer = await this.call("GET", `/store/aplazame/orders/${part(orderId)}/payment`)
    return refusalOf(answer) ?? whole<PaymentState>(answer, "state", "message")
  }

  async config(): Promise<ShopConfig | Refusal> {
    const answer = await this.call("GET", "/store/aplazame/config")
    return refusalOf(answer) ?? whole<ShopConfig>(answer, "script_url")
  }

  async eligibility(query: Record<string, string>): Promise<Eligibility | Refusal> {
    const answer = await this.call("GET", `/store/aplazame/eligibility?${new URLSearchParams(query)}`)
    return refusalOf(answer) ?? whole<Eligibility>(answer)
  }

  private call(method: "GET" | "POST", path: string, body?: unknown): Promise<StoreAnswer> {
    return this.send({ method, path, language: this.language(), ...(body === undefined ? {} : { body }) })
  }
}

export const isRefusal = (answer: object): answer is Refusal => "refused" in answer

/** A broken server says nothing that a shopper should read, and Medusa's own errors are for developers: they count as no answer. */
class NoAnswerError extends Error {}

function refusalOf({ status, body }: StoreAnswer): Refusal | null {
  if (status >= 200 && status < 300) return null
  const { type, code, message, details } = record(body)
  const { field } = record(details)
  if (type === "aplazame" && typeof code === "string" && typeof message === "string") {
    return { refused: true, status, code, message, ...(typeof field === "string" ? { field } : {}) }
  }
  throw new NoAnswerError(`the store answered ${status}`)
}

/** An answer of ours has these strings; the page of a proxy or of a hotel's network, which may well say 200, has not. */
function whole<T>({ status, body }: StoreAnswer, ...strings: (keyof T & string)[]): T {
  const found = record(body)
  if (body && strings.every((name) => typeof found[name] === "string")) return body as T
  throw new NoAnswerError(`the store answered ${status} with something else`)
}

const record = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {})
