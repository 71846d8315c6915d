"use client"
import { useEffect, useState } from "react"
import type { PayOrderInput } from "../pay"
import type { LinkState, PaymentState, PayResult } from "../result"
import { isLink } from "../store-api"
import { priceText } from "../texts"
import { AplazameGate } from "./gate"
import { resultOf } from "./order-status"
import { outcomeOf } from "./outcome"
import { OutcomePanel, useLooks, type Looks } from "./outcome-panel"
import { AplazamePayButton } from "./pay-button"
import { useAplazame, useTelling } from "./provider"
import { useLanguage, useWords } from "./words"

export type AplazamePayOrderProps = Looks &
  Omit<PayOrderInput, "onPhase"> & {
    /** Told how a press of the button ended. */
    onResult?: (result: PayResult) => void
  }

/** Nothing can be paid any more, or nobody knows yet whether it can. */
const OVER = ["asking", "none", "paid", "review", "settled", "gone"]

/**
 * The page of a payment link, whole: the order's number, what it owes, and the button that pays it; what came of the payment,
 * an identity check while it lasts, and why nothing can be paid. It knows nothing else of the order, and asks for nothing.
 */
export function AplazamePayOrder({ collectionId, providerId, product, returnPaths, onResult, className, unstyled }: AplazamePayOrderProps) {
  const client = useAplazame()
  const language = useLanguage()
  const say = useWords()
  const looks = useLooks(unstyled)
  const [state, setState] = useState<PaymentState | LinkState | null>(null)
  const [pressed, setPressed] = useState(0)
  useTelling()
  // What else somebody has typed in its place is asked of nobody.
  const isAsked = isLink(collectionId)
  useEffect(() => (isAsked ? client.watch(collectionId, setState) : undefined), [client, collectionId, isAsked, pressed])

  const result = !isAsked ? null : state ? resultOf(state, collectionId) : undefined
  const order = state && "number" in state ? state : null
  const kind = result === undefined && order && order.state !== "confirming" ? null : outcomeOf(result)
  const isOver = kind !== null && OVER.includes(kind)
  return (
    <section className={className} data-aplazame-link={state?.state ?? "asking"}>
      {order && (
        <h2 {...looks("heading")}>
          {say.order}{order.number}
        </h2>
      )}
      {order && !isOver && (
        <p data-aplazame-due="" {...looks("message")}>
          {say.toPay}: <strong>{priceText(order.amount, order.currency_code, language)}</strong>
        </p>
      )}
      {/* What came of a press is told by the button. */}
      {kind !== null && (isOver || pressed === 0) && (
        <OutcomePanel page result={result} message={kind === "none" ? say.ofLink.none : kind === "asking" ? state?.message : undefined} without={["order", "cart", "again", "check"]} unstyled={unstyled} />
      )}
      {order && !isOver && (
        <AplazameGate question={{ amount: order.amount, currency: order.currency_code }} otherwise={(reasons) => <p {...looks("message")}>{reasons[0]?.message}</p>}>
          <AplazamePayButton
            payment={{ collectionId, providerId }}
            product={product}
            returnPaths={returnPaths}
            unstyled={unstyled}
            onResult={(ended) => {
              setPressed(pressed + 1)
              onResult?.(ended)
            }}
          />
        </AplazameGate>
      )}
    </section>
  )
}
