"use client"
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react"
import type { Returned } from "../create-aplazame"
import type { PayResult } from "../result"
import { OutcomePanel, type Looks } from "./outcome-panel"
import { useAplazame, useArrive, useTelling } from "./provider"

export type AplazamePaymentStatusProps = Looks & {
  /** What the address of the return page says; `null` where a shopper comes back by themselves. */
  returned: Returned | null
  /** The cart; without one, the one that this browser is paying. */
  cartId?: string
  /**
   * Told of every change: paid, refused, pending, failed. Null: nothing was being paid. By itself the part gives a finished cart to
   * the provider's `forgetCart`, and leads a paid shopper to the order.
   */
  onResult?: (result: PayResult | null) => void
  /** The shop's own page for a result, in place of ours. */
  children?: (result: PayResult | null) => ReactNode
}

/**
 * The heart of the return pages. Asks the store what came of the payment, tells it with what to do next, explains the identity
 * check while it lasts, and changes by itself when the decision arrives.
 */
export function AplazamePaymentStatus({ returned, cartId, onResult, className, unstyled, children }: AplazamePaymentStatusProps) {
  const client = useAplazame()
  const arrive = useArrive()
  const [result, setResult] = useState<PayResult | null | undefined>(undefined)
  const [asked, setAsked] = useState(0)
  useTelling()
  // Told, not watched: a new function of the shop's is no reason to ask again.
  const listener = useRef(onResult)
  useEffect(() => {
    listener.current = onResult
  })

  const ask = useCallback(async (): Promise<PayResult | null> => (returned ? client.returned(returned, cartId) : client.resume(cartId)), [client, returned, cartId])

  useEffect(() => {
    let current = true
    let end: (() => void) | undefined
    const tell = (next: PayResult | null): void => {
      if (!current) return
      setResult(next)
      listener.current?.(next)
      // Who waits is where to wait.
      if (next) void arrive(next, next.outcome === "paid")
    }
    const id = cartId ?? client.paying()
    setResult(undefined)
    void ask().then((first) => {
      tell(first)
      const waits = first?.outcome === "pending" || (first?.outcome === "failed" && first.code === "unconfirmed")
      if (!current || !id || !waits) return
      end = client.watch(id, (state) => {
        // The identity check is news too: its order is placed a moment after it begins.
        if (state.state !== "open" && state.state !== "confirming") void client.resume(id).then((now) => now && tell(now))
      })
    })
    return () => {
      current = false
      end?.()
    }
  }, [ask, arrive, client, cartId, asked])

  const status = { "data-aplazame-status": "", "data-outcome": result === undefined ? "asking" : (result?.outcome ?? "none") }
  if (children && result !== undefined) {
    return (
      <div role="status" aria-live="polite" className={className} {...status}>
        {children(result)}
      </div>
    )
  }
  return <OutcomePanel page result={result} actions={{ check: () => setAsked(asked + 1) }} className={className} unstyled={unstyled} {...status} />
}
