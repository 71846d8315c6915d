import type { MerchantUrls, ProductType } from "../../aplazame"
import { cartToCheckout, fingerprint, isMappingError, type CartView } from "../../mapping"
import type { ResolvedOptions } from "../../config/options"

/** What is no part of the content: it may change without the shopper having to agree again. */
const NO_MERCHANT: MerchantUrls = { notification_url: "", success_url: "", pending_url: "", error_url: "", dismiss_url: "", ko_url: "", timeout_checkout: 1, timeout_extra: 0 }
const NO_MODULE = { name: "", version: "", medusaVersion: "2" }
/** Words of ours in a checkout (for a shipping that has no name, say) are made in one language, whatever the page speaks. */
const ONE_LANGUAGE = "en"

/**
 * The digest of what a shopper agrees to by paying for this cart. Two carts with the same digest are the same sale; it
 * depends on no language, no address of the shop and no moment.
 *
 * @throws MappingError when the cart could not be checked out
 */
export const contentOf = ({ storefrontUrl }: Pick<ResolvedOptions, "storefrontUrl">, cart: CartView, product: ProductType | null): string =>
  fingerprint(
    cartToCheckout({ ...cart, locale: null }, {
      mid: "",
      merchant: NO_MERCHANT,
      product: product ?? undefined,
      storefrontUrl,
      module: NO_MODULE,
      language: ONE_LANGUAGE,
      isGuest: true,
      customerType: "g",
    })
  )

/** Whether a cart still is what was approved. One that can't be checked out any more is not. */
export function isApprovedContent(settings: Pick<ResolvedOptions, "storefrontUrl">, cart: CartView, approved: { fingerprint: string; product: ProductType | null }): boolean {
  try {
    return contentOf(settings, cart, approved.product) === approved.fingerprint
  } catch (error) {
    if (isMappingError(error)) return false
    throw error
  }
}
