"use client"
import { useEffect, useState, type HTMLAttributes } from "react"
import type { CreditNotice } from "../credit-notice"
import { widgetAttributes, type WidgetOptions } from "../widget-attributes"
import { Notice, useNotice, type Placed } from "./credit-notice"
import { useAplazame } from "./provider"

/** `className`, `style` and `id` go to the outermost element. */
export type AplazameWidgetProps = WidgetOptions & Placed & {
  /** The notice that credit costs money, below the widget: the client's option unless told. */
  creditNotice?: CreditNotice
}

/** aplazame.js fills the element and React must leave it alone: another content is another element. */
function Widget({ className, style, id, creditNotice, ...options }: AplazameWidgetProps) {
  const client = useAplazame()
  const [blocked, setBlocked] = useState(false)
  const notice = useNotice(creditNotice ?? client.creditNotice)
  const attributes = widgetAttributes(options)
  useEffect(() => {
    let current = true
    // A page without aplazame.js has no widget, and works.
    client.ready().catch(() => current && setBlocked(true))
    return () => {
      current = false
    }
  }, [client])
  const place: HTMLAttributes<HTMLDivElement> = { className, style, id }
  const widget = (
    <div key={JSON.stringify(attributes)} {...(notice ? {} : place)} suppressHydrationWarning {...attributes}>
      <div data-aplazame-loading="" />
    </div>
  )
  if (!notice) return widget
  return (
    <div {...place}>
      {widget}
      <Notice {...notice} style={blocked ? { visibility: "hidden" } : undefined} />
    </div>
  )
}

/** "From 27,50 €/month" beside a product's price. Give `amount` (hundredths) or the page's own `price` selector. */
export const AplazameProductWidget = (props: AplazameWidgetProps) => <Widget view="product" {...props} />

/** The same for a whole cart. */
export const AplazameCartWidget = (props: AplazameWidgetProps) => <Widget view="cart" {...props} />
