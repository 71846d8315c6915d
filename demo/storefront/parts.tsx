/** The plugin's React parts, put into a page that is made without React. */
import { createRoot, type Root } from "react-dom/client"
import type { ReactNode } from "react"
import type { Aplazame } from "../../src/storefront"
import {
  AplazameCartWidget,
  AplazameCreditNotice,
  AplazameGate,
  AplazamePayButton,
  AplazamePaymentStatus,
  AplazameProductWidget,
  AplazameProvider,
  type AplazameGateProps,
  type AplazamePayButtonProps,
  type AplazamePaymentStatusProps,
  type AplazameWidgetProps,
} from "../../src/storefront/react"

export { createAplazame } from "../../src/storefront"

const roots = new Set<Root>()

/** Takes every part out of the page, before another one is shown. */
export function takeOut(): void {
  for (const root of roots) root.unmount()
  roots.clear()
}

/** An element with a part in it, and a function that shows the part with other properties. */
function part<P>(client: Aplazame, draw: (props: P) => ReactNode, first: P): { element: HTMLElement; show: (props: P) => void } {
  const element = document.createElement("div")
  const root = createRoot(element)
  roots.add(root)
  const show = (props: P): void => root.render(<AplazameProvider client={client}>{draw(props)}</AplazameProvider>)
  show(first)
  return { element, show }
}

export const payButton = (client: Aplazame, props: AplazamePayButtonProps) => part(client, (given: AplazamePayButtonProps) => <AplazamePayButton {...given} />, props)
export const productWidget = (client: Aplazame, props: AplazameWidgetProps) => part(client, (given: AplazameWidgetProps) => <AplazameProductWidget {...given} />, props)
export const cartWidget = (client: Aplazame, props: AplazameWidgetProps) => part(client, (given: AplazameWidgetProps) => <AplazameCartWidget {...given} />, props)
export const creditNotice = (client: Aplazame) => part(client, () => <AplazameCreditNotice />, {})
export const paymentStatus = (client: Aplazame, props: AplazamePaymentStatusProps) => part(client, (given: AplazamePaymentStatusProps) => <AplazamePaymentStatus {...given} />, props)

type GateProps = Pick<AplazameGateProps, "question" | "version"> & { onAnswer: (reason: string | null) => void }

/** The gate, for a page that only wants to be told: null when Aplazame can pay, else the first reason. */
export const gate = (client: Aplazame, props: GateProps) =>
  part(
    client,
    ({ onAnswer, ...given }: GateProps) => (
      <AplazameGate {...given} otherwise={(reasons) => <Told what={reasons[0]?.message ?? ""} onAnswer={onAnswer} />}>
        {() => <Told what={null} onAnswer={onAnswer} />}
      </AplazameGate>
    ),
    props
  )

function Told({ what, onAnswer }: { what: string | null; onAnswer: (reason: string | null) => void }) {
  queueMicrotask(() => onAnswer(what))
  return null
}
