"use client"
import { useEffect, useRef, useState, type ButtonHTMLAttributes } from "react"
import type { PayInput, PayOrderInput } from "../pay"
import type { PayResult } from "../result"
import { helperText } from "../texts"
import { hasLostOrder, type OutcomeKind } from "./outcome"
import { OutcomePanel, useLooks } from "./outcome-panel"
import { useArrive, useAplazame } from "./provider"
import { usePay } from "./use-pay"
import { useLanguage, useWords } from "./words"

type Payment = Pick<PayInput, "cartId" | "sessionId"> | Pick<PayOrderInput, "collectionId" | "providerId">

/** What else is given goes to the button element. */
export type AplazamePayButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "onError" | "type"> & {
  /** The cart and its session, or the collection of an order's link; or a function that gives them when the shopper presses. */
  payment: Payment | (() => Promise<Payment>)
  product?: PayInput["product"]
  returnPaths?: PayInput["returnPaths"]
  /**
   * Told how it ended. By itself the button gives a finished cart to the provider's `forgetCart`, and goes to its `links`: to the
   * order when it is paid, to where the shopper waits when it is not decided.
   */
  onResult?: (result: PayResult) => void
  /**
   * Told when `payment` threw. Its sentence is shown to the shopper; without one, that the shop can't be reached. As
   * `{ message, cart: true }` it comes with the way back to the cart, where nothing helps while the cart is as it is.
   */
  onError?: (error: unknown) => string | { message: string; cart: true } | void
  /** Shows the other ways to pay; without it the step leads to the provider's `links.checkout`. */
  onChooseOther?: () => void
  /** Of what is told below the button. */
  messageClassName?: string
  /** No looks of our own, whatever the provider says. */
  unstyled?: boolean
}

/**
 * The button that pays. It is disabled while a payment is under way and where another press could pay twice, says in words what
 * is going on, and tells below itself what came of it and what to do next. Its words are its `children` while nothing is
 * going on. For styles of the shop's: `data-phase` and `data-outcome`.
 */
export function AplazamePayButton({ payment, product, returnPaths, onResult, onError, onChooseOther, disabled, className, messageClassName, unstyled, children, ...rest }: AplazamePayButtonProps) {
  const language = useLanguage()
  const say = useWords()
  const client = useAplazame()
  const looks = useLooks(unstyled)
  const arrive = useArrive()
  const { phase, result: paid, pay } = usePay()
  const [result, setResult] = useState<PayResult | null>(null)
  const [problem, setProblem] = useState<{ message: string; kind: OutcomeKind | null } | null>(null)
  useEffect(() => setResult(paid), [paid])
  const told = (ended: PayResult): void => {
    onResult?.(ended)
    void arrive(ended)
  }

  const press = async (): Promise<void> => {
    setProblem(null)
    const ended = await pay(async () => ({ ...(typeof payment === "function" ? await payment() : payment), product, returnPaths })).catch((error: unknown) => {
      const said = onError?.(error)
      if (said && typeof said === "object") setProblem({ message: said.message, kind: "basket" })
      else setProblem(said ? { message: said, kind: null } : { message: helperText("network", language), kind: "network" })
      return null
    })
    if (ended) told(ended)
  }
  const check = async (cartId: string): Promise<void> => {
    const now = await client.resume(cartId)
    setResult(now)
    if (now) told(now)
  }

  // The page is on its way to the order, or to where the shopper waits for the decision.
  const leaving = result?.outcome === "paid" || result?.outcome === "pending"
  const unsure = result?.outcome === "failed" && result.code === "unconfirmed"
  const shown = problem !== null || (result !== null && !leaving)
  const after = result?.outcome === "paid" ? say.paid : result?.outcome === "pending" ? say.inReview : unsure ? say.toConfirm : (children ?? say.pay)
  const message = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What is told may lie below a phone's screen. A shop that leads to a field of its form knows better.
    if (shown && !document.activeElement?.matches("input, select, textarea")) message.current?.scrollIntoView({ block: "nearest" })
  }, [shown, result, problem])
  return (
    <>
      <button {...rest} {...looks("button", className)} type="button" data-aplazame-pay data-phase={phase} disabled={disabled || leaving || unsure || hasLostOrder(result) || phase !== "idle"} aria-busy={phase !== "idle"} onClick={() => void press()}>
        {phase === "idle" ? after : say[phase]}
      </button>
      <OutcomePanel
        result={result}
        kind={problem ? problem.kind : result ? undefined : null}
        message={problem?.message}
        actions={{ again: () => void press(), ...(onChooseOther ? { other: onChooseOther } : {}), ...(result ? { check: () => void check(result.cartId) } : {}) }}
        hidden={!shown}
        className={messageClassName}
        unstyled={unstyled}
        panelRef={message}
        data-aplazame-message=""
      />
    </>
  )
}
