import { isAplazameError } from "../../aplazame"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import type { ResolvedOptions } from "../../config/options"
import { finding, fine, type Finding } from "./finding"

/**
 * The keys against Aplazame: whether the private one is known, whether the public one belongs to it, and
 * whether the side that answers is the one that is configured. Two GETs.
 * docs: Aplazame API, merchants, api-keys.
 */
export async function checkConnection({ client, settings }: Pick<AplazameModuleService, "client" | "settings">): Promise<Finding[]> {
  try {
    const { public_api_key } = await client.apiKeys()
    const match = public_api_key === settings.publicKey
    return [fine("keys"), match ? fine("public_key") : finding("public_key", "error", "differs"), await checkSide({ client, settings })]
  } catch (error) {
    if (!isAplazameError(error)) throw error
    const wrong = error.kind === "unauthorized" || error.kind === "forbidden"
    return [finding("keys", "error", wrong ? "refused" : "unreachable", { reason: error.code })]
  }
}

async function checkSide({ client, settings }: Pick<AplazameModuleService, "client" | "settings">): Promise<Finding> {
  const side = settings.sandbox ? "sandbox" : "live"
  const { results } = await client.listOrders({ ordering: "-created" })
  const other = results.some((order) => order.sandbox !== null && order.sandbox !== settings.sandbox)
  return other ? finding("sandbox_side", "error", "differs", { side }) : fine("sandbox_side", { side })
}

/** A replaced key that is still accepted: fine during a rotation, to be removed after it. */
export function checkPreviousKeys({ previousPrivateKeys }: Pick<ResolvedOptions, "previousPrivateKeys">): Finding[] {
  return previousPrivateKeys.length === 0 ? [] : [finding("previous_keys", "info", "accepted", { keys: previousPrivateKeys.length })]
}
