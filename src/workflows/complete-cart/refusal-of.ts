import type { KoReason } from "../../modules/aplazame/texts"

/** What ended a completion: the step of Medusa's workflow that failed, as far as it is known, and its error. */
export type CompletionFailure = { step: string | null; error: unknown }

/** Medusa's kinds of errors that say no. The others are of the moment: the database, a lock, a state of another process. */
const REFUSALS: readonly unknown[] = ["not_allowed", "invalid_data", "invalid_argument", "not_found", "unauthorized", "forbidden"]
/** Errors by which code says that it is wrong; asking again finds it as wrong. */
const FAULTS: readonly unknown[] = ["TypeError", "ReferenceError", "RangeError", "SyntaxError"]
/** Codes of Node and of Postgres. */
const OF_MACHINES = /^(E[A-Z_]{3,}|ERR_[A-Z_]+|[0-9A-Z]{5})$/
const PASSING_NAMES = /timeout|abort|connection|database|driver|axios|fetch|network|lock/i
const PASSING_WORDS = /fetch failed|timed?[ -]?out|ECONN|socket hang up|acquire|connection/i

/**
 * Why a completion was refused for good, or null when it failed for the moment: then Aplazame is told to come back, and
 * an approved sale is not lost over a database that restarts.
 */
export function refusalOf({ step, error }: CompletionFailure): KoReason | null {
  const { type, name, code, message, cause } = partsOf(error)
  if (code === "cart_changed") return code
  const says = type !== undefined ? REFUSALS.includes(type) : !isPassing({ name, code, message, cause })
  if (code === "insufficient_inventory" || type === "insufficient_inventory") return "out_of_stock"
  if (!says) return null
  // The store's own validation may throw whatever it likes.
  if (step === "validate") return "store_refused"
  if (type === undefined) return FAULTS.includes(name) ? "cart_not_completable" : null
  if (type === "not_allowed" && /inventory|stock/i.test(message)) return "out_of_stock"
  if (type === "not_allowed" && /promotion usage/i.test(message)) return "promotion_used_up"
  return step === "validate-shipping" ? "shipping_not_possible" : "cart_not_completable"
}

function isPassing({ name, code, message, cause }: Omit<Parts, "type">): boolean {
  if (typeof code === "string" && OF_MACHINES.test(code)) return true
  if (PASSING_NAMES.test(name) || PASSING_WORDS.test(message)) return true
  return cause !== undefined && cause !== null && isPassing(partsOf(cause))
}

type Parts = { type: unknown; name: string; code: unknown; message: string; cause: unknown }

/** An error may have lost its class on its way through a queue; what it says of itself is left. */
function partsOf(error: unknown): Parts {
  const { type, name, code, message, cause } = (typeof error === "object" && error !== null ? error : {}) as Partial<Parts>
  return { type: type ?? undefined, name: typeof name === "string" ? name : "", code, message: typeof message === "string" ? message : "", cause }
}
