import { z } from "zod"
import { assertHundredths } from "../../mapping"
import { isAplazameProvider, type Query } from "../../modules/aplazame/reading"
import { CURRENCIES } from "../eligibility"
import { finding, fine, type Finding } from "./finding"

const region = z.object({
  id: z.string(),
  name: z.string(),
  currency_code: z.string(),
  countries: z.array(z.object({ iso_2: z.string().nullish() }).nullable()).nullish(),
  payment_providers: z.array(z.object({ id: z.string() }).nullable()).nullish(),
})
export type Region = z.infer<typeof region>

/** Every region, as far as the doctor looks at it. */
export async function listRegions(query: Query): Promise<Region[]> {
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "name", "currency_code", "countries.iso_2", "payment_providers.id"],
  })
  return data.map((raw) => region.parse(raw))
}

/** The regions that sell to the configured countries: each has the provider, and a currency that Aplazame can count. */
export async function checkRegions(query: Query, countries: readonly string[]): Promise<Finding[]> {
  const regions = await listRegions(query)
  const wanted = regions.filter((one) => servesOneOf(one, countries))
  const found: Finding[] = []
  for (const country of countries) {
    if (!regions.some((one) => countriesOf(one).includes(country))) found.push(finding("country_without_region", "error", "missing", { country }))
  }
  for (const one of wanted) {
    if (hasProvider(one)) continue
    found.push(inAplazamesCurrency(one) ? finding("region_without_provider", "error", "missing", { region: one.name }) : finding("region_currency", "error", "needs_euro", placeOf(one)))
  }
  for (const one of regions.filter(hasProvider)) {
    if (!countsInHundredths(one.currency_code)) found.push(finding("region_currency", "error", "not_hundredths", placeOf(one)))
    else if (!inAplazamesCurrency(one)) found.push(finding("region_currency", "warning", "not_euro", placeOf(one)))
  }
  const names = wanted.filter(hasProvider).map((one) => one.name)
  return found.length > 0 ? found : [fine("region_without_provider", { regions: names.join(", ") })]
}

const countriesOf = (one: Region): string[] => (one.countries ?? []).flatMap((country) => (country?.iso_2 ? [country.iso_2.toLowerCase()] : []))
/** Whether a region sells to one of the countries. */
export const servesOneOf = (one: Region, countries: readonly string[]): boolean => countriesOf(one).some((country) => countries.includes(country))
/** Whether a region sells in a currency that Aplazame takes. */
export const inAplazamesCurrency = (one: Region): boolean => CURRENCIES.includes(one.currency_code.toLowerCase())
const placeOf = (one: Region): Finding["figures"] => ({ region: one.name, currency: one.currency_code.toUpperCase() })
/** Whether a region offers Aplazame. */
export const hasProvider = (one: Region): boolean => (one.payment_providers ?? []).some((provider) => provider !== null && isAplazameProvider(provider.id))

function countsInHundredths(currency: string): boolean {
  try {
    assertHundredths(currency)
    return true
  } catch {
    return false
  }
}
