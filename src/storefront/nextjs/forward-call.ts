import { isStoreCall } from "../store-call"
import type { StoreAnswer } from "../send"

/** Where a shop's server makes the calls of its pages to, and in whose name. */
export type ForwardTo = {
  /** The Medusa server. */
  storeUrl: string
  publishableKey: string
  /** The shopper's own, such as `authorization`. */
  headers?: Record<string, string>
}

/** Asks the store. @throws when it does not answer */
export async function askStore({ storeUrl, publishableKey, headers }: ForwardTo, call: { method: "GET" | "POST"; path: string; body?: unknown; language?: string }): Promise<StoreAnswer> {
  const { method, path, body, language } = call
  const response = await fetch(storeUrl.replace(/\/+$/, "") + path, {
    method,
    headers: { "content-type": "application/json", ...headers, "x-publishable-api-key": publishableKey, ...(language ? { "accept-language": language, "x-medusa-locale": language } : {}) },
    body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    cache: "no-store",
  })
  return { status: response.status, body: await response.json().catch(() => null) }
}

/**
 * Makes a call that a page of the shop asks its server for: the helper's own calls, and nothing else of the store.
 * For a route of the shop, where the customer's token is in a cookie that only the server reads.
 * @param call what the page sent, whatever it is
 */
export const forwardCall = async (call: unknown, to: ForwardTo): Promise<StoreAnswer> => (isStoreCall(call) ? askStore(to, call) : { status: 400, body: null })
