"use client"
import { useEffect, useState, type ReactNode } from "react"
import type { PaymentState, PayResult } from "../result"
import { outcomeOf } from "./outcome"
import { OutcomePanel, type Looks } from "./outcome-panel"
import { useAplazame, useTelling } from "./provider"

export type AplazameOrderStatusProps = Looks & {
  /** The order that the page shows. */
  orderId: string
  /** Medusa's `order.payment_status`: with it the page thanks nobody before the store has answered. */
  paymentStatus?: string | null
  /** Told of every change. */
  onState?: (state: PaymentState) => void
  /** What the page shows of an order that is paid, or was paid otherwise: its thanks. */
  children?: ReactNode
}

/** An order of which Medusa itself says that it is not paid. */
const NOT_PAID = ["awaiting", "requires_action", "not_paid", "canceled"]

/** A state of an order in a result's words; undefined where there is nothing to tell of Aplazame. */
function resultOf({ state, code, message }: PaymentState, cartId = ""): PayResult | undefined {
  switch (state) {
    case "challenge":
      return { outcome: "pending", cartId, orderId: null, code, message }
    case "refused":
      return { outcome: "refused", cartId, orderId: "", code, message }
    case "paid":
      return { outcome: "paid", cartId, orderId: "", code, message }
    case "none":
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
export function AplazameOrderStatus({ orderId, paymentStatus, onState, className, unstyled, children }: AplazameOrderStatusProps) {
  const client = useAplazame()
  const [state, setState] = useState<PaymentState | null>(null)
  const [waited, setWaited] = useState(false)
  useTelling()
  useEffect(() => {
    setState(null)
    setWaited(false)
    return client.watchOrder(orderId, (now) => {
      setState(now)
      if (now.state === "challenge") setWaited(true)
    })
  }, [client, orderId])
  useEffect(() => {
    if (state) onState?.(state)
  }, [state, onState])

  const asking = state ? state.state === "confirming" : NOT_PAID.includes(paymentStatus ?? "")
  const result = state ? resultOf(state) : undefined
  const thanks = !asking && result?.outcome !== "pending" && result?.outcome !== "refused"
  const told = asking || (result && (!thanks || waited || !children))
  return (
    <>
      {told && (
        <OutcomePanel page result={result} kind={asking ? "asking" : outcomeOf(result)} message={asking ? state?.message : undefined} without={thanks && children ? ["order", "shop"] : ["order"]} className={className} unstyled={unstyled} data-aplazame-order-status={asking ? "asking" : result?.outcome} />
      )}
      {thanks && children}
    </>
  )
}
