import { useWords, type Words } from "../lib/words"
import type { Figures } from "../lib/api-types"

/** Figures of a problem that are words, with the group that translates them. */
const WORDS: Record<string, string> = { kind: "kinds", code: "ledgerCodes", reason: "reasons", ko_reason: "koReasons", status: "status", difference_kind: "differences" }

function figureText(name: string, value: number | string | null, currency: string, { money, word }: Words): string {
  const group = WORDS[name]
  if (group) return word(group, value === null ? null : String(value))
  return typeof value === "number" ? money(value, currency) : (value ?? "–")
}

/** These come first and in this order, the others as they are: the database keeps no order of its own, and says what is left now before what was. */
const FIRST = ["kind", "amount", "remaining_before", "remaining_now"]
const place = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)

/** The figures that a person compares, by name. */
export function FigureList({ figures, currency }: { figures: Figures | null; currency: string }) {
  const words = useWords()
  const known = Object.entries(figures ?? {}).filter(([, value]) => value !== null && value !== "").sort(([one], [other]) => place(one) - place(other))
  if (known.length === 0) return null
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1">
      {known.map(([name, value]) => (
        <div key={name} className="flex gap-x-1">
          <dt className="txt-small text-ui-fg-subtle">{words.word("figures", name)}:</dt>
          <dd className="txt-small">{figureText(name, value, currency, words)}</dd>
        </div>
      ))}
    </dl>
  )
}
