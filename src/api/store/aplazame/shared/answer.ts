import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { shopperLanguage, spokenLanguage, type SpokenBy } from "../../../../mapping"
import { fieldText, taskText, textOf, type Code, type Language } from "../../../../modules/aplazame/texts"
import type { SessionView } from "../../../../modules/aplazame/reading"
import { flowContext } from "../../../../workflows/flow-context"
import type { PaymentState } from "../../../../workflows/payment-state"

/**
 * The language of the page: Medusa's own `?locale=` or `x-medusa-locale`. Undefined where it names none of ours.
 */
export const localeOfRequest = (req: Pick<MedusaRequest, "locale">): Language | undefined => spokenLanguage(req.locale)

/** The first of our languages that the shopper's browser prefers, by the weights of `Accept-Language`; undefined where it names none. */
export const acceptedLanguage = (req: Pick<MedusaRequest, "headers">): Language | undefined => spokenLanguage(req.headers["accept-language"])

/** What a request itself says of the shopper's language. */
export const spokenIn = (req: Pick<MedusaRequest, "locale" | "headers">): SpokenBy => ({ page: localeOfRequest(req), browser: acceptedLanguage(req) })

/** The language to answer in, by the request and by what it is about; where neither says one, that of the options. */
export const languageOfRequest = (req: MedusaRequest, about: SpokenBy = {}): Language =>
  shopperLanguage({ ...spokenIn(req), ...about }) ?? flowContext(req.scope).aplazame.settings.language

/** The language to answer in about the cart that a session of ours pays for: as its checkout was begun, else as the cart says. */
export async function languageOfSession(req: MedusaRequest, { id, cart }: Pick<SessionView, "id" | "cart">): Promise<Language> {
  const checkout = await flowContext(req.scope).aplazame.orders.ofSession(id)
  return languageOfRequest(req, { checkout: checkout?.language, cart: cart?.locale })
}

/** The signed-in customer, if any. */
export const customerOf = (req: AuthenticatedMedusaRequest): string | null => req.auth_context?.actor_id ?? null

/** A code with its sentence for the shopper, which names the field that it is about. */
export function worded(code: Code, language: Language, { field, problem }: Record<string, string | number> = {}): { code: Code; message: string } {
  const name = field === undefined ? undefined : String(field)
  return { code, message: textOf(code, language, { field: fieldText(name, language), task: taskText(name, problem === "invalid" ? "invalid" : "missing", language) }) }
}

/** A refusal as every store route of ours gives it: `{ type: "aplazame", code, message, details }`; `details.retry_after` is a header too. */
export function sendStoreRefusal(res: MedusaResponse, status: number, code: Code, language: Language, details: Record<string, string | number> = {}): void {
  if (details.retry_after !== undefined) res.set("Retry-After", String(details.retry_after))
  res.status(status).json({ type: "aplazame", ...worded(code, language, details), details })
}

/** Where a payment stands, for the shopper who may know it; for anybody else, and where there is none, 404 `cart_not_found`. */
export function answerPaymentState(req: MedusaRequest, res: MedusaResponse, found: PaymentState | null, more: Record<string, string | number> = {}): void {
  if (!found) return sendStoreRefusal(res, 404, "cart_not_found", languageOfRequest(req))
  const { state, code, order_id, spoken } = found
  res.set("Cache-Control", "no-store").json({ state, ...worded(code, languageOfRequest(req, spoken)), order_id, ...more })
}
