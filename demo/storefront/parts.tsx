/** The plugin's React parts, put into a page that is made without React. */
import { createRoot, type Root } from "react-dom/client"
import { useEffect, useRef, type ReactNode } from "react"
import {
  AplazameCartWidget,
  AplazameCreditNotice,
  AplazameGate,
  AplazameOrderStatus,
  AplazamePayButton,
  AplazamePaymentStatus,
  AplazamePayOrder,
  AplazameProductWidget,
  AplazameProvider,
  AplazameResume,
  type AplazameGateProps,
  type AplazameOrderStatusProps,
  type AplazamePayButtonProps,
  type AplazamePaymentStatusProps,
  type AplazamePayOrderProps,
  type AplazameProviderProps,
  type AplazameWidgetProps,
} from "../../src/storefront/react"
import type { Eligibility } from "../../src/storefront"

export { createAplazame } from "../../src/storefront"

/** What the provider of a shop that is made with React has once, in its root layout. */
type Shop = Omit<AplazameProviderProps, "children">

const roots = new Set<Root>()

/** Takes every part out of the page, before another one is shown. */
export function takeOut(): void {
  for (const root of roots) root.unmount()
  roots.clear()
}

/** An element with a part in it, and a function that shows the part with other properties. */
function part<P>(shop: Shop, draw: (props: P) => ReactNode, first: P): { element: HTMLElement; show: (props: P) => void } {
  const element = document.createElement("div")
  const root = createRoot(element)
  roots.add(root)
  const show = (props: P): void => root.render(<AplazameProvider {...shop}>{draw(props)}</AplazameProvider>)
  show(first)
  return { element, show }
}

/** For parts without looks: this page has a provider for each, and needs no further copy of the styles. */
const bare = (shop: Shop): Shop => ({ ...shop, unstyled: true })

export const payButton = (shop: Shop, props: AplazamePayButtonProps) => part(shop, (given: AplazamePayButtonProps) => <AplazamePayButton {...given} />, props)
export const productWidget = (shop: Shop, props: AplazameWidgetProps) => part(bare(shop), (given: AplazameWidgetProps) => <AplazameProductWidget {...given} />, props)
export const cartWidget = (shop: Shop, props: AplazameWidgetProps) => part(bare(shop), (given: AplazameWidgetProps) => <AplazameCartWidget {...given} />, props)
export const creditNotice = (shop: Shop) => part(bare(shop), () => <AplazameCreditNotice />, {})
export const paymentStatus = (shop: Shop, props: AplazamePaymentStatusProps) => part(shop, (given: AplazamePaymentStatusProps) => <AplazamePaymentStatus {...given} />, props)

export const payOrder = (shop: Shop, props: AplazamePayOrderProps) => part(shop, (given: AplazamePayOrderProps) => <AplazamePayOrder {...given} />, props)

type OrderProps = Omit<AplazameOrderStatusProps, "children"> & { thanks: HTMLElement }

/** The state of an order's payment around what the page shows of an order that is paid. */
export const orderStatus = (shop: Shop, props: OrderProps) =>
  part(
    shop,
    ({ thanks, ...given }: OrderProps) => (
      <AplazameOrderStatus {...given}>
        <Element element={thanks} />
      </AplazameOrderStatus>
    ),
    props
  )

function Element({ element }: { element: HTMLElement }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.replaceChildren(element), [element])
  return <div ref={place} />
}

/** On every page, for as long as the shop is open. */
export function resume(shop: Shop, element: HTMLElement): void {
  createRoot(element).render(
    <AplazameProvider {...shop}>
      <AplazameResume />
    </AplazameProvider>
  )
}

type Told = (reason: string | null, products: Eligibility["products"]) => void
type GateProps = Pick<AplazameGateProps, "question" | "version"> & { onAnswer: Told }

/** The gate, for a page that only wants to be told: null when Aplazame can pay, else the first reason; and which products it can. */
export const gate = (shop: Shop, props: GateProps) =>
  part(
    bare(shop),
    ({ onAnswer, ...given }: GateProps) => (
      <AplazameGate {...given} otherwise={(reasons) => <Tell reason={reasons[0]?.message ?? ""} products={{}} onAnswer={onAnswer} />}>
        {({ products }) => <Tell reason={null} products={products} onAnswer={onAnswer} />}
      </AplazameGate>
    ),
    props
  )

function Tell({ reason, products, onAnswer }: { reason: string | null; products: Eligibility["products"]; onAnswer: Told }) {
  queueMicrotask(() => onAnswer(reason, products))
  return null
}
