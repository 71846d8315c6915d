import { MedusaError } from "@medusajs/framework/utils"
import type { KoReason } from "../../modules/aplazame/texts"
import { isOfTheMoment } from "./of-the-moment"

/** What ended a completion: the step of Medusa's workflow that failed, as far as it is known, and its error. */
export type CompletionFailure = { step: string | null; error: unknown }

const { Types, Codes } = MedusaError
/** Medusa's kinds of errors. Other libraries call something else a `type`. */
const MEDUSAS: readonly unknown[] = Object.values(Types)
/** Those that say no; whatever caused them. */
const REFUSALS: readonly unknown[] = [Types.NOT_ALLOWED, Types.INVALID_DATA, Types.INVALID_ARGUMENT, Types.NOT_FOUND, Types.UNAUTHORIZED, Types.FORBIDDEN]
/** Those of a payment that is not decided yet: the provider's, which has asked Aplazame. */
const UNDECIDED: readonly unknown[] = [Types.PAYMENT_REQUIRES_MORE_ERROR, Types.PAYMENT_AUTHORIZATION_ERROR]
/** Errors by which code says that it is wrong; asking again finds it as wrong. */
const FAULTS: readonly unknown[] = ["TypeError", "ReferenceError", "RangeError", "SyntaxError"]
/** The hook by which a store has its say, in core's workflow and in one of the store's. */
const OWN_RULE = "validate"
/**
 * What Medusa's modules say of lacking stock and of a used-up promotion: a step of Medusa's, or a whole sentence of the
 * module's where a step of the store's own asked it. A word in a sentence decides nothing: a store writes its own.
 */
const BY_MEDUSA: readonly { step: string; sentence: RegExp; reason: KoReason }[] = [
  { step: "reserve-inventory-step", sentence: /^Not enough stock available for item \S+ at location \S+$/, reason: "out_of_stock" },
  { step: "register-usage", sentence: /^Promotion usage exceeds the (budget )?limit\.$/, reason: "promotion_used_up" },
]

/**
 * Why a completion was refused for good, or null when it failed for the moment: then Aplazame is told to come back, and
 * an approved sale is not lost over a database that restarts. What a store's rule throws is a no, whatever it calls it, unless it
 * is known to be of the moment.
 */
export function refusalOf({ step, error }: CompletionFailure): KoReason | null {
  const { type, name, code, message } = partsOf(error)
  if (code === "cart_changed") return code
  if (code === Codes.INSUFFICIENT_INVENTORY) return "out_of_stock"
  if (type === Types.DB_ERROR) return null
  if (!REFUSALS.includes(type) && isOfTheMoment(error)) return null
  // The store's own validation may throw whatever it likes.
  if (step === OWN_RULE) return "store_refused"
  if (UNDECIDED.includes(type)) return null
  if (type === undefined) return FAULTS.includes(name) ? "cart_not_completable" : null
  const told = BY_MEDUSA.find((one) => type === Types.NOT_ALLOWED && (one.step === step || one.sentence.test(message)))
  if (told) return told.reason
  return step === "validate-shipping" ? "shipping_not_possible" : "cart_not_completable"
}

/** What an error says, also one that has lost its class on its way through a queue. */
export const messageOf = (error: unknown): string => partsOf(error).message || String(error)

type Parts = { type: unknown; name: string; code: unknown; message: string }

/** An error may have lost its class on its way through a queue; what it says of itself is left. */
function partsOf(error: unknown): Parts {
  const { type, name, code, message } = (typeof error === "object" && error !== null ? error : {}) as Partial<Parts>
  return { type: MEDUSAS.includes(type) ? type : undefined, name: typeof name === "string" ? name : "", code, message: typeof message === "string" ? message : "" }
}
