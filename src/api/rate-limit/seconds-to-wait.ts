import type { MedusaRequest } from "@medusajs/framework/http"
import type { ResolvedOptions } from "../../config/options"
import { clientAddress } from "./client-address"
import { TokenBuckets } from "../../modules/aplazame/token-buckets"

type Door = "notifications" | "store"

/** Of this process; several processes count each for itself. */
const buckets: Record<Door, TokenBuckets> = { notifications: new TokenBuckets(), store: new TokenBuckets() }

/** Counts a request of an address at a door. @returns 0 when it may pass, else the seconds to wait */
export function secondsToWait(door: Door, req: Pick<MedusaRequest, "ip" | "socket">, { rateLimit }: Pick<ResolvedOptions, "rateLimit">): number {
  if (rateLimit === false) return 0
  return buckets[door].take(clientAddress(req), door === "store" ? rateLimit.storePerMinute : rateLimit.notificationsPerMinute)
}
