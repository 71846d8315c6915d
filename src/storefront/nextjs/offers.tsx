"use client"
import { useParams } from "next/navigation"
import { useEffect, useState } from "react"
import { AplazameCartWidget, AplazameProductWidget, useAplazame, useEligibility, type AplazameWidgetProps } from "../react"
import { hundredths, shownPrice, type ShopCart, type ShopProduct, type ShopVariant } from "./shop-types"

type Look = Omit<AplazameWidgetProps, "amount" | "price" | "quantity" | "articleId" | "view">

/** The country in the page's address; "" where the shop has none in it. */
function usePageCountry(): string {
  const { countryCode } = useParams()
  return typeof countryCode === "string" ? countryCode.toLowerCase() : ""
}

/** The instalments of a product, where Aplazame can pay for it: of the chosen variant, else from the lowest price on. */
export function AplazameProduct({ product, variant, ...look }: Look & { product: ShopProduct; variant?: ShopVariant | null }) {
  const country = usePageCountry()
  const price = shownPrice(product, variant)
  const eligibility = useEligibility(price && { ...price, productId: product.id, ...(country ? { country } : {}) })
  if (!price || !eligibility?.eligible) return null
  return <AplazameProductWidget {...look} amount={price.amount} articleId={variant?.id} />
}

/** The instalments of a cart, where Aplazame can pay for it. */
export function AplazameCart({ cart, ...look }: Look & { cart: ShopCart }) {
  const client = useAplazame()
  const country = usePageCountry()
  const [served, setServed] = useState(false)
  useEffect(() => {
    let current = true
    // A cart has no address yet: the page's country says who is looking.
    const tell = (countries: readonly string[]): void => {
      if (current) setServed(country === "" || countries.includes(country))
    }
    client.config().then((config) => tell(config.countries), () => tell([]))
    return () => {
      current = false
    }
  }, [client, country])
  const amount = hundredths(cart.total ?? 0)
  const eligibility = useEligibility(served && amount > 0 ? { cartId: cart.id } : null, `${amount} ${String(cart.updated_at)}`)
  if (!eligibility?.eligible) return null
  return <AplazameCartWidget {...look} amount={amount} />
}
