import type { Credit } from "../lib/api-types"
import { useWords } from "../lib/words"
import { sharesOf, type Shares } from "./shares"

const COLOR: Record<keyof Shares, string> = {
  kept: "bg-ui-tag-green-icon",
  refunded: "bg-ui-tag-orange-icon",
  left: "bg-ui-bg-switch-off",
  voided: "bg-ui-tag-neutral-icon",
}
const PARTS = Object.keys(COLOR) as (keyof Shares)[]

type FigureProps = { label: string; amount: string; part?: keyof Shares; strong?: boolean; /** A part of the figure above. */ inner?: boolean }

function Figure({ label, amount, part, strong = false, inner = false }: FigureProps) {
  const text = strong ? "txt-compact-small-plus" : "txt-compact-small text-ui-fg-subtle"
  return (
    <div className={`flex items-center justify-between gap-x-4 ${inner ? "pl-4" : ""}`}>
      <dt className={`flex items-center gap-x-2 ${text}`}>
        {part && <span className={`size-2 shrink-0 rounded-full ${COLOR[part]}`} />}
        {label}
      </dt>
      <dd className={text}>{amount}</dd>
    </div>
  )
}

/**
 * What became of a credit at a glance: a bar of its parts, and the same in words, with what may still come of it. The credit
 * is what stands below it, and what was captured is what stands below that and further in: whoever adds up is right.
 */
export function Figures({ credit: { state, amounts, currency_code: currency } }: { credit: Credit }) {
  const { t, money } = useWords()
  const figure = (name: "total" | "captured" | "refunded" | "voided" | "uncaptured" | "refundable") => ({ label: t(`order.amounts.${name}`), amount: money(amounts[name], currency) })
  if (state !== "confirmed" && state !== "cancelled")
    return (
      <dl className="px-6 py-4">
        <Figure {...figure("total")} label={t("order.amounts.asked")} />
      </dl>
    )
  const shares = sharesOf(amounts)
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div aria-hidden="true" className="flex h-2 w-full overflow-hidden rounded-full">
        {PARTS.map((part) => shares[part] > 0 && <div key={part} className={COLOR[part]} style={{ width: `${shares[part]}%` }} />)}
      </div>
      <dl className="flex flex-col gap-y-2">
        <Figure {...figure("total")} strong />
        <Figure {...figure("captured")} />
        {amounts.refundable > 0 && <Figure {...figure("refundable")} part="kept" inner />}
        {amounts.refunded > 0 && <Figure {...figure("refunded")} part="refunded" inner />}
        {amounts.uncaptured > 0 && <Figure {...figure("uncaptured")} part="left" />}
        {amounts.voided > 0 && <Figure {...figure("voided")} part="voided" />}
      </dl>
    </div>
  )
}
