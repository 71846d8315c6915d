/** Where the goods go and what that costs, the same for a cart and for an order. */
import type { Address, ShippingPayload } from "../aplazame/payloads"
import { requireCountry } from "./address"
import { currentQuantity } from "./exact-line"
import { MappingError } from "./mapping-error"
import type { AddressView, LineItemView } from "./medusa-view"
import type { ShippingFigures } from "./plan-shipping"

/** The part of a cart or order that says where things go. */
export type DestinationView = {
  readonly items: readonly LineItemView[]
  readonly shipping_address?: AddressView | null | undefined
  readonly billing_address?: AddressView | null | undefined
}

/** Billing and shipping sections, each left out when nothing is known. */
export type Destination = { billing?: Address; shipping?: ShippingPayload }

/**
 * Digital goods have a shipping section too, with price 0 and the billing address, because the docs call the
 * section required (docs: Aplazame API, checkout creation). Medusa stores often ask for one address only, so
 * each stands in for the other when missing. No address at all is accepted for digital goods without carriage.
 *
 * @throws MappingError `address_missing` when goods travel nowhere, `address_incomplete` without a country.
 */
export function toDestination(view: DestinationView, figures: ShippingFigures): Destination {
  const travels = view.items.some((item) => item.requires_shipping !== false && currentQuantity(item) > 0n)
  const own = requireCountry(view.shipping_address, "shipping_address")
  const billing = requireCountry(view.billing_address, "billing_address") ?? own
  const address = own ?? (travels ? null : billing)

  if (address === null && (travels || figures.price > 0)) {
    throw new MappingError("address_missing", "shipping_address", "There is no address to ship to")
  }
  return {
    ...(billing === null ? {} : { billing }),
    ...(address === null ? {} : { shipping: { ...address, ...figures } }),
  }
}
