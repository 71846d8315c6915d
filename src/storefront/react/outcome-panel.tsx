"use client"
import type { HTMLAttributes, MouseEvent, ReactNode, RefObject } from "react"
import type { PayResult } from "../result"
import { isLink } from "../store-api"
import { hasLostOrder, isAlert, outcomeOf, pageOf, stepsOf, toneOf, type OutcomeKind, type Step } from "./outcome"
import { useShop, type AplazameClassNames } from "./provider"
import { useWords } from "./words"

/** Where the looks of a part are the shop's: a class of its own, or none at all. */
export type Looks = {
  /** Of the outermost element; its own looks go. */
  className?: string
  /** No looks of our own, whatever the provider says. */
  unstyled?: boolean
}

type PanelProps = Looks & {
  /** For who brings it into sight. */
  panelRef?: RefObject<HTMLDivElement>
  /** Undefined while the store is asked, null where nothing was being paid. */
  result: PayResult | null | undefined
  /** In place of what the result says; null for a sentence without a heading. */
  kind?: OutcomeKind | null
  message?: string
  /** What a step does on this page; a step without is a link, where the shop has an address for it. */
  actions?: Partial<Record<Step, () => void>>
  /** Steps that make no sense here. */
  without?: readonly Step[]
  /** It is the heart of the page: its heading is one of the page's, and its first step stands out. */
  page?: boolean
  children?: ReactNode
}

/** An element's class is the shop's, or its looks are ours. */
export function useLooks(unstyled?: boolean): (element: keyof AplazameClassNames, className?: string, tone?: string) => { className?: string; "data-aplazame-look"?: string } {
  const { classNames = {}, ...shop } = useShop()
  return (element, className = classNames[element], tone = "") => {
    if (className !== undefined) return { className }
    return (unstyled ?? shop.unstyled) ? {} : { "data-aplazame-look": `${element} ${tone}`.trim() }
  }
}

/** What happened in a heading and a sentence, and what to do next. */
export function OutcomePanel({ result, kind = outcomeOf(result), message, actions = {}, without = [], page, className, unstyled, children, panelRef, ...rest }: PanelProps & Omit<HTMLAttributes<HTMLDivElement>, "children">) {
  const say = useWords()
  const { links = {}, navigate } = useShop()
  const looks = useLooks(unstyled)
  const Heading = page ? "h2" : "p"
  const own = kind === "asking" ? say.waiting : kind === "none" ? say.aboutNone : hasLostOrder(result) ? say.aboutOrder : ((result && isLink(result.cartId) && say.ofLink[kind ?? "none"]) || result?.message)

  const hrefOf = (step: Step): string | undefined => {
    if (step === "check") return undefined
    if (step === "order" || (step === "again" && result && isLink(result.cartId))) return result ? pageOf(result, links) : undefined
    return links[step === "again" || step === "other" ? "checkout" : step]
  }
  const follow = (href: string) => (event: MouseEvent): void => {
    if (!navigate || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    navigate(href)
  }
  const ways = (kind ? stepsOf(kind, result) : []).map((step) => ({ step, act: actions[step], href: hrefOf(step) }))
  // Two steps to one address are one.
  const open = ways.filter(({ step, act, href }, i) => !without.includes(step) && (act || (href && ways.findIndex((one) => !one.act && one.href === href) === i)))
  const steps = open.map(({ step, act, href }, i) => {
    const its = { key: step, "data-aplazame-step": step, ...looks(page && i === 0 ? "button" : "second"), children: say.steps[step] }
    return act ? <button {...its} key={step} type="button" onClick={act} /> : <a {...its} key={step} href={href} onClick={follow(String(href))} />
  })

  return (
    <div ref={panelRef} role={kind === null || isAlert(kind) ? "alert" : "status"} aria-busy={kind === "asking"} data-outcome={result === undefined ? undefined : (result?.outcome ?? "none")} data-aplazame-outcome={kind ?? undefined} {...looks("panel", className, kind ? toneOf(kind) : "bad")} {...rest}>
      {kind !== null && kind !== "asking" && (
        <Heading data-aplazame-heading="" {...looks("heading")}>
          {say.headings[kind]}
        </Heading>
      )}
      <p {...looks("message")}>{message ?? own}</p>
      {page && kind === "review" && <p {...looks("message")}>{say.aboutReview}</p>}
      {children}
      {steps.length > 0 && <div {...looks("steps")}>{steps}</div>}
    </div>
  )
}
