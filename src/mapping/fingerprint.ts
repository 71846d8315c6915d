/** Tells whether two checkouts ask the shopper to agree to the same thing. */
import { createHash } from "node:crypto"
import type { Address, CheckoutPayload } from "../aplazame/payloads"

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
        address.alt_phone ?? "",
      ]
    : null

/**
 * SHA-256 (hex) over what the shopper agrees to: the figures of every article, total, currency, shipping with
 * its address, billing, e-mail, and the product if forced. Not over `mid`, links, pictures, titles, dates or
 * time-outs, which may change without a new checkout. The order of the articles does not matter, since the
 * database promises none; a missing discount or rate equals 0.
 *
 * The hash is for comparing inside our own tables. It is made from personal data: do not publish it.
 */
export function fingerprint(payload: CheckoutPayload): string {
  const { order, shipping, billing, customer, product } = payload
  const articles = order.articles
    .map(({ id, quantity, price, discount = 0, discount_rate = 0, tax_rate = order.tax_rate ?? 0 }) =>
      JSON.stringify([id, quantity, price, discount, discount_rate, tax_rate])
    )
    .sort()
  const content = JSON.stringify({
    articles,
    total: order.total_amount,
    discount: [order.discount ?? 0, order.discount_rate ?? 0, order.cart_discount ?? 0, order.cart_discount_rate ?? 0],
    currency: order.currency,
    shipping: shipping
      ? [
          addressParts(shipping),
          shipping.name,
          shipping.price,
          shipping.tax_rate ?? 0,
          shipping.discount ?? 0,
          shipping.discount_rate ?? 0,
          shipping.method ?? "",
        ]
      : null,
    billing: addressParts(billing),
    email: customer.email.toLowerCase(),
    product: product?.type ?? null,
  })
  return createHash("sha256").update(content).digest("hex")
}
