import type { Side } from "../database/rows"

/** Which key opens an endpoint: server calls use the private one, browser calls the public one. */
export type KeyKind = "private" | "public"

export interface ApiRequest {
  side: Side
  version: number
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  body: unknown
  /** Scheme and host as the caller sees them. */
  origin: string
  path: string
}

export interface ApiAnswer {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** True when the call changed something. */
  effect?: boolean
}

/** One operation of the merchant API. `path` has `:name` parts; it is also the route name in call log and faults. */
export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  path: string
  key: KeyKind
  /** API versions that serve it; all when absent. */
  versions?: readonly number[]
  /** Versions that served it once: refused by that name. */
  obsolete?: readonly number[]
  handle(request: ApiRequest): Promise<ApiAnswer>
}

/** The parameter `name` of the path, which the route guarantees. */
export function param(request: ApiRequest, name: string): string {
  const value = request.params[name]
  if (value === undefined) throw new Error(`the route has no parameter ${name}`)
  return value
}
