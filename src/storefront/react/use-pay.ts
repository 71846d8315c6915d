import { useCallback, useEffect, useRef, useState } from "react"
import type { PayInput, PayOrderInput } from "../pay"
import type { PayPhase, PayResult } from "../result"
import { useAplazame } from "./provider"

export type PayState = { phase: "idle" | PayPhase; result: PayResult | null }

/** What is paid: a cart, or the order of a link. */
type Payable = PayInput | PayOrderInput

/** Pays, and tells a component what is going on. `pay` gives the result as well, for what comes next. */
export function usePay(): PayState & { pay: (input: Payable | (() => Promise<Payable>)) => Promise<PayResult | null> } {
  const client = useAplazame()
  const [state, setState] = useState<PayState>({ phase: "idle", result: null })
  const alive = useRef(true)
  const busy = useRef(false)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  const pay = useCallback(
    async (given: Payable | (() => Promise<Payable>)): Promise<PayResult | null> => {
      if (busy.current) return null
      busy.current = true
      const tell = (next: PayState): void => {
        if (alive.current) setState(next)
      }
      tell({ phase: "starting", result: null })
      try {
        const input = typeof given === "function" ? await given() : given
        const onPhase = (phase: PayPhase): void => {
          tell({ phase, result: null })
          input.onPhase?.(phase)
        }
        const result = await ("collectionId" in input ? client.payOrder({ ...input, onPhase }) : client.pay({ ...input, onPhase }))
        tell({ phase: "idle", result })
        return result
      } catch (error) {
        // The shop's own preparation failed; it says so itself.
        tell({ phase: "idle", result: null })
        throw error
      } finally {
        busy.current = false
      }
    },
    [client]
  )
  return { ...state, pay }
}
