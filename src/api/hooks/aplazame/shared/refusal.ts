import type { MedusaResponse } from "@medusajs/framework/http"

/** A refusal in the words of Aplazame's own plugins. docs: Aplazame API, "Aplazame calling the store", errors. */
export type Refusal = { status: 400 | 403 | 404 | 413 | 429 | 503; type: string; detail: string }

export const FORBIDDEN: Refusal = { status: 403, type: "FORBIDDEN", detail: "The key is missing or wrong" }
export const TOO_MANY: Refusal = { status: 429, type: "TOO_MANY_REQUESTS", detail: "Too many requests without the key" }
export const notFoundRefusal = (detail: string): Refusal => ({ status: 404, type: "NOT_FOUND", detail })
export const malformedRefusal = (detail: string): Refusal => ({ status: 400, type: "CLIENT_ERROR", detail })

export function sendHookRefusal(res: MedusaResponse, refusal: Refusal): void {
  // What was not read stays on the wire: the connection can't be used for another request.
  if ([403, 413, 429].includes(refusal.status)) res.set("Connection", "close")
  res.status(refusal.status).json(refusal)
}
