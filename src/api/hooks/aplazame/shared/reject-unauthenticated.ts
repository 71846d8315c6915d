import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ResolvedOptions } from "../../../../config/options"
import { secondsToWait } from "../../../rate-limit/seconds-to-wait"
import { FORBIDDEN, sendHookRefusal, TOO_MANY, type Refusal } from "./refusal"

/**
 * Answers 403 to a request without the right key, and 429 when its address sends too many of them.
 *
 * Only these requests count towards the limit: a request with the key is Aplazame's, and a rejected notification may be a lost
 * order. The limit keeps noise out of the logs; the key can't be guessed at any rate.
 */
export function rejectUnauthenticated(req: MedusaRequest, res: MedusaResponse, settings: ResolvedOptions): Refusal {
  const seconds = secondsToWait("notifications", req, settings)
  if (seconds > 0) res.set("Retry-After", String(seconds))
  const refusal = seconds > 0 ? TOO_MANY : FORBIDDEN
  sendHookRefusal(res, refusal)
  return refusal
}
