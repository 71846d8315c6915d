import { MedusaError } from "@medusajs/framework/utils"
import type { KoReason } from "../../modules/aplazame/texts"
import { isTemporary } from "./temporary-failure"

/** What ended a completion: the step of Medusa's workflow that failed, as far as it is known, and its error. */
export type CompletionFailure = { step: string | null; error: unknown }

const { Types, Codes } = MedusaError
/** Medusa's kinds of errors. Other libraries call something else a `type`. */
const MEDUSAS: readonly unknown[] = Object.values(Types)
/** The kinds that refuse, whatever the cause. */
const REFUSAL_TYPES: readonly unknown[] = [Types.NOT_ALLOWED, Types.INVALID_DATA, Types.INVALID_ARGUMENT, Types.NOT_FOUND, Types.UNAUTHORIZED, Types.FORBIDDEN]
/** The kinds of a payment that is not decided yet: thrown by the provider, which has read Aplazame. */
const UNDECIDED: readonly unknown[] = [Types.PAYMENT_REQUIRES_MORE_ERROR, Types.PAYMENT_AUTHORIZATION_ERROR]
/** Errors of a bug: a retry fails in the same way. */
const FAULTS: readonly unknown[] = ["TypeError", "ReferenceError", "RangeError", "SyntaxError"]
/** The hook of a store's own rule, in core's workflow and in a store's. */
const OWN_RULE = "validate"
/**
 * How Medusa's modules report too little stock and a used-up promotion: by a step of Medusa's, or by the module's whole sentence
 * where a step of the store called it. A single word in a sentence decides nothing, because a store writes its own sentences.
 */
const BY_MEDUSA: readonly { step: string; sentence: RegExp; reason: KoReason }[] = [
  { step: "reserve-inventory-step", sentence: /^Not enough stock available for item \S+ at location \S+$/, reason: "out_of_stock" },
  { step: "register-usage", sentence: /^Promotion usage exceeds the (budget )?limit\.$/, reason: "promotion_used_up" },
]

/**
 * The reason of a permanent refusal of a completion; null when the failure is temporary. After a temporary failure Aplazame is
 * asked to repeat the notification, so that a restart of the database does not lose an approved sale. An error of a store's own
 * rule is a refusal, unless it is known to be temporary.
 */
export function permanentRefusal({ step, error }: CompletionFailure): KoReason | null {
  const { type, name, code, message } = partsOf(error)
  if (code === "cart_changed") return code
  if (code === Codes.INSUFFICIENT_INVENTORY) return "out_of_stock"
  if (type === Types.DB_ERROR) return null
  if (!REFUSAL_TYPES.includes(type) && isTemporary(error)) return null
  // The store's own validation may throw whatever it likes.
  if (step === OWN_RULE) return "store_refused"
  if (UNDECIDED.includes(type)) return null
  if (type === undefined) return FAULTS.includes(name) ? "cart_not_completable" : null
  const told = BY_MEDUSA.find((one) => type === Types.NOT_ALLOWED && (one.step === step || one.sentence.test(message)))
  if (told) return told.reason
  return step === "validate-shipping" ? "shipping_not_possible" : "cart_not_completable"
}

type Parts = { type: unknown; name: string; code: unknown; message: string }

/** An error may have lost its class in the workflow engine; its properties are left. */
function partsOf(error: unknown): Parts {
  const { type, name, code, message } = (typeof error === "object" && error !== null ? error : {}) as Partial<Parts>
  return { type: MEDUSAS.includes(type) ? type : undefined, name: typeof name === "string" ? name : "", code, message: typeof message === "string" ? message : "" }
}
