import type { StoreCall } from "./send"

/** Every call that the helper makes. */
const CALLS: readonly (readonly [StoreCall["method"], RegExp])[] = [
  ["GET", /^\/store\/aplazame\/config$/],
  ["GET", /^\/store\/aplazame\/eligibility\?[\w=&%+.*-]+$/],
  ["GET", /^\/store\/aplazame\/(carts|orders|payment-collections)\/[\w-]+\/payment$/],
  ["POST", /^\/store\/aplazame\/payment-sessions\/[\w-]+\/checkout$/],
  ["POST", /^\/store\/payment-collections\/[\w-]+\/payment-sessions$/],
  ["POST", /^\/store\/carts\/[\w-]+\/complete$/],
]

/**
 * Whether something that a browser sent is a call of the helper's, and nothing else of the store. For a `send` that
 * goes through the shop's own server: without this, whoever calls that server could ask the store for anything in
 * the customer's name.
 */
export function isStoreCall(value: unknown): value is StoreCall {
  if (typeof value !== "object" || value === null) return false
  const { method, path, language } = value as Partial<Record<keyof StoreCall, unknown>>
  if (typeof path !== "string" || !["es", "en", "pt"].includes(String(language))) return false
  return CALLS.some(([its, pattern]) => its === method && pattern.test(path))
}
