/** Keys of what we send whose values say who somebody is or where somebody lives. */
const PERSONAL_KEYS: ReadonlySet<string> = new Set([
  "email",
  "first_name",
  "last_name",
  "phone",
  "alt_phone",
  "birthday",
  "street",
  "address_addition",
  "city",
  "state",
  "postcode",
])

const SHORTEST = 3

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== "object" || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "string" && PERSONAL_KEYS.has(key)) into.add(item)
    else collect(item, into)
  }
}

/**
 * The personal data in a request, so that an error answer which repeats them can be scrubbed: names and streets
 * have no shape by which they could be told from other words.
 */
export function personalValues(request: { body?: unknown; query?: URLSearchParams }): string[] {
  const found = new Set<string>()
  collect(request.body, found)
  for (const [name, text] of request.query ?? []) {
    if (name === "q" || /^(?:customer|account)-/.test(name)) {
      found.add(text)
      for (const part of text.split(",")) found.add(part)
    }
  }
  return [...found].filter((text) => text.trim().length >= SHORTEST)
}
