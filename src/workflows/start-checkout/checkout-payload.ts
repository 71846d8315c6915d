import type { CustomerType, ProductType } from "../../aplazame"
import { cartToCheckout, isMappingError, shopperLanguage, type CartView, type Checkout, type Language, type Part } from "../../mapping"
import type { ResolvedOptions } from "../../config/options"
import { OUR_MODULE } from "../our-module"
import { CheckoutError, type CheckoutCode } from "./checkout-error"
import { merchantUrls, type ReturnPaths } from "./return-urls"

export type PayloadInput = { product?: ProductType; returnPaths?: ReturnPaths; language?: string; acceptedLanguage?: string; pickup: boolean; part: Part | null; isGuest: boolean; customerType: CustomerType }

/** A checkout to send, and its language where somebody has said one: else that of the options holds, and whoever asks later may still say one. */
export type WordedCheckout = Checkout & { readonly language: Language | null }

/**
 * The checkout of a cart as Aplazame gets it, after the checks that need no call. Its `mid` is left blank: it is known once
 * there is a row for it.
 * @throws CheckoutError
 */
export function checkoutPayload(settings: ResolvedOptions, cart: CartView, payloadInput: PayloadInput): WordedCheckout {
  refuseUnready(cart)
  const said = shopperLanguage({ page: payloadInput.language, cart: cart.locale, browser: payloadInput.acceptedLanguage })
  try {
    const checkout = cartToCheckout(cart, {
      mid: "",
      merchant: merchantUrls(settings, payloadInput.returnPaths ?? {}),
      product: payloadInput.product ?? settings.product,
      storefrontUrl: settings.storefrontUrl,
      module: OUR_MODULE,
      language: said ?? settings.language,
      pickup: payloadInput.pickup,
      part: payloadInput.part,
      isGuest: payloadInput.isGuest,
      customerType: payloadInput.customerType,
    })
    return { ...checkout, language: said ?? null }
  } catch (error) {
    if (!isMappingError(error)) throw error
    const code = codeOf(error.code)
    throw new CheckoutError(code, code === "cart_not_ready" ? notReady(error.field, error.code === "address_not_valid") : { field: error.field }, { cause: error })
  }
}

function refuseUnready(cart: CartView): void {
  const needsShipping = cart.items.some((item) => item.requires_shipping !== false)
  if (needsShipping && cart.shipping_methods.length === 0) throw new CheckoutError("cart_not_ready", notReady("shipping_methods"))
}

/** The field that keeps a cart from being paid, and whether it is missing or not right. */
const notReady = (field: string, isWrong = false) => ({ field, problem: isWrong ? "invalid" : "missing" })

function codeOf(code: string): CheckoutCode {
  if (code === "currency_not_supported") return "currency_not_supported"
  if (code === "total_not_payable") return "nothing_to_pay"
  return "cart_not_ready"
}
