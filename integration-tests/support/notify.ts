import { PRIVATE_KEY, type Bench } from "./aplazame-store"
import { asDescribed } from "./as-described"

export type Answered = { status: number; body: any }

export type NotifyWish = {
  path?: string
  /** The bearer header; null leaves it out. */
  bearer?: string | null
  /** `access_token` in the query. */
  token?: string
  /** The body as it is, if it is not the usual one. */
  raw?: string | ReadableStream
}

/** A notification by hand, as Aplazame or somebody else would send it. */
export async function notify(bench: Bench, body: unknown, wish: NotifyWish = {}): Promise<Answered> {
  const url = new URL((wish.path ?? "/hooks/aplazame/notifications"), bench.storeUrl)
  if (wish.token !== undefined) url.searchParams.set("access_token", wish.token)
  const bearer = wish.bearer === undefined ? PRIVATE_KEY : wish.bearer
  const init: RequestInit & { duplex?: "half" } = {
    method: "POST",
    headers: { "content-type": "application/json", ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) },
    body: wish.raw ?? JSON.stringify(body),
    ...(wish.raw instanceof ReadableStream ? { duplex: "half" as const } : {}),
  }
  const res = await fetch(url, init)
  const text = await res.text()
  let parsed: unknown = text
  try {
    parsed = JSON.parse(text)
  } catch {
    // not JSON: the test sees the text
  }
  asDescribed({ method: "POST", path: url.pathname, status: res.status, body: parsed })
  return { status: res.status, body: parsed }
}

/** The body that Aplazame would send of an order in a state. docs: Aplazame API, notification payload. */
export async function notificationOf(bench: Bench, ref: string, status: string, reason = ""): Promise<Record<string, unknown>> {
  const order = await bench.emulator.order(ref)
  return {
    id: order.id,
    mid: order.mid,
    status,
    status_reason: reason,
    sandbox: order.sandbox,
    total_amount: order.total,
    tax_rate: 0,
    discount: 0,
    discount_rate: 0,
    currency: { name: "Euro", code: order.currency, numeric: "978", symbol: "€" },
    rejected: order.rejected,
    confirmed: order.confirmed,
    verified: order.verified,
    expired: order.expired,
    cancelled: order.cancelled,
    expires_at: order.expires_at,
    created: order.created,
  }
}
