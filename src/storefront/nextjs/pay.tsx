"use client"
import { useRouter } from "next/navigation"
import { useRef } from "react"
import { AplazamePayButton, type AplazamePayButtonProps } from "../react"
import { returnPathsOf } from "./pages"
import { isAplazame } from "./provider-id"
import { useActions, usePage } from "./shop"
import type { ShopCart } from "./shop-types"

const LIVE = ["pending", "requires_more"]

export type AplazameButtonProps = Omit<AplazamePayButtonProps, "payment" | "returnPaths"> & { cart: ShopCart }

/**
 * The button that pays the shop's cart: with the session that the shopper has chosen, or a new one when that is spent.
 * It goes to the order when it is placed.
 */
export function AplazameButton({ cart, onResult, ...button }: AplazameButtonProps) {
  const { newSession } = useActions()
  const page = usePage()
  const router = useRouter()
  const spent = useRef(false)
  const returnPaths = returnPathsOf(page)

  const payment = async (): Promise<{ cartId: string; sessionId: string }> => {
    const chosen = cart.payment_collection?.payment_sessions?.find((one) => isAplazame(one.provider_id) && LIVE.includes(one.status))
    const sessionId = chosen && !spent.current ? chosen.id : await newSession(cart.id)
    spent.current = false
    return { cartId: cart.id, sessionId }
  }

  return (
    <AplazamePayButton
      {...button}
      payment={payment}
      returnPaths={returnPaths}
      onResult={(result) => {
        spent.current = result.outcome === "refused" || (result.outcome === "failed" && result.code.startsWith("session_"))
        onResult?.(result)
        // An identity check whose order is not placed yet has no page of its own.
        if (result.outcome === "pending" && result.orderId === null) router.push(returnPaths.pending)
      }}
    />
  )
}
