import { openModal, type Closed } from "./modal"
import type { HelperCode, Language, PayPhase, PayResult, ProductType } from "./result"
import type { Remember } from "./remember"
import { loadScript } from "./script"
import { awaitOutcome, POLLING, type Found, type Hint, type Polling } from "./await-outcome"
import { isRefusal, type Refusal, type Started, type StoreApi } from "./store-api"
import { helperText } from "./texts"

export type PayInput = {
  cartId: string
  /** The cart's payment session with Aplazame's provider. */
  sessionId: string
  /** One product instead of Aplazame's own choice. */
  product?: ProductType
  /** Paths of the shop that Aplazame sends the shopper to where its window is not over the page. */
  returnPaths?: Partial<Record<"success" | "pending" | "error" | "dismiss" | "ko", string>>
  /** Told what is being done, for the words on a button. */
  onPhase?: (phase: PayPhase) => void
}

/** An order that is paid by its link, `/payment-collection/:id`. */
export type PayOrderInput = Omit<PayInput, "cartId" | "sessionId"> & {
  /** Of the link. */
  collectionId: string
  /** Of Aplazame's provider in Medusa, where the store's configuration names it otherwise than `pp_aplazame_aplazame`. */
  providerId?: string
}

export type Tools = { api: StoreApi; remember: Remember; language: () => Language; polling?: Polling }

const HINTS: Record<Closed, Hint> = { success: "decided", pending: "decided", ko: "refused", dismiss: "left", error: "unknown" }
/** A refusal is no news that a shopper waits long for. */
const SHORT: Polling = { forMs: 6_000, pauseMs: 500 }
const CONFLICT = 409
/** Worth pressing again: with the same session where Aplazame was away, with a new one where the session was the trouble. */
const RETRYABLE = ["aplazame_unavailable", "session_outdated", "session_not_usable"]

/** From the press of the button to what came of it. Never throws: whatever breaks is a result with words for the shopper. */
export async function pay(tools: Tools, input: PayInput): Promise<PayResult> {
  const { api, remember } = tools
  input.onPhase?.("starting")
  const started = await start(api, input)
  if (started === "network") return failed(tools, input.cartId, "network", true)
  if (isRefusal(started)) return refusedStart(tools, input, started)
  const sdk = await loadScript(started.script_url).catch(() => null)
  if (!sdk) return failed(tools, input.cartId, "script_blocked", true)
  remember.begin(input.cartId)
  input.onPhase?.("open")
  const closed = await openModal(sdk, started.checkout_id).catch(() => "error" as const)
  input.onPhase?.("confirming")
  return conclude(tools, input.cartId, closed)
}

/** The same for an order: the session is made here, since there is no page before the link's. */
export async function payOrder(tools: Tools, { collectionId, providerId = "pp_aplazame_aplazame", ...how }: PayOrderInput): Promise<PayResult> {
  how.onPhase?.("starting")
  const sessionId = await tools.api.linkSession(collectionId, providerId).catch(() => undefined)
  return sessionId ? pay(tools, { ...how, cartId: collectionId, sessionId }) : failed(tools, collectionId, sessionId === null ? "checkout_error" : "network", true)
}

async function start(api: StoreApi, { sessionId, product, returnPaths }: PayInput): Promise<Started | Refusal | "network"> {
  try {
    return await api.start(sessionId, { ...(product ? { product } : {}), ...(returnPaths ? { return_paths: returnPaths } : {}) })
  } catch {
    return "network"
  }
}

/** The order may exist already: paid in another tab, or while this page was away. */
async function refusedStart(tools: Tools, { cartId }: PayInput, { status, code, message, field }: Refusal): Promise<PayResult> {
  if (status === CONFLICT && (code === "cart_already_completed" || code === "order_already_paid")) {
    // Paid otherwise, nothing will ever come of a checkout that is open: that is not worth a long wait.
    const found = await awaitOutcome(tools.api, cartId, "decided", { ...(tools.polling ?? POLLING), forMs: SHORT.forMs })
    if (isDecided(found)) return ended(tools, cartId, found)
  }
  return { outcome: "failed", cartId, code, message, ...(field === undefined ? {} : { field }), retryable: RETRYABLE.includes(code) }
}

/** The window is closed: the store knows what came of it, whatever the window said. */
export async function conclude(tools: Tools, cartId: string, closed: Closed): Promise<PayResult> {
  const polling = closed === "ko" ? SHORT : tools.polling
  const found = await awaitOutcome(tools.api, cartId, HINTS[closed], polling)
  if (isDecided(found)) return ended(tools, cartId, found)
  const say = (code: HelperCode): string => helperText(code, tools.language())
  // "Nothing was charged" is said only when the store knows it: a shopper may leave while the order is being placed.
  const unsure = closed === "success" || closed === "pending" || (found === "unconfirmed" && closed !== "ko")
  if (unsure) return failed(tools, cartId, "unconfirmed", false)
  // An open checkout may still be approved.
  if (found === null && closed !== "ko") tools.remember.begin(cartId, true)
  else tools.remember.end(cartId)
  switch (closed) {
    case "ko":
      // Aplazame's own word for it must do, when the store has not heard of it yet.
      return { outcome: "refused", cartId, orderId: null, code: "payment_refused", message: say("payment_refused") }
    case "dismiss":
      return { outcome: "dismissed", cartId, code: "dismissed", message: say("dismissed") }
    case "error":
      return failed(tools, cartId, "checkout_error", true)
  }
}

/** After a closed tab, a reload or a lost network: what came of the payment that was under way; null when nothing did. */
export async function resume(tools: Tools, cartId?: string): Promise<PayResult | null> {
  const paying = tools.remember.paying()
  const id = cartId ?? paying?.cartId
  if (!id) return null
  const found = await awaitOutcome(tools.api, id, "unknown", tools.polling)
  // Who closed the window is told of an order only: a checkout that expires, or a network that is away, is no news to them.
  const left = cartId === undefined && paying?.left === true
  if (found === "unconfirmed") return left ? null : failed(tools, id, "unconfirmed", false)
  if (isDecided(found)) {
    const result = ended(tools, id, found)
    return left && found.outcome === "refused" && found.orderId === null ? null : result
  }
  // Nothing yet: an open checkout is kept in mind, its window may be open in another tab.
  if (found === "none") tools.remember.end(id)
  return null
}

const isDecided = (found: Found | null | "none" | "unconfirmed"): found is Found => found !== null && typeof found === "object"

/** What is over needs no remembering; an identity check goes on. */
function ended({ remember }: Tools, cartId: string, found: Found): PayResult {
  if (found.outcome === "pending") remember.begin(cartId)
  else remember.end(cartId)
  return { ...found, cartId }
}

function failed(tools: Tools, cartId: string, code: HelperCode, retryable: boolean): PayResult {
  return { outcome: "failed", cartId, code, message: helperText(code, tools.language()), retryable }
}
