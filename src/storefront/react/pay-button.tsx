"use client"
import { useState, type ButtonHTMLAttributes } from "react"
import type { PayInput } from "../pay"
import type { PayResult } from "../result"
import { useAplazame } from "./provider"
import { usePay } from "./use-pay"
import { words } from "./words"

/** What else is given goes to the button element. */
export type AplazamePayButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "onError" | "type"> & {
  /** The cart and its session, or a function that makes the session when the shopper presses. */
  payment: Pick<PayInput, "cartId" | "sessionId"> | (() => Promise<Pick<PayInput, "cartId" | "sessionId">>)
  product?: PayInput["product"]
  returnPaths?: PayInput["returnPaths"]
  /** Told how it ended: go to the order when it is paid or pending. */
  onResult: (result: PayResult) => void
  /** Told when `payment` threw; its message is shown unless this gives another. */
  onError?: (error: unknown) => string | void
  messageClassName?: string
}

/**
 * The button that pays. It is disabled while a payment is under way, says in words what is going on, and shows
 * the shopper's sentence below itself when it did not work out. Its words are its `children` while nothing is
 * going on. It brings no styles: `data-phase` and `data-outcome` are there for yours.
 */
export function AplazamePayButton({ payment, product, returnPaths, onResult, onError, disabled, messageClassName, children, ...rest }: AplazamePayButtonProps) {
  const { language } = useAplazame()
  const { phase, result, pay } = usePay()
  const [problem, setProblem] = useState("")
  const say = words(language)
  const message = problem || (result && result.outcome !== "paid" && result.outcome !== "pending" ? result.message : "")

  const press = async (): Promise<void> => {
    setProblem("")
    try {
      const ended = await pay(async () => ({ ...(typeof payment === "function" ? await payment() : payment), product, returnPaths }))
      if (ended) onResult(ended)
    } catch (error) {
      setProblem(onError?.(error) || (error instanceof Error ? error.message : String(error)))
    }
  }

  return (
    <>
      <button {...rest} type="button" data-aplazame-pay data-phase={phase} disabled={disabled || phase !== "idle"} aria-busy={phase !== "idle"} onClick={() => void press()}>
        {phase === "idle" ? (children ?? say.pay) : say[phase]}
      </button>
      <p role="alert" className={messageClassName} data-aplazame-message data-outcome={result?.outcome} hidden={!message}>
        {message}
      </p>
    </>
  )
}
