import { Plus, XMarkMini } from "@medusajs/icons"
import { Button, DatePicker, IconButton, Input, Select, type DataTableFilter } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { amountText, parseAmount } from "../lib/amount"
import { dateOf, dayOf, formatDay } from "../lib/day"
import { choicesFor, FILTER_NAMES, inputFor, lookupsFor, type FilterField } from "../lib/filters"
import { useWords, type Words } from "../lib/words"

/** A condition on a field as the kit keeps it: `gte=1250`. */
const split = (condition: string): { lookup: string; value: string } => {
  const at = condition.indexOf("=")
  return { lookup: condition.slice(0, at), value: condition.slice(at + 1) }
}

/** What a person reads of a value: amounts and rates in units, days and words in their language. */
function shown(field: FilterField, lookup: string, value: string, words: Words): string {
  const { locale, t } = words
  switch (inputFor(field, lookup)) {
    case "amount":
    case "rate":
      return amountText(Number(value) || 0, locale)
    case "date":
      return formatDay(value, locale)
    case "yesno":
      return t(value === "yes" ? "common.yes" : "common.no")
    case "choice":
      return choiceName(lookup, value, words)
    default:
      return value
  }
}

/** A day of the week in the operator's language (the first of January 2024 was a Monday), or our word for a choice. */
const choiceName = (lookup: string, value: string, { locale, word }: Words): string =>
  lookup === "week_day" ? new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + choicesFor("created", lookup).indexOf(value))) : word("page.choices", value)

/** The value that goes into the query for what was typed; null while it is not one. */
function valueOf(field: FilterField, lookup: string, text: string, locale: string): string | null {
  switch (inputFor(field, lookup)) {
    case "amount":
    case "rate":
      return parseAmount(text, locale)?.toString() ?? null
    case "number":
      return /^\d{1,4}$/.test(text) ? text : null
    default:
      return text.trim() || null
  }
}

/**
 * Every filter of Aplazame's list for the kit's menu, each with all of its comparisons, and more than one condition
 * where wanted ("from", "up to"). The kit's own kinds of filter know a fraction of them.
 */
export function useOrderFilters(state: Record<string, string[]>): DataTableFilter[] {
  const words = useWords()
  const { word } = words
  return FILTER_NAMES.map((field) => {
    const options = (state[field] ?? []).map((condition) => {
      const { lookup, value } = split(condition)
      return { value: condition, label: [...(lookup === "exact" ? [] : [word("page.lookups", lookup)]), shown(field, lookup, value, words)].join(" ") }
    })
    const filter = { id: field, label: word("page.fields", field), type: "custom" as const, options, render: (given: Given) => <Conditions field={field} {...given} /> }
    return filter
  })
}

const TYPED_MS = 500

type Given = { value: unknown; onChange: (value: string[]) => void }
type Row = { lookup: string; text: string }

/** The conditions on one field; what is complete is applied when nobody types any more, as the kit's own filters are. */
function Conditions({ field, value, onChange }: Given & { field: FilterField }) {
  const { t, locale, word } = useWords()
  const { t: medusa } = useTranslation()
  const lookups = lookupsFor(field)
  const blank: Row = { lookup: lookups[0] ?? "exact", text: "" }
  const [rows, setRows] = useState<Row[]>(() => {
    const kept = Array.isArray(value) ? value.map((one) => split(String(one))) : []
    const rows = kept.map(({ lookup, value }) => ({ lookup, text: ["amount", "rate"].includes(inputFor(field, lookup)) ? amountText(Number(value) || 0, locale) : value }))
    return rows.length > 0 ? rows : [blank]
  })
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = (next: Row[]): void => {
    setRows(next)
    clearTimeout(typing.current)
    const values = next.map(({ lookup, text }) => valueOf(field, lookup, text, locale))
    if (values.every((one) => one !== null)) typing.current = setTimeout(() => onChange(next.map(({ lookup }, at) => `${lookup}=${values[at]}`)), TYPED_MS)
  }
  return (
    <div role="group" aria-label={word("page.fields", field)} className="flex w-72 flex-col gap-y-2 p-3">
      {rows.map((row, at) => {
        const put = (changed: Row): void => change(rows.map((one, index) => (index === at ? changed : one)))
        return (
          <div key={at} className="flex flex-col gap-y-2">
            {lookups.length > 1 && (
              <div className="flex items-center gap-x-1">
                <Choice
                  label={t("page.orders.lookup")}
                  value={row.lookup}
                  options={lookups.map((lookup) => ({ value: lookup, label: word("page.lookups", lookup) }))}
                  onChange={(lookup) => put({ lookup, text: inputFor(field, lookup) === inputFor(field, row.lookup) ? row.text : "" })}
                />
                {rows.length > 1 && (
                  <IconButton type="button" size="small" variant="transparent" aria-label={medusa("actions.remove")} onClick={() => change(rows.filter((_, index) => index !== at))}>
                    <XMarkMini />
                  </IconButton>
                )}
              </div>
            )}
            <Value field={field} row={row} change={(text) => put({ ...row, text })} />
          </div>
        )
      })}
      <Button type="button" size="small" variant="transparent" className="self-start" onClick={() => setRows([...rows, blank])}>
        <Plus />
        {medusa("actions.add")}
      </Button>
    </div>
  )
}

function Value({ field, row: { lookup, text }, change }: { field: FilterField; row: Row; change: (text: string) => void }) {
  const words = useWords()
  const { t, locale } = words
  const label = t("page.orders.value")
  const input = inputFor(field, lookup)
  switch (input) {
    case "yesno":
      return <Choice label={label} value={text} options={[{ value: "yes", label: t("common.yes") }, { value: "no", label: t("common.no") }]} onChange={change} />
    case "choice":
      return <Choice label={label} value={text} options={choicesFor(field, lookup).map((value) => ({ value, label: choiceName(lookup, value, words) }))} onChange={change} />
    case "date":
      return <DatePicker size="small" aria-label={label} value={dateOf(text)} onChange={(date) => change(date ? dayOf(date) : "")} />
    default:
      return (
        <Input
          size="small"
          autoFocus
          aria-label={label}
          aria-invalid={text !== "" && valueOf(field, lookup, text, locale) === null}
          inputMode={input === "text" ? undefined : "decimal"}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      )
  }
}

function Choice({ label, value, options, onChange }: { label: string; value: string; options: { value: string; label: string }[]; onChange: (value: string) => void }) {
  return (
    <div className="min-w-0 flex-1">
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger aria-label={label}>
          <Select.Value placeholder={label} />
        </Select.Trigger>
        <Select.Content>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value}>
              {option.label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}
