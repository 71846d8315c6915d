"use client"
import { useEffect, useState, type ReactNode } from "react"
import type { EligibilityQuestion } from "../create-aplazame"
import type { Eligibility } from "../result"
import { useAplazame } from "./provider"

/**
 * Whether Aplazame can be offered; null until it is known, and `{ eligible: true }` when the store can't be asked.
 * Another `version` of the same question asks again, and the earlier answer stands meanwhile.
 */
export function useEligibility(question: EligibilityQuestion | null, version?: string | number): Eligibility | null {
  const client = useAplazame()
  const [answer, setAnswer] = useState<{ key: string; eligibility: Eligibility } | null>(null)
  const key = question ? JSON.stringify(question) : ""
  useEffect(() => {
    if (!key) return
    let current = true
    void client.eligibility(JSON.parse(key) as EligibilityQuestion).then((eligibility) => {
      if (current) setAnswer({ key, eligibility: eligibility ?? { eligible: true, reasons: [], products: {} } })
    })
    return () => {
      current = false
    }
  }, [client, key, version])
  return answer?.key === key ? answer.eligibility : null
}

export type AplazameGateProps = {
  /** The cart, or the amount, that is asked about; null while there is none. */
  question: EligibilityQuestion | null
  /** Asked again when it changes: the cart's `updated_at`, or its total. What is shown stays until the answer comes. */
  version?: string | number
  /** Shown while it isn't known yet. */
  loading?: ReactNode
  /** Shown instead, with the reasons as sentences for the shopper. */
  otherwise?: ReactNode | ((reasons: Eligibility["reasons"]) => ReactNode)
  children: ReactNode | ((eligibility: Eligibility) => ReactNode)
}

/** Shows its children where Aplazame can pay, and says why not where it can't. */
export function AplazameGate({ question, version, loading = null, otherwise = null, children }: AplazameGateProps) {
  const eligibility = useEligibility(question, version)
  if (!eligibility) return <>{loading}</>
  if (eligibility.eligible) return <>{typeof children === "function" ? children(eligibility) : children}</>
  return <>{typeof otherwise === "function" ? otherwise(eligibility.reasons) : otherwise}</>
}
