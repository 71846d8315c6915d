"use client"
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react"
import type { Returned } from "../create-aplazame"
import type { PayResult } from "../result"
import { useAplazame } from "./provider"
import { useWords } from "./words"

export type AplazamePaymentStatusProps = {
  /** What the address of the return page says; `null` where a shopper comes back by themselves. */
  returned: Returned | null
  /** The cart; without one, the one that this browser is paying. */
  cartId?: string
  /** Told of every change: paid (go to the order), refused (offer another way), pending, failed. Null: nothing was being paid. */
  onResult?: (result: PayResult | null) => void
  className?: string
  /** The shop's own page for a result; else its sentence is shown. */
  children?: (result: PayResult | null) => ReactNode
}

/**
 * The heart of the return pages. Asks the store what came of the payment, explains the identity check while it
 * lasts, and changes by itself when the decision arrives.
 */
export function AplazamePaymentStatus({ returned, cartId, onResult, className, children }: AplazamePaymentStatusProps) {
  const client = useAplazame()
  const say = useWords()
  const [result, setResult] = useState<PayResult | null | undefined>(undefined)
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
    }
    const id = cartId ?? client.paying()
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
  }, [ask, client, cartId])

  return (
    <div role="status" aria-live="polite" aria-busy={result === undefined} className={className} data-aplazame-status data-outcome={result === undefined ? "asking" : (result?.outcome ?? "none")}>
      {result === undefined ? say.waiting : children ? children(result) : result?.message}
    </div>
  )
}
