/** What an answer must look like: a word for a kind of value, a literal, an object, or a list whose items all look like one. */
export type Shape = Kind | number | boolean | null | { readonly [key: string]: Shape } | readonly [Shape] | readonly []
type Kind = "text" | "text or null" | "number" | "number or null" | "boolean" | "instant" | "instant or null" | "any list" | "full list"

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}(?:Z|[+-]\d{2}:\d{2})$/

const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  "text or null": (value) => value === null || typeof value === "string",
  number: (value) => Number.isSafeInteger(value),
  "number or null": (value) => value === null || Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  instant: (value) => typeof value === "string" && INSTANT.test(value),
  "instant or null": (value) => value === null || (typeof value === "string" && INSTANT.test(value)),
  "any list": (value) => Array.isArray(value),
  "full list": (value) => Array.isArray(value) && value.length > 0,
}

/** Where a value does not look as it should; empty when it does. More fields than the shape has are no difference. */
export function differences(shape: Shape, value: unknown, at = "answer"): string[] {
  if (typeof shape === "string") return KINDS[shape](value) ? [] : [`${at} is no ${shape}`]
  if (shape === null || typeof shape !== "object") return value === shape ? [] : [`${at} is not ${String(shape)}`]
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${at} is no list`]
    const [item] = shape
    return item === undefined ? (value.length === 0 ? [] : [`${at} is not empty`]) : value.flatMap((one, index) => differences(item, one, `${at}[${index}]`))
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at} is no object`]
  const fields = value as Record<string, unknown>
  return Object.entries(shape).flatMap(([key, inner]) => (key in fields ? differences(inner, fields[key], `${at}.${key}`) : [`${at}.${key} is missing`]))
}

function isList(shape: object): shape is readonly [Shape] | readonly [] {
  return Array.isArray(shape)
}
