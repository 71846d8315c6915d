import { scrub } from "../../aplazame"

/** Ids of Medusa's and of Aplazame's. With one of them, and the shop's public key, a stranger can open a cart, an order or a checkout. */
const FOREIGN_ID = /(?<![A-Za-z0-9_])(?!apl)((?:[a-z]+_)*[a-z]+)_(?=[A-Za-z]*\d)([0-9A-Za-z]{16,})(?![A-Za-z0-9])/g
/** Whose tail would still name a person. */
const PERSONS = ["user", "cus", "customer", "cuaddr", "caaddr", "authid", "apk"]
const SHOWN = 6

const tail = (id: string): string => `…${id.slice(-SHOWN)}`

/** Enough of an id to see that two are the same one. */
export const shortId = (id: string | null): string | null => (id === null ? null : tail(id))

/**
 * A value fit to leave the store: no key, nothing that looks like a key, an e-mail, a phone or an identity number, and of
 * ids that open something only the end. Dates become texts, as in JSON.
 */
export function redacted(value: unknown, secrets: readonly string[]): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "string") return redactedText(value, secrets)
  if (Array.isArray(value)) return value.map((one) => redacted(one, secrets))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redacted(one, secrets)]))
}

/** Moments and our own ids have digits enough to be taken for a phone, and are neither. */
const HARMLESS = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z|apl[a-z]+_(?:[0-9a-f]{6}_)?[0-9A-Z]{26})$/

function redactedText(text: string, secrets: readonly string[]): string {
  if (HARMLESS.test(text)) return text
  const short = text.replace(FOREIGN_ID, (_, prefix: string, rest: string) => (PERSONS.includes(prefix) ? `${prefix}_…` : `${prefix}_${tail(rest)}`))
  return scrub(short, { secrets })
}
