import type { DayFigures } from "../lib/api-types"
import { useWords } from "../lib/words"

/** From the ground up. */
const COLORS = {
  approved: "bg-ui-tag-green-icon",
  in_review: "bg-ui-tag-blue-icon",
  in_progress: "bg-ui-tag-purple-icon",
  abandoned: "bg-ui-tag-neutral-icon",
  refused: "bg-ui-tag-red-icon",
} as const
const PARTS = Object.keys(COLORS) as (keyof typeof COLORS)[]

type Props = { bars: readonly DayFigures[]; /** What a bar is called. */ nameOf: (bar: DayFigures) => string }

/** A bar for each day of what became of its checkouts. A screen reader hears the sum of it; the table has each figure. */
export function DayChart({ bars, nameOf }: Props) {
  const { t, word, number } = useWords()
  const most = bars.reduce((so, bar) => (bar.started > so.started ? bar : so))
  const shown = PARTS.filter((part) => bars.some((bar) => bar[part] > 0))
  const told = (bar: DayFigures): string => [nameOf(bar), ...shown.filter((part) => bar[part] > 0).map((part) => `${word("page.columns", part)}: ${number(bar[part])}`)].join("\n")
  const ends = [bars[0], bars[bars.length - 1]]
  return (
    <div className="flex flex-col gap-y-2">
      <div aria-hidden="true" className="txt-compact-xsmall text-ui-fg-subtle">
        {number(most.started)}
      </div>
      <div role="img" aria-label={t("page.figures.chart", { started: number(bars.reduce((sum, bar) => sum + bar.started, 0)), most: number(most.started), day: nameOf(most) })} className="border-ui-border-base flex h-40 items-end gap-x-px border-b border-t border-dashed">
        {bars.map((bar) => (
          <div key={bar.day} title={told(bar)} className="hover:bg-ui-bg-base-hover flex h-full min-w-0 flex-1 flex-col-reverse">
            {shown.map((part) => bar[part] > 0 && <div key={part} className={COLORS[part]} style={{ height: `${(100 * bar[part]) / most.started}%` }} />)}
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="txt-compact-xsmall text-ui-fg-subtle flex justify-between">
        {ends.map((bar, index) => bar && <span key={index}>{nameOf(bar)}</span>)}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {shown.map((part) => (
          <li key={part} className="txt-compact-xsmall text-ui-fg-subtle flex items-center gap-x-2">
            <span className={`size-2 shrink-0 rounded-full ${COLORS[part]}`} />
            {word("page.columns", part)}
          </li>
        ))}
      </ul>
    </div>
  )
}
