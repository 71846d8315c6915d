import { MedusaError } from "@medusajs/framework/utils"
import { OperationError } from "../../modules/aplazame/operations"
import { textOf, type Code, type Language } from "../../modules/aplazame/texts"

/** A refusal in words that may be shown, with the stable code. */
export function medusaRefusal(type: string, code: Code, language: Language): MedusaError {
  return new MedusaError(type, textOf(code, language), code)
}

/** An operation that did not end as asked, as the admin shows it; anything else goes on unchanged. */
export function forAdmin(error: unknown, language: Language, currency: string): unknown {
  if (!(error instanceof OperationError)) return error
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, error.sentence(language, currency), error.code)
}
