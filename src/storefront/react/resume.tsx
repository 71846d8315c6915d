"use client"
import { useEffect, useRef, useState } from "react"
import type { PayResult } from "../result"
import { OutcomePanel, useLooks, type Looks } from "./outcome-panel"
import { isTold, useAplazame, useArrive, useTold } from "./provider"
import { useWords } from "./words"

export type AplazameResumeProps = Looks & {
  /** Told what came of the payment; the cart of a finished one is let go of already. */
  onResult?: (result: PayResult) => void
  /** Leaves the shopper on the page they came to, with a notice that leads to the order. */
  stay?: boolean
}

/**
 * For the root layout: finds a payment again that was under way when the shopper last left, on whatever page they come back to. The
 * finished cart is let go of (`forgetCart`), a paid shopper is shown the order, everything else is told in a notice.
 * Renders nothing while there is nothing to tell, and asks nothing in a browser that pays nothing.
 */
export function AplazameResume({ onResult, stay, className, unstyled }: AplazameResumeProps) {
  const client = useAplazame()
  const say = useWords()
  const looks = useLooks(unstyled)
  const arrive = useArrive()
  const [result, setResult] = useState<PayResult | null>(null)
  const [asked, setAsked] = useState(0)
  const told = useTold()
  const given = useRef({ onResult, stay })
  useEffect(() => {
    given.current = { onResult, stay }
  })

  useEffect(() => {
    let current = true
    let asking = false
    let last = ""
    let end: (() => void) | undefined
    const ask = async (): Promise<void> => {
      if (asking || document.hidden || !client.paying()) return
      asking = true
      const now = await client.resume()
      asking = false
      if (!current || !now || JSON.stringify(now) === last) return
      last = JSON.stringify(now)
      // A part of this page tells of it and leads on; whichever part arrives first lets go of the cart.
      await arrive(now, now.outcome === "paid" && !isTold(client) && !given.current.stay)
      given.current.onResult?.(now)
      if (!current) return
      setResult(now)
      // The check goes on, and its order is placed a moment after it begins: the notice follows.
      if (now.outcome === "pending") end ??= client.watch(now.cartId, () => void ask())
    }
    void ask()
    const seen = (): void => void ask()
    document.addEventListener("visibilitychange", seen)
    window.addEventListener("pageshow", seen)
    return () => {
      current = false
      end?.()
      document.removeEventListener("visibilitychange", seen)
      window.removeEventListener("pageshow", seen)
    }
  }, [client, arrive, asked])

  if (!result || told) return null
  return (
    <OutcomePanel result={result} actions={{ check: () => setAsked(asked + 1) }} className={className} unstyled={unstyled} data-aplazame-resume="">
      <button type="button" aria-label={say.close} onClick={() => setResult(null)} {...looks("close")}>
        ×
      </button>
    </OutcomePanel>
  )
}
