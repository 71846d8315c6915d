import { AplazameQueryError } from "../errors/query-error"
import { ORDERING_KEYS, type Ordering, type OrderingKey } from "./types"

/** The parts of a query that are no filters: search, ordering, page. Each has a check that both directions use. */

const ALLOWED_ORDERINGS: readonly string[] = ORDERING_KEYS.flatMap((key) => [key, `-${key}`])

/** Splits search words as Aplazame does: commas and spaces alike. @throws AplazameQueryError when none is left. */
export function searchTerms(q: unknown): string[] {
  const texts: unknown[] = Array.isArray(q) ? q : [q]
  const terms = texts.flatMap((text) => (typeof text === "string" ? text.split(/[\s,]+/).filter((term) => term !== "") : [null]))
  const words = terms.filter((term): term is string => term !== null)
  if (words.length === 0 || words.length !== terms.length) {
    throw new AplazameQueryError({ field: "q", allowed: ["one or more words"] }, "the value does not fit")
  }
  return words
}

function isOrderingKey(text: string): text is OrderingKey {
  return (ORDERING_KEYS as readonly string[]).includes(text)
}

function toOrdering(text: unknown): Ordering {
  if (typeof text === "string") {
    if (isOrderingKey(text)) return text
    const key = text.slice(1)
    if (text.startsWith("-") && isOrderingKey(key)) return `-${key}`
  }
  throw new AplazameQueryError({ field: "ordering", allowed: ALLOWED_ORDERINGS }, "unknown key")
}

/** Checks one ordering or a list of them. @throws AplazameQueryError for an unknown key or an empty list. */
export function orderings(value: unknown): Ordering[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (list.length === 0) throw new AplazameQueryError({ field: "ordering", allowed: ALLOWED_ORDERINGS }, "no key given")
  return list.map(toOrdering)
}

/** Checks a page number. @throws AplazameQueryError unless it is a whole number from 1 on. */
export function pageNumber(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value
  throw new AplazameQueryError({ field: "page", allowed: ["a whole number from 1 on"] }, "the value does not fit")
}
