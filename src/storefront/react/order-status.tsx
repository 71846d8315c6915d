"use client"
import { useEffect, useState, type ReactNode } from "react"
import type { PaymentState, PayResult } from "../result"
import { isLink } from "../store-api"
import { outcomeOf } from "./outcome"
import { OutcomePanel, type Looks } from "./outcome-panel"
import { useAplazame, useTelling } from "./provider"

export type AplazameOrderStatusProps = Looks & {
  /** The order that the page shows. */
  orderId: string
  /** Medusa's `order.payment_status`: with it the page thanks nobody before the store has answered. */
  paymentStatus?: string | null
  /** Tells nothing itself: for what else of the page is true of a paid order only, as "we have sent the confirmation to …". */
  silent?: boolean
  /** Told of every change. */
  onState?: (state: PaymentState) => void
  /** What the page shows of an order that is paid, or was paid otherwise: its thanks. */
  children?: ReactNode
}

/** An order of which Medusa itself says that it is not paid. */
const NOT_PAID = ["awaiting", "requires_action", "not_paid", "canceled"]

/** A state of an order, or of a link's, in a result's words; undefined where there is nothing to tell of Aplazame. */
export function resultOf({ state, code, message }: PaymentState, cartId = ""): PayResult | null | undefined {
  switch (state) {
    case "challenge":
      return { outcome: "pending", cartId, orderId: null, code, message }
    case "refused":
      return { outcome: "refused", cartId, orderId: isLink(cartId) ? null : "", code, message }
    case "paid":
      return { outcome: "paid", cartId, orderId: "", code, message }
    case "none":
      // The store tells this browser nothing of the order.
      return code === "cart_not_found" ? null : undefined
    case "open":
    case "confirming":
      return undefined
  }
}

/**
 * For the page of an order: in review (what happens, what to do), failed, paid. Put the page's thanks inside: they are shown when
 * the order is paid, and when Aplazame has nothing to do with it. While the identity check runs the store is asked again,
 * less and less often.
 */
export function AplazameOrderStatus({ orderId, paymentStatus, silent = false, onState, className, unstyled, children }: AplazameOrderStatusProps) {
  const client = useAplazame()
  const [state, setState] = useState<PaymentState | null>(null)
  const [waited, setWaited] = useState(false)
  const unpaid = NOT_PAID.includes(paymentStatus ?? "")
  // One part of the page asks; another joins in only for an order that Medusa itself calls unpaid.
  const asks = !silent || unpaid
  useTelling(!silent)
  useEffect(() => {
    setState(null)
    setWaited(false)
    if (!asks) return
    return client.watchOrder(orderId, (now) => {
      setState(now)
      if (now.state === "challenge") setWaited(true)
    })
  }, [client, orderId, asks])
  useEffect(() => {
    if (state) onState?.(state)
  }, [state, onState])

  const asking = state ? state.state === "confirming" : unpaid
  const found = state ? resultOf(state) : undefined
  // Of an order that is paid for Medusa there is nothing to hide.
  const result = found === null && !unpaid ? undefined : found
  const thanks = !asking && result !== null && result?.outcome !== "pending" && result?.outcome !== "refused"
  const told = !silent && (asking || (result !== undefined && (!thanks || waited || !children)))
  return (
    <>
      {told && (
        <OutcomePanel page result={result} kind={asking ? "asking" : outcomeOf(result)} message={asking ? state?.message : undefined} without={thanks && children ? ["order", "shop"] : ["order"]} className={className} unstyled={unstyled} data-aplazame-order-status={asking ? "asking" : (result?.outcome ?? "none")} />
      )}
      {thanks && children}
    </>
  )
}
