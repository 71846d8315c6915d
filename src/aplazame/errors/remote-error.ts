import type { AplazameErrorFields } from "./aplazame-error"
import { scrub, type ToHide } from "./scrub"

/** What can be kept of the body of an error answer. */
export type RemoteError = { message?: string; fields?: AplazameErrorFields }

const MOST_FIELDS = 30
const MOST_MESSAGES = 10
const DEEPEST = 6

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Walks the `fields` of an answer: lists of messages, single texts, and the same nested under articles or addresses. */
function collect(value: unknown, path: string, hide: ToHide, into: Map<string, string[]>, depth: number): void {
  if (typeof value === "string") {
    const name = scrub(path, hide)
    const known = into.get(name)
    if (known === undefined && into.size >= MOST_FIELDS) return
    const messages = known ?? []
    if (messages.length < MOST_MESSAGES) messages.push(scrub(value, hide))
    into.set(name, messages)
    return
  }
  if (depth >= DEEPEST) return
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) =>
      collect(item, typeof item === "string" ? path : `${path}.${index}`, hide, into, depth + 1)
    )
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, path === "" ? key : `${path}.${key}`, hide, into, depth + 1)
  }
}

/**
 * Reads `{ "error": { "message", "fields" } }` from the text of an error answer, scrubbed.
 * An empty body, one that is not JSON or one without `error` gives nothing.
 *
 * docs: Aplazame API, "errors": on 400 `fields` holds lists of messages, on 404 the value searched for.
 */
export function readRemoteError(text: string, hide: ToHide): RemoteError {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return {}
  }
  if (!isRecord(body) || !isRecord(body.error)) return {}

  const found = new Map<string, string[]>()
  if (isRecord(body.error.fields)) collect(body.error.fields, "", hide, found, 0)
  const remote: RemoteError = {}
  if (typeof body.error.message === "string") remote.message = scrub(body.error.message, hide)
  if (found.size > 0) remote.fields = Object.fromEntries(found)
  return remote
}
