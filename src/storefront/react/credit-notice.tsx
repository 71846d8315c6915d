"use client"
import type { HTMLAttributes } from "react"
import { shownNotice, type CreditNotice, type ShownNotice } from "../credit-notice"
import { useAplazame } from "./provider"
import { useLanguage } from "./words"

/** Where a part stands in the page. */
export type Placed = Pick<HTMLAttributes<HTMLElement>, "className" | "style" | "id">

/** The notice that a page asks for, in the language of the rendering. */
export const useNotice = (wanted: CreditNotice): ShownNotice | null => shownNotice(wanted, useLanguage())

/** It has no colours and no size of its own: those of the page hold, in light and in dark. */
export const Notice = ({ text, lang, ...placed }: ShownNotice & Placed) => (
  <p {...placed} role="note" lang={lang} data-aplazame-credit-notice="">
    <strong>{text}</strong>
  </p>
)

/**
 * The notice that credit costs money, beside a text of the shop's that offers credit, or once for several widgets.
 * It is shown also where the client's option leaves it out of the widgets.
 */
export function AplazameCreditNotice(placed: Placed) {
  const { creditNotice } = useAplazame()
  const notice = useNotice(creditNotice || true)
  return notice && <Notice {...notice} {...placed} />
}
