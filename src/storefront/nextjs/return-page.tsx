"use client"
import { useParams, useRouter } from "next/navigation"
import type { HTMLAttributes } from "react"
import type { Returned } from "../create-aplazame"
import { AplazamePaymentStatus } from "../react"
import { usePage } from "./shop"

/** A page that is one part of ours: a column in the middle. */
export const PageFrame = (props: HTMLAttributes<HTMLDivElement>) => <div {...props} style={{ maxWidth: "40rem", margin: "0 auto", padding: "3rem 1.5rem" }} />

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
