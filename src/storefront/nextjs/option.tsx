"use client"
import { createContext, useContext, type ReactNode } from "react"
import { AplazameCartWidget, AplazameCreditNotice, AplazameGate } from "../react"
import { useLanguage } from "../react/words"
import type { Eligibility } from "../result"
import { usePageCountry } from "./offers"
import { isAplazame } from "./provider-id"
import { hundredths, type ShopCart } from "./shop-types"
import { waysSentence } from "./words"

type Offer = { cart: ShopCart; products: Eligibility["products"] }
const Offered = createContext<Offer | null>(null)
/** Nothing that a shopper can change: the option is not there, and not explained. */
const ELSEWHERE = ["region_not_supported", "currency_not_supported"]

export type AplazameOptionProps = {
  /** The provider's id that this option chooses. Another provider's option is shown as it is. */
  provider: string
  cart: ShopCart
  children: ReactNode
}

/** Around the option of a payment method: shows Aplazame's where it can pay, and says why not where it can't. */
export function AplazameOption({ provider, cart, children }: AplazameOptionProps) {
  if (!isAplazame(provider)) return <>{children}</>
  const reason = (reasons: Eligibility["reasons"]): ReactNode => {
    const told = reasons.find(({ code }) => !ELSEWHERE.includes(code))
    return told && reasons.every(({ code }) => !ELSEWHERE.includes(code)) ? <p data-aplazame-reason="">{told.message}</p> : null
  }
  return (
    <AplazameGate question={{ cartId: cart.id }} version={String(cart.updated_at)} otherwise={reason}>
      {({ products }) => <Offered.Provider value={{ cart, products }}>{children}</Offered.Provider>}
    </AplazameGate>
  )
}

/**
 * Inside the option: in which ways Aplazame pays for this cart, from what a month where Aplazame has said yes to instalments for
 * it, and the notice that credit costs money. The figure is Aplazame's own, drawn by aplazame.js; without it the line has none.
 */
export function AplazameOptionLine({ provider }: { provider: string }) {
  const offer = useContext(Offered)
  return isAplazame(provider) && offer ? <OfferLine {...offer} /> : null
}

/** The line of a cart for which Aplazame's answer is there. */
export function OfferLine({ cart, products }: Offer) {
  const ways = waysSentence(products, useLanguage())
  const country = usePageCountry()
  return (
    // Smaller than the option's name, and never too small to read: a shop's option may be in small print already.
    <div data-aplazame-ways="" style={{ fontSize: "max(0.875em, 13px)", lineHeight: 1.5 }}>
      {ways && <span>{ways}</span>}
      {products.instalments && (
        // Text alone: a press on it chooses the option.
        <AplazameCartWidget version={3} type="text" disableModal creditNotice={false} amount={hundredths(cart.total ?? 0)} currency={cart.currency_code?.toUpperCase()} country={country} />
      )}
      <AplazameCreditNotice />
    </div>
  )
}
