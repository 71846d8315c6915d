import type { z } from "zod"

type Issue = z.core.$ZodIssue

/** What must be written, by the type that an option has. */
const TYPES: Record<string, string> = {
  boolean: "must be true or false, without quotes",
  array: "must be a list in square brackets",
  number: "must be a number, without quotes",
  int: "must be a whole number",
  string: "must be a text in quotes",
  object: "must be an object in braces",
}

const quoted = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(" or ")
const entries = (count: unknown, origin: string): string => (origin === "string" ? (count === 1 ? "one character" : `${String(count)} characters`) : count === 1 ? "one entry" : `${String(count)} entries`)

function bound(issue: Extract<Issue, { code: "too_small" | "too_big" }>): string {
  const [way, limit] = issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum]
  return issue.origin === "string" || issue.origin === "array" ? `must have ${way} ${entries(limit, issue.origin)}` : `must be ${way} ${String(limit)}`
}

/** What is wrong with an option, as the end of a sentence that begins with its name. Never repeats the value: it may be a key. */
export function reasonOf(issue: Issue): string {
  // A rule with words of its own has said it better.
  if (!/^(Invalid|Too|Unrecognized) /.test(issue.message)) return issue.message
  if (issue.code === "invalid_type") return reasonOfType(issue)
  if (issue.code === "invalid_value") return `must be ${quoted(issue.values)}`
  if (issue.code === "too_small" || issue.code === "too_big") return bound(issue)
  if (issue.code === "unrecognized_keys") return `has no ${quoted(issue.keys)}`
  return issue.message
}

function reasonOfType({ expected, message }: Extract<Issue, { code: "invalid_type" }>): string {
  if (message.endsWith("received undefined")) return "is missing"
  if (message.endsWith("received NaN")) return "is not a number: is its variable set?"
  return TYPES[expected] ?? "is of the wrong type"
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, "")

/** The same for a name that no option has; with the one that was probably meant. */
export function reasonAgainstName(name: string, known: readonly string[]): string {
  const meant = known.find((one) => plain(one) === plain(name))
  return meant ? `does not exist; it is written "${meant}"` : "does not exist"
}
