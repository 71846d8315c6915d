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

/**
 * Makes a call that a page of the shop asks its server for: the helper's own calls, and nothing else of the store.
 * For a route of the shop, where the customer's token is in a cookie that only the server reads.
 * @param call what the page sent, whatever it is
 */
export async function forwardCall(call: unknown, { storeUrl, publishableKey, headers }: ForwardTo): Promise<StoreAnswer> {
  if (!isStoreCall(call)) return { status: 400, body: null }
  const response = await fetch(storeUrl.replace(/\/+$/, "") + call.path, {
    method: call.method,
    headers: { "content-type": "application/json", ...headers, "x-publishable-api-key": publishableKey, "accept-language": call.language, "x-medusa-locale": call.language },
    body: call.method === "POST" ? JSON.stringify(call.body ?? {}) : undefined,
    cache: "no-store",
  })
  return { status: response.status, body: await response.json().catch(() => null) }
}
