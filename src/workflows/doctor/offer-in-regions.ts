import type { MedusaContainer } from "@medusajs/framework/types"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { isAplazameProvider } from "../../modules/aplazame/reading"
import { flowContext } from "../flow-context"
import { hasProvider, inAplazamesCurrency, listRegions, servesOneOf, type Region } from "./regions"

/** What was done, and what could not be. */
export type Offered = { regions: string[]; provider: string | undefined }

/** Regions that sell to one of the countries in a currency of Aplazame's, and do not offer it. */
export const regionsWithoutOffer = (regions: readonly Region[], countries: readonly string[]): Region[] =>
  regions.filter((one) => servesOneOf(one, countries) && inAplazamesCurrency(one) && !hasProvider(one))

/**
 * Adds Aplazame's provider to every region that could offer it and does not, beside the providers that it has.
 * `provider` is undefined where Medusa does not know it: then the payment module's configuration lacks it.
 */
export async function offerInRegions(container: MedusaContainer): Promise<Offered> {
  const { aplazame, query } = flowContext(container)
  const { data } = await query.graph({ entity: "payment_provider", fields: ["id", "is_enabled"] })
  const provider = (data as { id: string; is_enabled: boolean }[]).find((one) => one.is_enabled && isAplazameProvider(one.id))?.id
  if (provider === undefined) return { regions: [], provider }
  const lacking = regionsWithoutOffer(await listRegions(query), aplazame.settings.countries)
  for (const { id, payment_providers: present } of lacking) {
    const providers = (present ?? []).flatMap((one) => one?.id ?? [])
    await updateRegionsWorkflow(container).run({ input: { selector: { id }, update: { payment_providers: [...providers, provider] } } })
  }
  return { regions: lacking.map(({ name }) => name), provider }
}
