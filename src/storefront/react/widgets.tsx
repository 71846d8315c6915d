"use client"
import { useEffect, type HTMLAttributes } from "react"
import { widgetAttributes, type WidgetOptions } from "../widget-attributes"
import { useAplazame } from "./provider"

export type AplazameWidgetProps = WidgetOptions & Pick<HTMLAttributes<HTMLDivElement>, "className" | "style" | "id">

/** aplazame.js fills the element and React must leave it alone: another content is another element. */
function Widget({ className, style, id, ...options }: AplazameWidgetProps) {
  const client = useAplazame()
  const attributes = widgetAttributes(options)
  useEffect(() => {
    // A page without aplazame.js has no widget, and works.
    client.ready().catch(() => undefined)
  }, [client])
  return (
    <div key={JSON.stringify(attributes)} id={id} className={className} style={style} suppressHydrationWarning {...attributes}>
      <div data-aplazame-loading="" />
    </div>
  )
}

/** "From 27,50 €/month" beside a product's price. Give `amount` (hundredths) or the page's own `price` selector. */
export const AplazameProductWidget = (props: AplazameWidgetProps) => <Widget view="product" {...props} />

/** The same for a whole cart. */
export const AplazameCartWidget = (props: AplazameWidgetProps) => <Widget view="cart" {...props} />
