import type { AplazameErrorKind } from "./kinds"

const KIND_OF_STATUS: ReadonlyMap<number, AplazameErrorKind> = new Map([
  [400, "validation"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not_found"],
  [408, "timeout"],
  [409, "conflict"],
  [429, "rate_limited"],
])

/**
 * Kind of an error status. Anything that is neither success nor a known refusal, redirects above all,
 * is unreadable: the API documents none.
 */
export function kindOfStatus(status: number): AplazameErrorKind {
  const known = KIND_OF_STATUS.get(status)
  if (known !== undefined) return known
  if (status >= 500 && status < 600) return "server"
  if (status >= 400 && status < 500) return "rejected"
  return "unreadable"
}
