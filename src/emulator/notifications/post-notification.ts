import { z } from "zod"
import type { JsonObject, JsonValue } from "../database/rows"

export interface Delivery {
  url: string
  body: JsonObject
  /** Sent as the bearer header and as `access_token`, each when its switch is on. */
  privateKey: string
  header: boolean
  accessToken: boolean
  timeoutMs: number
  signal: AbortSignal
  /** Laid over the usual headers; null leaves one out. For forged notifications. */
  headers?: Record<string, string | null>
}

/** The store's answer. `http_status` is null when there was none; `error` never holds the URL, which carries the key. */
export interface StoreAnswer { http_status: number | null; answer: JsonValue; error: string | null }

const MAX_ANSWER = 100_000

/**
 * One POST to the store: JSON, `Authorization: Bearer <private key>` (documented) and `access_token=<private key>`
 * appended to the URL's own query (what every official plugin reads). Redirects are not followed. Never throws.
 */
export async function postNotification(delivery: Delivery): Promise<StoreAnswer> {
  const url = new URL(delivery.url)
  if (delivery.accessToken) url.searchParams.append("access_token", delivery.privateKey)
  const headers = new Headers({ "content-type": "application/json", accept: "application/json", "user-agent": "aplazame-emulator" })
  if (delivery.header) headers.set("authorization", `Bearer ${delivery.privateKey}`)
  for (const [name, value] of Object.entries(delivery.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  try {
    const response = await fetch(url, {
      method: "POST", headers, body: JSON.stringify(delivery.body), redirect: "manual",
      signal: AbortSignal.any([delivery.signal, AbortSignal.timeout(delivery.timeoutMs)]),
    })
    const text = (await response.text()).slice(0, MAX_ANSWER)
    return { http_status: response.status, answer: jsonOrText(text), error: null }
  } catch (error) {
    return { http_status: null, answer: null, error: failureName(error) }
  }
}

export type Verdict = { kind: "ok"; order_id?: string } | { kind: "ko" } | { kind: "retry" }

const okAnswer = z.looseObject({ status: z.literal("ok"), order_id: z.union([z.string(), z.int().transform(String)]).nullish() })
const koAnswer = z.looseObject({ status: z.literal("ko") })

/** What an answer means. Only 200 with `{"status":"ok"|"ko"}` counts; anything else is retried (docs: Aplazame API, checkout confirmation). */
export function verdictOf({ http_status, answer }: StoreAnswer): Verdict {
  if (http_status !== 200) return { kind: "retry" }
  const ok = okAnswer.safeParse(answer)
  if (ok.success) return ok.data.order_id ? { kind: "ok", order_id: ok.data.order_id } : { kind: "ok" }
  return koAnswer.safeParse(answer).success ? { kind: "ko" } : { kind: "retry" }
}

function jsonOrText(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text)
    return value
  } catch {
    return text.slice(0, 500)
  }
}

/** Names the failure without its text: undici puts the address into some messages. */
function failureName(error: unknown): string {
  if (typeof error !== "object" || error === null) return "failed"
  const cause = "cause" in error ? error.cause : undefined
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string") return cause.code
  return "name" in error && typeof error.name === "string" ? error.name : "failed"
}
