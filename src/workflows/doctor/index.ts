import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { flowContext } from "../flow-context"
import { checkConnection, checkPreviousKeys } from "./connection"
import { finding, type Finding } from "./finding"
import { checkClock, checkLocale } from "./machine"
import { checkMedusa } from "./medusa"
import { checkCommits, checkMigrations } from "./database"
import { checkModules, type ConfiguredModules } from "./modules"
import { checkNotificationUrl } from "./notification-url"
import { checkRegions } from "./regions"

export { checkConnection } from "./connection"
export { type Finding, type Level } from "./finding"
export { offerInRegions, type Offered } from "./offer-in-regions"
export { sentenceOf } from "./sentences"

const WORST: Record<Finding["level"], number> = { error: 0, warning: 1, info: 2, ok: 3 }

/**
 * Looks at everything that a store can have set up wrongly, worst first. Changes nothing; asks Aplazame three
 * things and the store's own notification address one.
 */
export async function examine(container: MedusaContainer): Promise<Finding[]> {
  const { aplazame, query } = flowContext(container)
  const pg = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { modules } = container.resolve<{ modules?: ConfiguredModules }>(ContainerRegistrationKeys.CONFIG_MODULE)
  const production = process.env.NODE_ENV === "production"
  const found = await Promise.all([
    checkConnection(aplazame),
    checkRegions(query, aplazame.settings.countries),
    checkNotificationUrl(aplazame.settings),
    checkModules(modules ?? {}, production),
    checkLocale(),
    checkMedusa(),
    checkMigrations(pg),
    checkCommits(pg),
    checkClock(aplazame.settings.apiBaseUrl),
    checkPreviousKeys(aplazame.settings),
    production && aplazame.settings.sandbox ? [finding("sandbox_in_production", "warning", "on")] : [],
  ])
  return found.flat().sort((a, b) => WORST[a.level] - WORST[b.level])
}
