"use client"
import { useEffect, useState, type ReactNode } from "react"
import { AplazamePaymentStatus, useAplazame } from "../react"
import { useLanguage } from "../react/words"
import type { PayResult } from "../result"
import { usePage } from "./shop"
import type { ShopOrder } from "./shop-types"
import { WORDS } from "./words"

/** Medusa's words for an order that nobody has paid yet. */
const UNPAID = ["awaiting", "not_paid", "requires_action", "canceled"]

export type AplazameOrderProps = {
  order: ShopOrder
  /** What the shop says when all is well: its thanks. */
  children: ReactNode
}

/**
 * Around the thanks of the page of a placed order: while Aplazame checks the shopper's identity it says so, and
 * afterwards that the order was cancelled, or thanks. The browser that pays knows of the check; elsewhere the
 * order's own state is all there is.
 */
export function AplazameOrder({ order, children }: AplazameOrderProps) {
  const client = useAplazame()
  const say = WORDS[useLanguage()]
  const page = usePage()
  const unpaid = order.status === "canceled" || UNPAID.includes(order.payment_status ?? "")
  // Known in the browser only: the rendering of the server is repeated first.
  const [cartId, setCartId] = useState<string | null>(null)
  const [result, setResult] = useState<PayResult | null>()
  useEffect(() => {
    if (unpaid) setCartId(client.paying())
  }, [client, unpaid])

  const about = result && "orderId" in result && result.orderId === order.id ? result : null
  const failed = order.status === "canceled" || about?.outcome === "refused"
  const asking = cartId !== null && result === undefined
  const reviewed = asking || about?.outcome === "pending"
  const state = failed ? "cancelled" : reviewed ? "review" : "placed"
  return (
    <div data-aplazame-order={state}>
      {!failed && !reviewed && children}
      {(failed || reviewed) && (
        <div style={{ display: "grid", gap: "0.75rem", marginBottom: "1rem" }}>
          <h1 style={{ fontSize: "1.875rem", lineHeight: 1.2 }}>{failed ? say.cancelled : say.review}</h1>
        </div>
      )}
      {cartId !== null && (
        <div hidden={state === "placed"} style={{ marginBottom: "1rem" }}>
          <AplazamePaymentStatus returned={null} cartId={cartId} onResult={setResult} />
        </div>
      )}
      {failed && (
        <p style={{ marginBottom: "1rem" }}>
          <a href={page("store")} style={{ textDecoration: "underline" }}>
            {say.toShop}
          </a>
        </p>
      )}
    </div>
  )
}
