import {
  DataTable, Heading, useDataTable,
  type DataTableCommand, type DataTableFilter, type DataTableFilteringState, type DataTableRow, type DataTableRowSelectionState, type DataTableSortingState,
} from "@medusajs/ui"
import { useEffect, useState, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { useAccessibleTable } from "../lib/use-accessible-table"
import { useWords } from "../lib/words"
import { Failed } from "./states"

/** Until Medusa 2.20 the kit's filter bar has the menus in it; since then they are the toolbar's. Its types do not say which. */
const BAR_HAS_MENUS = String(DataTable.FilterBar).includes("onAddFilter")

type Props<Row> = {
  heading: string
  columns: Parameters<typeof useDataTable<Row>>[0]["columns"]
  rows: readonly Row[] | undefined
  /** The query that the rows come from. */
  reading: { error: unknown; isPending: boolean; refetch: () => unknown }
  /** What it means that there are no rows, where that is more than that. */
  empty?: string
  filters?: { offered: DataTableFilter[]; state: DataTableFilteringState; set: (state: DataTableFilteringState) => void }
  /** Columns that are only sorted by are hidden. Medusa's own menu to choose columns is English, and behind a feature flag. */
  sorting?: { state: DataTableSortingState | null; set: (state: DataTableSortingState | undefined) => void; hidden: Record<string, boolean> }
  search?: { label: string; state: string; set: (state: string) => void }
  pages?: { index: number; size: number; count: number; /** There are more than are counted. */ capped?: boolean; go: (index: number) => void }
  selection?: { state: DataTableRowSelectionState; set: (state: DataTableRowSelectionState) => void; allows: (row: Row) => boolean; commands: DataTableCommand[] }
  /** Beside the search: a button for the whole list. */
  action?: ReactNode
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

/** A list as the dashboard shows its own: the kit's table with its toolbar, in the dashboard's words. */
export function Listing<Row extends { id: string }>({ heading, columns, rows = [], reading, empty, filters, sorting, search, pages, selection, action }: Props<Row>) {
  const { t } = useWords()
  const { t: medusa } = useTranslation()
  /** A filter that the address does not have yet: one without a value, whose form the kit opens, or with one that is on its way there. Without it that form would close. */
  const [added, setAdded] = useState<{ id: string; value: unknown } | null>(null)
  const arrived = added !== null && filters !== undefined && added.id in filters.state
  useEffect(() => {
    if (arrived) setAdded(null)
  }, [arrived])
  const table = useAccessibleTable({ table: heading, menu: medusa("filters.filterLabel"), row: t("page.rowActions"), other: medusa("actions.remove") })
  const instance = useDataTable<Row>({
    data: rows as Row[],
    columns,
    getRowId: (row) => row.id,
    isLoading: reading.isPending,
    // Whoever keeps the state goes to the first page; two changes of the address at once would undo each other.
    autoResetPageIndex: false,
    rowCount: pages && pages.count + (pages.capped ? 1 : 0),
    pagination: pages && { state: { pageIndex: pages.index, pageSize: pages.size }, onPaginationChange: ({ pageIndex }) => pages.go(pageIndex) },
    search: search && { state: search.state, onSearchChange: search.set },
    sorting: sorting && { state: sorting.state, onSortingChange: sorting.set },
    columnVisibility: sorting && { state: sorting.hidden, onColumnVisibilityChange: () => undefined },
    filters: filters?.offered,
    filtering: filters && {
      state: added && !arrived ? { ...filters.state, [added.id]: added.value } : filters.state,
      onFilteringChange: (next) => {
        const id = Object.keys(next).reverse().find((one) => !(one in filters.state))
        setAdded(id === undefined ? null : { id, value: next[id] })
        if (id === undefined || !isBlank(next[id])) filters.set(next)
      },
    },
    rowSelection: selection && { state: selection.state, onRowSelectionChange: selection.set, enableRowSelection: (row: DataTableRow<Row>) => selection.allows(row.original) },
    commands: selection?.commands,
  })
  const failed = reading.error ? { custom: <Failed error={reading.error} retry={() => void reading.refetch()} /> } : null
  const menus = !BAR_HAS_MENUS
  return (
    <div ref={table}>
      <DataTable instance={{ ...instance, enableColumnVisibility: false }}>
        <DataTable.Toolbar
          className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center"
          translations={{ clearAll: medusa("actions.clearAll"), sort: medusa("filters.sortLabel") }}
        >
          <div className="flex w-full flex-wrap items-center justify-between gap-2">
            <Heading level="h2">{heading}</Heading>
            <div className="flex items-center gap-x-2">
              {menus && filters && <DataTable.FilterMenu tooltip={medusa("filters.filterLabel")} />}
              {menus && sorting && (
                <span data-name={medusa("filters.sortLabel")}>
                  <DataTable.SortingMenu tooltip={medusa("filters.sortLabel")} />
                </span>
              )}
              {search && <DataTable.Search placeholder={search.label} aria-label={search.label} />}
              {action}
            </div>
          </div>
        </DataTable.Toolbar>
        <DataTable.Table
          emptyState={{
            empty: failed ?? { heading: medusa("general.noRecordsTitle"), description: empty ?? medusa("general.noRecordsMessage") },
            filtered: failed ?? { heading: medusa("general.noResultsTitle"), description: medusa("general.noResultsMessage") },
          }}
        />
        {pages && !failed && (
          // The kit's pager stands in one line, and on a phone its last button would be cut.
          <div className="[&>div]:flex-wrap">
            <DataTable.Pagination
              translations={{
                of: pages.capped ? t("page.ofAtLeast") : medusa("general.of"),
                results: medusa("general.results"),
                pages: medusa("general.pages"),
                prev: medusa("general.prev"),
                next: medusa("general.next"),
              }}
            />
          </div>
        )}
        {selection && <DataTable.CommandBar selectedLabel={(count) => medusa("general.countSelected", { count })} />}
      </DataTable>
    </div>
  )
}
