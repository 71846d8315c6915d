"use client"
import { useParams } from "next/navigation"
import type { Returned } from "../create-aplazame"
import { AplazamePaymentStatus } from "../react"

const RETURNED: readonly Returned[] = ["success", "pending", "refused", "dismissed", "error"]

/**
 * The page that Aplazame sends a shopper back to, whole: says what came of the payment and what to do next, watches an
 * identity check, and goes to the order. It asks from the browser: cookies that are `SameSite=Strict` do not come with
 * the way back.
 */
export function AplazameReturnPage() {
  const { how } = useParams()
  return (
    <div data-aplazame-return="" style={{ maxWidth: "40rem", margin: "0 auto", padding: "3rem 1.5rem" }}>
      <AplazamePaymentStatus returned={RETURNED.find((one) => one === how) ?? null} />
    </div>
  )
}
