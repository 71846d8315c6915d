import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../workflows/flow-context"
import { languageOfRequest, sendStoreRefusal } from "../store/aplazame/shared/answer"
import { secondsToWait } from "./seconds-to-wait"

/**
 * Keeps one address from making the store work without end: what is below `/store/aplazame` reads carts and calls
 * Aplazame. 429 `{ type, code, message, details: { retry_after } }` with Retry-After, in seconds.
 */
export function limitStore(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const seconds = secondsToWait("store", req, flowContext(req.scope).aplazame.settings)
  if (seconds === 0) return next()
  sendStoreRefusal(res, 429, "too_many_requests", languageOfRequest(req), { retry_after: seconds })
}
