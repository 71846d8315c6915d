/** Medusa's address as Aplazame's. */
import type { Address } from "../aplazame/payloads"
import { MappingError } from "./mapping-error"
import type { AddressView } from "./medusa-view"

/**
 * An address, or null when it does not name its country (ISO 3166-1 alpha-2), without which Aplazame takes none.
 * A missing name, street or town is an empty text: the fields are required, and refusing the sale for one is
 * Aplazame's to do. A company stands before the second address line, there being no field of its own.
 *
 * docs: Aplazame API, "address"; the postal code is `postcode`, the province `state`.
 */
export function toAddress(view: AddressView | null | undefined): Address | null {
  const country = view?.country_code?.toUpperCase() ?? ""
  if (!view || !/^[A-Z]{2}$/.test(country)) return null
  const addition = [view.company, view.address_2].filter((part) => part !== null).join(", ")
  return {
    first_name: view.first_name ?? "",
    last_name: view.last_name ?? "",
    street: view.address_1 ?? "",
    ...(addition ? { address_addition: addition } : {}),
    city: view.city ?? "",
    state: view.province ?? "",
    country,
    postcode: view.postal_code ?? "",
    ...(view.phone === null ? {} : { phone: view.phone }),
  }
}

/**
 * An address that is there or not, but never half there.
 *
 * @param field `shipping_address` or `billing_address`.
 * @throws MappingError `address_incomplete` when there is one without a country.
 */
export function requireCountry(view: AddressView | null | undefined, field: string): Address | null {
  if (!view) return null
  const address = toAddress(view)
  if (address === null) {
    throw new MappingError("address_incomplete", `${field}.country_code`, "The address does not say its country")
  }
  return address
}
