import type { AplazameEffect } from "./kinds"

/** The verbs that the client uses. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** Failures in which no connection was ever made, so nothing can have been received. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])

/** Effect of an answer with an error status: a 4xx is a definite no, except 408; a 5xx says nothing. */
export function effectOfStatus(method: HttpMethod, status: number): AplazameEffect {
  if (method === "GET") return "none"
  return status >= 400 && status < 500 && status !== 408 ? "none" : "possible"
}

/** Effect of a broken or impossible connection. */
export function effectOfNetworkFailure(method: HttpMethod, code: string | undefined): AplazameEffect {
  if (method === "GET") return "none"
  return code !== undefined && NEVER_CONNECTED.has(code) ? "none" : "possible"
}

/** Effect when no answer came in time. */
export function effectOfTimeout(method: HttpMethod): AplazameEffect {
  return method === "GET" ? "none" : "possible"
}

/**
 * Effect of an answer that cannot be read. A 2xx from Aplazame itself means that it happened;
 * from anything in between (a proxy's page) it means nothing.
 */
export function effectOfUnreadable(method: HttpMethod, answer: { status: number; fromAplazame: boolean }): AplazameEffect {
  if (method === "GET") return "none"
  const succeeded = answer.status >= 200 && answer.status < 300
  return succeeded && answer.fromAplazame ? "done" : "possible"
}
