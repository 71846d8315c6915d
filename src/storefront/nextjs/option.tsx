"use client"
import { createContext, useContext, type ReactNode } from "react"
import { AplazameCreditNotice, AplazameGate } from "../react"
import { useLanguage } from "../react/words"
import type { Eligibility } from "../result"
import { isAplazame } from "./provider-id"
import type { ShopCart } from "./shop-types"
import { waysSentence } from "./words"

const Answer = createContext<Eligibility | null>(null)
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
      {(eligibility) => <Answer.Provider value={eligibility}>{children}</Answer.Provider>}
    </AplazameGate>
  )
}

/** Inside the option: in which ways Aplazame pays for this cart, and the notice that credit costs money. */
export function AplazameOptionLine({ provider }: { provider: string }) {
  const eligibility = useContext(Answer)
  const language = useLanguage()
  if (!isAplazame(provider) || !eligibility) return null
  const ways = waysSentence(eligibility.products, language)
  return (
    <div data-aplazame-ways="" style={{ fontSize: "0.875em" }}>
      {ways && <span>{ways}</span>}
      <AplazameCreditNotice />
    </div>
  )
}
