import type { CheckoutOrigins, FormField } from "../../mapping"

/**
 * The field of the shopper's form that Aplazame does not take, by the names of Medusa's cart (`email`,
 * `shipping_address.postal_code`); null when nothing that the shopper wrote is among the fields.
 *
 * @param remote the names of Aplazame's 400 (docs: Aplazame API, "errors"), nested ones joined with dots
 * @param origins where the mapping took what was sent from
 */
export function refusedField(remote: readonly string[], origins: CheckoutOrigins): FormField | null {
  for (const name of remote) {
    const field = fieldOf(name, origins)
    if (field) return field
  }
  return null
}

function fieldOf(remote: string, origins: CheckoutOrigins): FormField | null {
  const parts = remote.split(/\.|__/)
  const at = parts.findIndex((part) => Object.hasOwn(origins, part))
  const [section = "", own = "", inAddress = ""] = parts.slice(at)
  // The address of the customer section is the one that is billed.
  const [from, name] = section === "customer" && own === "address" ? ["billing", inAddress] : [section, own]
  const known = at < 0 ? [] : Object.entries(origins).flatMap(([part, fields]) => (part === from ? Object.entries<FormField | undefined>(fields) : []))
  return known.find(([text]) => text === (name === "alt_phone" ? "phone" : name))?.[1] ?? null
}
