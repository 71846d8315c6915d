import { billingCountry, toCentsOrNull, type CartView } from "../../mapping"
import type { Purchase } from "./rules"

/** What a cart asks of Aplazame. The country is where the bill goes. */
export const purchaseOf = (cart: CartView): Purchase => ({
  amount: toCentsOrNull(cart.total, cart.currency_code),
  currency: cart.currency_code,
  country: billingCountry(cart),
})
