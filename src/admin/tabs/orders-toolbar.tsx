import { Button, Input } from "@medusajs/ui"
import { useState } from "react"
import { Choice } from "../components/choice"
import { ORDERINGS, parameterOf, filtersIn } from "../lib/filters"
import { useUrlState } from "../lib/use-url-state"
import { useWords } from "../lib/words"
import { FilterForm } from "./filter-form"

const DEFAULT = "default"

/** Search, ordering and filters of Aplazame's list. All of it is in the address. */
export function OrdersToolbar() {
  const { t, word } = useWords()
  const { params, set, replace } = useUrlState()
  const [q, setQ] = useState(params.get("q") ?? "")
  const filters = filtersIn(params)
  const ordering = params.get("ordering")

  const apply = (wanted: typeof filters): void => {
    const after = new URLSearchParams()
    for (const name of ["tab", "q", "ordering"]) {
      const value = params.get(name)
      if (value) after.set(name, value)
    }
    for (const filter of wanted) after.append(parameterOf(filter), filter.value)
    replace(after)
  }

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <form
          role="search"
          className="flex gap-x-2"
          onSubmit={(event) => {
            event.preventDefault()
            set({ q: q.trim() || null, page: null })
          }}
        >
          <Input size="small" type="search" className="w-64" aria-label={t("page.orders.search")} placeholder={t("page.orders.search")} value={q} onChange={(event) => setQ(event.target.value)} />
          <Button type="submit" size="small" variant="secondary">
            {t("page.orders.searchButton")}
          </Button>
        </form>
        <Choice
          className="w-72"
          label={t("page.orders.orderBy")}
          value={ordering ?? DEFAULT}
          options={[
            { value: DEFAULT, label: t("page.orders.byDefault") },
            ...ORDERINGS.flatMap((key) => [
              { value: `-${key}`, label: `${word("page.fields", key)}, ${t("page.orders.descending")}` },
              { value: key, label: `${word("page.fields", key)}, ${t("page.orders.ascending")}` },
            ]),
          ]}
          onChange={(value) => set({ ordering: value === DEFAULT ? null : value, page: null })}
        />
      </div>
      <FilterForm key={filters.map((filter) => `${parameterOf(filter)}=${filter.value}`).join("&")} filters={filters} apply={apply} />
    </div>
  )
}
