/** Tells whether two carts ask the shopper to agree to the same thing. */
import { createHash } from "node:crypto"
import { ZERO } from "../aplazame/cents"
import type { Address, ProductType } from "../aplazame/payloads"
import { SHOW_A_DASH } from "./address"
import type { CartView } from "./medusa-view"
import { buildOrderLines } from "./order-lines"
import { toDestination } from "./shipping-section"
import { toText } from "./text"

const addressParts = (address: Address | undefined): readonly string[] | null =>
  address
    ? [
        address.first_name,
        address.last_name,
        address.street,
        address.address_addition ?? "",
        address.city,
        address.state,
        address.country,
        address.postcode,
        address.phone ?? "",
      ]
    : null

/**
 * SHA-256 (hex) over what the shopper agrees to: the figures of every article, total, currency, what the carriage
 * costs, by which of the shop's options and where to, billing, e-mail, and the product if forced. It is made from the
 * cart's facts and from no word that we write or that Medusa translates: names, titles and links are not in it, a
 * shipping method counts by its option's id. The order of the lines does not matter, since the database promises none.
 *
 * The hash is for comparing inside our own tables. It is made from personal data: do not publish it.
 *
 * @throws MappingError as buildOrderLines does.
 */
export function fingerprint(cart: CartView, product: ProductType | null, storefrontUrl: string): string {
  const { articles, shipping, total_amount } = buildOrderLines(cart, { storefrontUrl })
  // Nothing is asked for here: what a shopper still has to say is no other content, and the one who pays may be another.
  const { billing, shipping: destination } = toDestination(cart, { ...shipping, price: ZERO }, { missing: SHOW_A_DASH, pickup: true }).sections
  const content = JSON.stringify({
    articles: articles.map(({ id, quantity, price, discount = 0, tax_rate = 0 }) => JSON.stringify([id, quantity, price, discount, tax_rate])).sort(),
    total: total_amount,
    currency: cart.currency_code.toUpperCase(),
    shipping: [shipping.price, shipping.tax_rate, shipping.discount ?? 0, addressParts(destination)],
    options: cart.shipping_methods.map(({ shipping_option_id, name }) => shipping_option_id ?? toText(name) ?? "").sort(),
    billing: addressParts(billing),
    email: (toText(cart.email ?? cart.customer?.email) ?? "").toLowerCase(),
    product,
  })
  return createHash("sha256").update(content).digest("hex")
}
