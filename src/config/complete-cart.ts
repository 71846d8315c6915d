import type { MedusaContainer } from "@medusajs/framework/types"

/**
 * A store's own way to turn a cart into its order, as the option `completeCart` takes it. It places one order for all of
 * the cart, and does so once for a cart however often it is called: like Medusa's own workflow it gives the order that
 * is there already.
 */
export type CompleteCart = (input: { cartId: string; container: MedusaContainer }) => Promise<{ orderId: string }>
