import type { CartView } from "../mapping"
import type { OwnedCart } from "../modules/aplazame/reading"
import type { FlowContext } from "./flow-context"

/** The shopper of a cart: the signed-in account that it belongs to, or a guest. */
export type Shopper = { accountId: string | null }

const GUEST: Shopper = { accountId: null }

/**
 * The shopper that a request about a cart comes from; null when the cart belongs to somebody else.
 *
 * Everybody who knows its id may use a guest's cart, and also a cart whose customer Medusa found by a typed e-mail: that shopper
 * is a guest too. A cart that a customer used while they were signed in is theirs alone.
 *
 * @param customerId the signed-in customer of the request, if any
 */
export async function shopperOf({ aplazame }: Pick<FlowContext, "aplazame">, { id, customer }: OwnedCart, customerId: string | null): Promise<Shopper | null> {
  if (!customer?.has_account) return GUEST
  if (customer.id === customerId) return { accountId: customer.id }
  return (await aplazame.cartOwners.isNoted(id, customer.id)) ? null : GUEST
}

/** The shopper of an order that is paid by its link: its signed-in customer, or whoever has the link, as a guest. */
export const shopperOfOrder = ({ customer }: Pick<OwnedCart, "customer">, customerId: string | null): Shopper =>
  customer?.has_account && customer.id === customerId ? { accountId: customer.id } : GUEST

/** The cart as this shopper may see it: a guest sees nothing of the account. */
export const cartOf = (cart: CartView, { accountId }: Shopper): CartView => (accountId === null ? { ...cart, customer: null } : cart)
