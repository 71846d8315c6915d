import type { CartView } from "../mapping"
import type { OwnedCart } from "../modules/aplazame/reading"
import type { FlowContext } from "./flow-context"

/** Who stands before a cart: the account whose cart it is, signed in, or a guest. */
export type Shopper = { accountId: string | null }

const GUEST: Shopper = { accountId: null }

/**
 * Who whoever asks about a cart is, and null when the cart is not for them.
 *
 * A guest's cart is for whoever knows its id, and so is one whose customer Medusa found by an e-mail that somebody typed:
 * that shopper is a guest all the same. A cart that a customer made their own while they were signed in is theirs alone.
 *
 * @param customerId the signed-in customer of the request, if any
 */
export async function shopperOf({ aplazame }: Pick<FlowContext, "aplazame">, { id, customer }: OwnedCart, customerId: string | null): Promise<Shopper | null> {
  if (!customer?.has_account) return GUEST
  if (customer.id === customerId) return { accountId: customer.id }
  return (await aplazame.cartOwners.isNoted(id, customer.id)) ? null : GUEST
}

/** The cart as this shopper may show it: of a guest's nothing but what the cart itself says. */
export const cartOf = (cart: CartView, { accountId }: Shopper): CartView => (accountId === null ? { ...cart, customer: null } : cart)
