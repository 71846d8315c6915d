"use client"
import { useParams } from "next/navigation"
import { AplazameCartWidget, AplazameProductWidget, useEligibility, type AplazameWidgetProps } from "../react"
import { useLanguage } from "../react/words"
import { hundredths, shownPrice, type ShopCart, type ShopProduct, type ShopVariant } from "./shop-types"
import { lowestSentence } from "./words"

type Look = Omit<AplazameWidgetProps, "amount" | "price" | "quantity" | "articleId" | "view" | "country" | "currency" | "product">

/** The country in the page's address; undefined where the shop has none in it. */
export function usePageCountry(): string | undefined {
  const { countryCode } = useParams()
  return typeof countryCode === "string" ? countryCode.toUpperCase() : undefined
}

/** The instalments of a product, where Aplazame can pay for it: of the chosen variant, else of the lowest price, which is said. */
export function AplazameProduct({ product, variant, ...look }: Look & { product: ShopProduct; variant?: ShopVariant | null }) {
  const country = usePageCountry()
  const language = useLanguage()
  const price = shownPrice(product, variant)
  const eligibility = useEligibility(price && { ...price, productId: product.id, ...(country ? { country } : {}) })
  if (!price || !eligibility?.eligible) return null
  const lowest = lowestSentence(product, variant, language)
  return (
    <>
      {lowest && (
        <p data-aplazame-lowest="" style={{ margin: 0, fontSize: "0.875em" }}>
          {lowest}
        </p>
      )}
      <AplazameProductWidget {...look} amount={price.amount} currency={price.currency.toUpperCase()} country={country} articleId={variant?.id} />
    </>
  )
}

/** The instalments of a cart, where Aplazame can pay for it. It may have no address yet: the page's country says who is looking. */
export function AplazameCart({ cart, ...look }: Look & { cart: ShopCart }) {
  const country = usePageCountry()
  const amount = hundredths(cart.total ?? 0)
  const eligibility = useEligibility(amount > 0 ? { cartId: cart.id } : null, `${amount} ${String(cart.updated_at)}`)
  if (!eligibility?.eligible) return null
  return <AplazameCartWidget {...look} amount={amount} currency={cart.currency_code?.toUpperCase()} country={country} />
}
