"use client"
import { useParams } from "next/navigation"
import { useState } from "react"
import type { Returned } from "../create-aplazame"
import { AplazamePaymentStatus } from "../react"
import { useLanguage } from "../react/words"
import type { PayResult } from "../result"
import { useOrderPage, usePage } from "./shop"
import { WORDS } from "./words"

const RETURNED: readonly Returned[] = ["success", "pending", "refused", "dismissed", "error"]
const waits = (result: PayResult): boolean => result.outcome === "pending" || (result.outcome === "failed" && result.code === "unconfirmed")

/**
 * The page that Aplazame sends a shopper back to, whole: says what came of the payment and what to do next, watches an
 * identity check, and goes to the order. It asks from the browser: cookies that are `SameSite=Strict` do not come with
 * the way back.
 */
export function AplazameReturnPage() {
  const { how } = useParams()
  const page = usePage()
  const say = WORDS[useLanguage()]
  const toOrderPage = useOrderPage()
  const [result, setResult] = useState<PayResult | null>()
  return (
    <div data-aplazame-return="" style={{ maxWidth: "40rem", margin: "0 auto", padding: "3rem 1.5rem", display: "grid", gap: "1.5rem" }}>
      <AplazamePaymentStatus
        returned={RETURNED.find((one) => one === how) ?? null}
        onResult={(next) => {
          setResult(next)
          void toOrderPage(next)
        }}
      />
      {result === null && <p>{say.nothing}</p>}
      {result !== undefined && (result === null || (!waits(result) && result.outcome !== "paid")) && (
        <p>
          <a href={result ? page("payment") : page("cart")} style={{ textDecoration: "underline" }}>
            {result ? say.toPayment : say.toCart}
          </a>
        </p>
      )}
    </div>
  )
}
