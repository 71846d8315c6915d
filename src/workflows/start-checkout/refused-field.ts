import type { CartView } from "../../mapping"

type Addresses = Pick<CartView, "shipping_address" | "billing_address" | "customer">

/** Aplazame's names of what a shopper types, and the cart's. */
const NAMES: Record<string, string> = {
  first_name: "first_name",
  last_name: "last_name",
  phone: "phone",
  alt_phone: "phone",
  street: "address_1",
  address_addition: "address_2",
  city: "city",
  state: "province",
  postcode: "postal_code",
  country: "country_code",
}

/**
 * The field of the shopper's form that Aplazame does not take, by the names of Medusa's cart (`email`,
 * `shipping_address.postal_code`); null when nothing that a shopper types is among the fields.
 *
 * @param remote the names of Aplazame's 400 (docs: Aplazame API, "errors"), nested ones joined with dots
 */
export function refusedField(remote: readonly string[], cart: Addresses): string | null {
  for (const name of remote) {
    const field = fieldOf(name, cart)
    if (field) return field
  }
  return null
}

function fieldOf(remote: string, cart: Addresses): string | null {
  const parts = remote.split(/\.|__/)
  const at = parts.findIndex((part) => part === "customer" || part === "billing" || part === "shipping")
  const [section, ...rest] = parts.slice(at)
  const own = rest[0] === "address" ? rest[1] : rest[0]
  if (at < 0 || !section || !own) return null
  if (section === "customer" && own === "email") return "email"
  const name = NAMES[own]
  if (!name) return null
  if (section === "customer" && rest[0] !== "address") return customersField(name, cart)
  return `${section === "shipping" ? shippingOf(cart) : billingOf(cart)}.${name}`
}

/** A name of the account goes before the address's; a phone of an address before the account's. */
function customersField(name: string, cart: Addresses): string {
  if (name !== "phone" && cart.customer?.[name === "first_name" ? "first_name" : "last_name"]) return `customer.${name}`
  const billing = billingOf(cart)
  return name === "phone" && !cart.billing_address?.phone ? `${shippingOf(cart)}.${name}` : `${billing}.${name}`
}

/** What the form filled in; one that only names its country was filled in by Medusa. */
const isFilled = (address: CartView["billing_address"]): boolean =>
  Object.entries(address ?? {}).some(([name, value]) => name !== "country_code" && value !== null)

const shippingOf = (cart: Addresses): string => (isFilled(cart.shipping_address) || !isFilled(cart.billing_address) ? "shipping_address" : "billing_address")

/** Where both addresses are the same, the form has shown one of them. */
function billingOf(cart: Addresses): string {
  const same = JSON.stringify(cart.billing_address) === JSON.stringify(cart.shipping_address)
  return isFilled(cart.billing_address) && !same ? "billing_address" : shippingOf(cart)
}
