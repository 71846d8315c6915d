import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ResolvedOptions } from "../../../../config/options"
import { secondsToWait } from "../../../rate-limit/seconds-to-wait"
import { FORBIDDEN, refuse, TOO_MANY } from "./refusal"

/**
 * 403 for a request without a right key, 429 when its address sends too many of them.
 *
 * Only these count towards the limit: whoever has the key is Aplazame, and a notification that is turned away may
 * be an order that is lost. The limit keeps noise out of the logs; guessing the key is hopeless at any rate.
 */
export function turnAway(req: MedusaRequest, res: MedusaResponse, settings: ResolvedOptions): void {
  const seconds = secondsToWait("notifications", req, settings)
  if (seconds > 0) res.set("Retry-After", String(seconds))
  refuse(res, seconds > 0 ? TOO_MANY : FORBIDDEN)
}
