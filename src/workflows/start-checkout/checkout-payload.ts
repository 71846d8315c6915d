import type { CheckoutPayload, ProductType } from "../../aplazame"
import { cartToCheckout, isMappingError, type CartView } from "../../mapping"
import type { ResolvedOptions } from "../../config/options"
import { OUR_MODULE } from "../our-module"
import { CheckoutError, type CheckoutCode } from "./checkout-error"
import { merchantUrls, type ReturnPaths } from "./return-urls"

export type PayloadWishes = { product?: ProductType; returnPaths?: ReturnPaths; language?: string; customerType: "g" | "n" | "e" }

/**
 * The checkout of a cart as Aplazame gets it, after the checks that need no call.
 * @throws CheckoutError
 */
export function checkoutPayload(settings: ResolvedOptions, cart: CartView, mid: string, wishes: PayloadWishes): CheckoutPayload {
  refuseUnready(cart)
  try {
    return cartToCheckout(cart, {
      mid,
      merchant: merchantUrls(settings, wishes.returnPaths ?? {}),
      product: wishes.product ?? settings.product,
      storefrontUrl: settings.storefrontUrl,
      module: OUR_MODULE,
      language: wishes.language ?? settings.language,
      isGuest: wishes.customerType === "g",
      customerType: wishes.customerType,
    })
  } catch (error) {
    if (!isMappingError(error)) throw error
    throw new CheckoutError(codeOf(error.code), { field: error.field }, { cause: error })
  }
}

function refuseUnready(cart: CartView): void {
  const needsShipping = cart.items.some((item) => item.requires_shipping !== false)
  if (needsShipping && cart.shipping_methods.length === 0) throw new CheckoutError("cart_not_ready", { field: "shipping_methods" })
  if (needsShipping && !cart.shipping_address?.country_code) throw new CheckoutError("cart_not_ready", { field: "shipping_address" })
}

function codeOf(code: string): CheckoutCode {
  if (code === "currency_not_supported") return "currency_not_supported"
  if (code === "total_not_payable") return "amount_out_of_limits"
  return "cart_not_ready"
}
