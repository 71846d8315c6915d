import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf, textOf } from "../../modules/aplazame/texts"
import { flowContext } from "../../workflows/flow-context"
import { secondsToWait } from "./seconds-to-wait"

/**
 * Keeps one address from making the store work without end: everything below `/store/aplazame` reads a cart,
 * and the start of a checkout calls Aplazame. 429 `{ type, code, message, details }` with Retry-After.
 */
export function limitStore(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const { aplazame } = flowContext(req.scope)
  const seconds = secondsToWait("store", req, aplazame.settings)
  if (seconds === 0) return next()
  const language = languageOf(req.headers["accept-language"], aplazame.settings.language)
  res.set("Retry-After", String(seconds))
  res.status(429).json({ type: "aplazame", code: "too_many_requests", message: textOf("too_many_requests", language), details: { retry_after: seconds } })
}
