import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { fieldText, languageOf, textOf, type Code, type Language } from "../../../../modules/aplazame/texts"
import { flowContext } from "../../../../workflows/flow-context"

/** The language that the shopper's browser prefers among ours, else that of the options. */
export const languageOfRequest = (req: MedusaRequest): Language => languageOf(req.headers["accept-language"], flowContext(req.scope).aplazame.settings.language)

/** The signed-in customer, if any. */
export const customerOf = (req: AuthenticatedMedusaRequest): string | null => req.auth_context?.actor_id ?? null

/** A code with its sentence for the shopper, which names the field that it is about. */
export const worded = (code: Code, language: Language, details: Record<string, string | number> = {}): { code: Code; message: string } => ({
  code,
  message: textOf(code, language, { field: fieldText(details.field === undefined ? undefined : String(details.field), language) }),
})

/** A refusal as every store route of ours gives it: `{ type: "aplazame", code, message, details }`. */
export function refuse(res: MedusaResponse, status: number, code: Code, language: Language, details: Record<string, string | number> = {}): void {
  res.status(status).json({ type: "aplazame", ...worded(code, language, details), details })
}
