import type { HttpMethod } from "../errors/effect"
import type { Endpoint } from "./endpoints"

/** Versions of the API in use. docs: Aplazame API: v4 creates checkouts, v3 reads their status, v1 is for all the rest. */
export type ApiVersion = 1 | 3 | 4

/** One call, before it becomes HTTP. */
export type ApiRequest = {
  method: HttpMethod
  /** Encoded path under the base URL, such as `/orders/abc/refund`. */
  path: string
  /** The same without ids, for people: `POST /orders/:id/refund`. */
  operation: Endpoint
  version: ApiVersion
  query?: URLSearchParams
  /** Sent as JSON; nothing is sent when absent. */
  body?: unknown
  /** It is not tried again, though it is a GET. */
  once?: boolean
  /** It may fail on and on while all else works: how it ends says nothing of other calls. */
  aside?: boolean
  /** Key to use instead of the private one (public endpoints). */
  bearer?: string
}

/** A 2xx answer, not yet understood. */
export type ApiAnswer = {
  status: number
  text: string
  /** `Location` header, "" when absent. */
  location: string
  /** Whether Aplazame itself answered, judged by its headers. */
  fromAplazame: boolean
}
