"use client"
import { useState, type ButtonHTMLAttributes } from "react"
import type { PayInput } from "../pay"
import type { PayResult } from "../result"
import { helperText } from "../texts"
import { usePay } from "./use-pay"
import { useLanguage, useWords } from "./words"

/** What else is given goes to the button element. */
export type AplazamePayButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "onError" | "type"> & {
  /** The cart and its session, or a function that makes the session when the shopper presses. */
  payment: Pick<PayInput, "cartId" | "sessionId"> | (() => Promise<Pick<PayInput, "cartId" | "sessionId">>)
  product?: PayInput["product"]
  returnPaths?: PayInput["returnPaths"]
  /** Told how it ended: go to the order when it is paid or pending. */
  onResult: (result: PayResult) => void
  /** Told when `payment` threw. Its sentence is shown to the shopper; without one, that the shop can't be reached. */
  onError?: (error: unknown) => string | void
  messageClassName?: string
}

/**
 * The button that pays. It is disabled while a payment is under way, says in words what is going on, and shows
 * the shopper's sentence below itself when it did not work out. Its words are its `children` while nothing is
 * going on. It brings no styles: `data-phase` and `data-outcome` are there for yours.
 */
export function AplazamePayButton({ payment, product, returnPaths, onResult, onError, disabled, messageClassName, children, ...rest }: AplazamePayButtonProps) {
  const language = useLanguage()
  const say = useWords()
  const { phase, result, pay } = usePay()
  const [problem, setProblem] = useState("")
  // The page is on its way to the order, or to where the shopper waits for the identity check.
  const leaving = result?.outcome === "paid" || result?.outcome === "pending"
  const message = problem || (result && !leaving ? result.message : "")

  const press = async (): Promise<void> => {
    setProblem("")
    const ended = await pay(async () => ({ ...(typeof payment === "function" ? await payment() : payment), product, returnPaths })).catch((error: unknown) => {
      setProblem(onError?.(error) || helperText("network", language))
      return null
    })
    if (ended) onResult(ended)
  }

  return (
    <>
      <button {...rest} type="button" data-aplazame-pay data-phase={phase} disabled={disabled || leaving || phase !== "idle"} aria-busy={phase !== "idle"} onClick={() => void press()}>
        {phase === "idle" ? (children ?? say.pay) : say[phase]}
      </button>
      <p role="alert" className={messageClassName} data-aplazame-message data-outcome={result?.outcome} hidden={!message}>
        {message}
      </p>
    </>
  )
}
