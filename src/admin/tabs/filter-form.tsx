import { Plus, XMarkMini } from "@medusajs/icons"
import { Button, IconButton, Input, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { Choice } from "../components/choice"
import { amountText, parseAmount } from "../lib/amount"
import { choicesFor, FILTER_NAMES, inputFor, lookupsFor, type Filter, type FilterField } from "../lib/filters"
import { useWords } from "../lib/words"

type Row = Filter & { key: number; /** What stands in the field: an amount or a rate is typed in units. */ text: string }

let keys = 0
const newRow = (field: FilterField, lookup: string, value: string, text: string): Row => ({ key: ++keys, field, lookup, value, text })

/** The value that goes into the query for what was typed; null while it is not one. */
function valueOf(field: FilterField, lookup: string, text: string, locale: string): string | null {
  switch (inputFor(field, lookup)) {
    case "amount":
    case "rate": {
      const hundredths = parseAmount(text, locale)
      return hundredths === null ? null : String(hundredths)
    }
    case "number":
      return /^\d{1,4}$/.test(text) ? text : null
    default:
      return text.trim() || null
  }
}

/** Builds filters: field, comparison, value. The address has them once they are applied. */
export function FilterForm({ filters, apply }: { filters: Filter[]; apply: (filters: Filter[]) => void }) {
  const { t, locale } = useWords()
  const [rows, setRows] = useState<Row[]>(() => filters.map(({ field, lookup, value }) => newRow(field, lookup, value, shown(field, lookup, value, locale))))
  const [wrong, setWrong] = useState(false)
  const change = (key: number, field: FilterField, lookup: string, text: string): void =>
    setRows((before) => before.map((row) => (row.key === key ? { key, field, lookup, text, value: valueOf(field, lookup, text, locale) ?? "" } : row)))

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const unfit = rows.some((row) => valueOf(row.field, row.lookup, row.text, locale) === null)
    setWrong(unfit)
    if (!unfit) apply(rows.map(({ field, lookup, value }) => ({ field, lookup, value })))
  }

  return (
    <form onSubmit={submit} aria-label={t("page.orders.filters")} className="flex flex-col gap-y-2">
      {rows.map((row) => (
        <FilterRow key={row.key} row={row} change={(field, lookup, text) => change(row.key, field, lookup, text)} remove={() => setRows(rows.filter((other) => other !== row))} />
      ))}
      {wrong && (
        <Text size="small" role="alert" className="text-ui-fg-error">
          {t("page.orders.wrong")}
        </Text>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="button" size="small" variant="transparent" onClick={() => setRows([...rows, newRow("mid", "exact", "", "")])}>
          <Plus />
          {t("page.orders.addFilter")}
        </Button>
        {rows.length > 0 && (
          <Button type="submit" size="small" variant="secondary">
            {t("page.orders.apply")}
          </Button>
        )}
        {filters.length > 0 && (
          <Button type="button" size="small" variant="transparent" onClick={() => apply([])}>
            {t("page.orders.clear")}
          </Button>
        )}
      </div>
    </form>
  )
}

const shown = (field: FilterField, lookup: string, value: string, locale: string): string =>
  ["amount", "rate"].includes(inputFor(field, lookup)) ? amountText(Number(value) || 0, locale) : value

function FilterRow({ row, change, remove }: { row: Row; change: (field: FilterField, lookup: string, text: string) => void; remove: () => void }) {
  const { t, word } = useWords()
  const lookups = lookupsFor(row.field)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        className="w-56"
        label={t("page.orders.field")}
        value={row.field}
        options={FILTER_NAMES.map((name) => ({ value: name, label: word("page.fields", name) }))}
        onChange={(name) => change(name as FilterField, lookupsFor(name as FilterField)[0] ?? "exact", "")}
      />
      <Choice
        className="w-52"
        label={t("page.orders.lookup")}
        value={row.lookup}
        options={lookups.map((lookup) => ({ value: lookup, label: word("page.lookups", lookup) }))}
        onChange={(lookup) => change(row.field, lookup, inputFor(row.field, lookup) === inputFor(row.field, row.lookup) ? row.text : "")}
      />
      <FilterValue row={row} change={(text) => change(row.field, row.lookup, text)} />
      <IconButton type="button" size="small" variant="transparent" aria-label={t("page.orders.remove", { field: word("page.fields", row.field) })} onClick={remove}>
        <XMarkMini />
      </IconButton>
    </div>
  )
}

function FilterValue({ row, change }: { row: Row; change: (text: string) => void }) {
  const { t, word } = useWords()
  const input = inputFor(row.field, row.lookup)
  const label = t("page.orders.value")
  if (input === "yesno") {
    const options = [{ value: "yes", label: t("common.yes") }, { value: "no", label: t("common.no") }]
    return <Choice className="w-44" label={label} value={row.text} options={options} onChange={change} />
  }
  if (input === "choice") {
    const options = choicesFor(row.field, row.lookup).map((value) => ({ value, label: word("page.choices", value) }))
    return <Choice className="w-44" label={label} value={row.text} options={options} onChange={change} />
  }
  const numeric = input === "amount" || input === "rate" || input === "number"
  return (
    <div className="w-44">
      <Input
        size="small"
        aria-label={label}
        type={input === "date" ? "date" : "text"}
        inputMode={numeric ? "decimal" : undefined}
        value={input === "date" ? row.text.slice(0, 10) : row.text}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}
