/** One call to the store, below its address. */
export type StoreCall = { method: "GET" | "POST"; path: string; body?: unknown; language: string }
export type StoreAnswer = { status: number; body: unknown }

/**
 * Makes a call to the store. Give your own when the browser can't sign its calls, as where the customer's
 * token is in a cookie that only the shop's server reads. It throws when there is no answer.
 */
export type Send = (call: StoreCall) => Promise<StoreAnswer>

export type FetchOptions = {
  /** The Medusa server, such as `https://api.shop.example`. */
  storeUrl: string
  publishableKey: string
  /** Further headers, such as the signed-in customer's `authorization`. Asked for at every call. */
  headers?: () => Record<string, string>
  /** `include` where the customer's session is a cookie of the store. */
  credentials?: RequestCredentials
}

const LONGEST_CALL_MS = 30_000

/** `Send` by the browser's fetch. */
export function sendByFetch({ storeUrl, publishableKey, headers, credentials }: FetchOptions): Send {
  const base = storeUrl.replace(/\/+$/, "")
  return async ({ method, path, body, language }) => {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), LONGEST_CALL_MS)
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          "x-publishable-api-key": publishableKey,
          "accept-language": language,
          "x-medusa-locale": language,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers?.(),
        },
        signal: stop.signal,
        ...(credentials ? { credentials } : {}),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json().catch(() => null) }
    } finally {
      clearTimeout(timer)
    }
  }
}
