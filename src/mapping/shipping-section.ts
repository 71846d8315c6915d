/** Where the goods go and what that costs, the same for a cart and for an order. */
import type { Address, ShippingPayload } from "../aplazame/payloads"
import { addressesOf, billed, type AddressesView, type Missing, type SentAddress } from "./address"
import { currentQuantity } from "./exact-line"
import { MappingError } from "./mapping-error"
import type { LineItemView } from "./medusa-view"
import type { ShippingFigures } from "./plan-shipping"

/** The part of a cart or order that says where things go. */
export type DestinationView = AddressesView & { readonly items: readonly LineItemView[] }

/** Billing and shipping sections, each left out when nothing is known; and the addresses in them with where they came from. */
export type Destination = {
  readonly sections: { billing?: Address; shipping?: ShippingPayload }
  readonly from: { readonly billing: SentAddress | null; readonly shipping: SentAddress | null }
}

/** `pickup`: the shopper fetches the goods, so that no address to send them to is needed. */
export type DestinationRule = { readonly missing: Missing; readonly pickup: boolean }

/**
 * Digital goods have a shipping section too, with price 0 and the billing address, because the docs call the
 * section required (docs: Aplazame API, checkout creation). Medusa stores often ask for one address only, so
 * each stands in for the other when missing; but goods are not sent to a billing address unless they are fetched,
 * or their order is placed already. No address at all is accepted for goods that nobody sends.
 *
 * @throws MappingError `address_missing` when goods travel nowhere, `address_incomplete` for a missing text, `address_not_valid` for a wrong one.
 */
export function toDestination(view: DestinationView, figures: ShippingFigures, { missing, pickup }: DestinationRule): Destination {
  const travels = missing.ask && !pickup && view.items.some((item) => item.requires_shipping !== false && currentQuantity(item) > 0n)
  const own = addressesOf(view, missing)
  const billing = billed(own)
  const shipping = own.shipping ?? (travels ? null : own.billing)

  if (shipping === null && (travels || figures.price > 0)) {
    throw new MappingError("address_missing", travels ? "shipping_address" : "billing_address", "There is no address")
  }
  return {
    sections: {
      ...(billing === null ? {} : { billing: billing.address }),
      ...(shipping === null ? {} : { shipping: { ...shipping.address, ...figures } }),
    },
    from: { billing, shipping },
  }
}
