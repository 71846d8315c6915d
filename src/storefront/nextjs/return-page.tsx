"use client"
import { useParams, useRouter } from "next/navigation"
import type { Returned } from "../create-aplazame"
import { AplazamePaymentStatus } from "../react"
import { PageFrame } from "./page-frame"
import { usePage } from "./shop"

const RETURNED: readonly Returned[] = ["success", "pending", "refused", "dismissed", "error"]

/**
 * The page that Aplazame sends a shopper back to, whole: says what came of the payment and what to do next, watches an
 * identity check, and goes to the order, as soon as there is one that waits for it too. It asks from the browser: cookies
 * that are `SameSite=Strict` do not come with the way back.
 */
export function AplazameReturnPage() {
  const { how } = useParams()
  const page = usePage()
  const router = useRouter()
  return (
    <PageFrame data-aplazame-return="">
      <AplazamePaymentStatus
        returned={RETURNED.find((one) => one === how) ?? null}
        onResult={(result) => {
          // The page of the order tells of the check, and goes on telling when it is opened again.
          if (result?.outcome === "pending" && result.orderId !== null) router.push(page("order", { id: result.orderId }))
        }}
      />
    </PageFrame>
  )
}
