import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { unsupportedMedusa } from "../../../config/supported-medusa"
import { lockKeeper, POSTGRES_LOCKS } from "../lock-keeper"

/**
 * Says when the store starts that its Medusa is none that the package is made for (package managers only warn), and that its
 * locks stop shoppers.
 */
export default async function warnOfSetup({ logger, container }: Pick<LoaderOptions, "logger" | "container">): Promise<void> {
  const told = unsupportedMedusa()
  if (told) logger?.error(`aplazame: ${told}`)
  const config = container.resolve<{ modules?: Record<string, unknown> } | undefined>(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true })
  if (lockKeeper(config?.modules?.[Modules.LOCKING]) === "postgres") logger?.warn(`aplazame: ${POSTGRES_LOCKS}`)
}
