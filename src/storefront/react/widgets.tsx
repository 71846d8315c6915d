"use client"
import { useEffect, useState, type HTMLAttributes } from "react"
import type { CreditNotice } from "../credit-notice"
import { isServed } from "../is-served"
import { widgetAttributes, type WidgetOptions } from "../widget-attributes"
import { Notice, useNotice, type Placed } from "./credit-notice"
import { useAplazame } from "./provider"

/** `className`, `style` and `id` go to the outermost element. */
export type AplazameWidgetProps = WidgetOptions & Placed & {
  /** The notice that credit costs money, below the widget: the client's option unless told. */
  creditNotice?: CreditNotice
}

/**
 * aplazame.js fills the element and React must leave it alone: another content is another element. Where the shop does not serve
 * the `country` or the `currency` that are given, there is no widget.
 */
function Widget({ className, style, id, creditNotice, ...options }: AplazameWidgetProps) {
  const client = useAplazame()
  const { country, currency } = options
  const [shown, setShown] = useState<"unknown" | "yes" | "no" | "blocked">("unknown")
  const notice = useNotice(creditNotice ?? client.creditNotice)
  const attributes = widgetAttributes(options)
  useEffect(() => {
    let current = true
    const draw = async (): Promise<void> => {
      const served = isServed(await client.config(), { country, currency })
      if (current) setShown(served ? "yes" : "no")
      if (served) await client.ready()
    }
    // A page without aplazame.js has no widget, and works.
    draw().catch(() => current && setShown("blocked"))
    return () => {
      current = false
    }
  }, [client, country, currency])
  if (shown === "no") return null
  // Its place is kept where it is not known yet whether the region is served.
  const kept = shown === "blocked" || (shown === "unknown" && Boolean(country || currency))
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
      <Notice {...notice} style={kept ? { visibility: "hidden" } : undefined} />
    </div>
  )
}

/** "From 27,50 €/month" beside a product's price. Give `amount` (hundredths) or the page's own `price` selector. */
export const AplazameProductWidget = (props: AplazameWidgetProps) => <Widget view="product" {...props} />

/** The same for a whole cart. */
export const AplazameCartWidget = (props: AplazameWidgetProps) => <Widget view="cart" {...props} />
