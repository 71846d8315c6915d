import type { MedusaRequest } from "@medusajs/framework/http"
import type { ResolvedOptions } from "../../config/options"
import { clientAddress } from "./client-address"
import { TokenBuckets } from "../../modules/aplazame/token-buckets"

type LimitedRoute = "notifications" | "store"

/** Of this process: each process counts on its own. */
const buckets: Record<LimitedRoute, TokenBuckets> = { notifications: new TokenBuckets(), store: new TokenBuckets() }

/** Counts a request of an address. @returns 0 when it may pass, otherwise the seconds to wait */
export function secondsToWait(route: LimitedRoute, req: Pick<MedusaRequest, "ip" | "socket">, { rateLimit }: Pick<ResolvedOptions, "rateLimit">): number {
  if (rateLimit === false) return 0
  return buckets[route].take(clientAddress(req), route === "store" ? rateLimit.storePerMinute : rateLimit.notificationsPerMinute)
}
