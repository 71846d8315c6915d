import type { ProductType } from "../../aplazame"
import { fingerprint, isMappingError, type CartView } from "../../mapping"
import type { ResolvedOptions } from "../../config/options"

/**
 * The digest of what a shopper agrees to by paying for this cart. Two carts with the same digest are the same sale; it
 * depends on no language, no address of the shop and no moment.
 *
 * @throws MappingError when the cart's lines can't be told
 */
export const contentOf = ({ storefrontUrl }: Pick<ResolvedOptions, "storefrontUrl">, cart: CartView, product: ProductType | null): string =>
  fingerprint(cart, product, storefrontUrl)

/** Whether a cart still is what was approved. */
export const isApprovedContent = (settings: Pick<ResolvedOptions, "storefrontUrl">, cart: CartView, approved: { fingerprint: string; product: ProductType | null }): boolean =>
  isSameContent(() => contentOf(settings, cart, approved.product), approved.fingerprint)

/** Whether a content has this digest. One whose lines can't be told any more has not. */
export function isSameContent(content: () => string, approved: string): boolean {
  try {
    return content() === approved
  } catch (error) {
    if (isMappingError(error)) return false
    throw error
  }
}
