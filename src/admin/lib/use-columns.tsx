import { Checkbox, createDataTableColumnHelper, type DataTableAction } from "@medusajs/ui"
import { useMemo, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { useWords, type Words } from "./words"

/** A column: what it is called under `page.columns` (or says in `header`), and what it shows of a row. */
type Column<Row> = {
  id: string
  header?: string
  cell?: (row: Row) => ReactNode
  /** Figures stand at the right. */
  right?: boolean
  /** Text beyond this many pixels is cut; the kit shows the whole of it in a tooltip. */
  maxSize?: number
  /** Sorted by, from above at the first press: the newest, the largest. */
  sort?: boolean
}

type More<Row> = {
  /** A row's menu; null where it has none. */
  actions?: (row: Row) => DataTableAction<Row>[] | null
  /** Rows can be chosen; what a row's box is called. */
  nameOf?: (row: Row) => string
}

/** The columns of one of our lists for the kit's table. */
export function useColumns<Row>(make: (words: Words) => Column<Row>[], { actions, nameOf }: More<Row> = {}) {
  const words = useWords()
  const { t: medusa } = useTranslation()
  // Made anew only with the language: the kit draws every cell from nothing when its columns are others.
  return useMemo(() => {
    const helper = createDataTableColumnHelper<Row>()
    const columns = make(words).map(({ id, header, cell, right, maxSize, sort }) =>
      helper.accessor(() => 0, {
        id,
        header: header ?? words.word("page.columns", id),
        headerAlign: right ? "right" : "left",
        maxSize,
        enableSorting: sort === true,
        sortAscLabel: medusa("general.ascending"),
        sortDescLabel: medusa("general.descending"),
        cell: ({ row }) => (right ? <div className="text-right">{cell?.(row.original)}</div> : cell?.(row.original)),
      })
    )
    return [
      // Boxes of our own: the kit's have no name.
      ...(nameOf
        ? [
            helper.select({
              header: ({ table }) => (
                <Checkbox
                  aria-label={medusa("general.selectAll")}
                  checked={table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()}
                  onCheckedChange={(checked) => table.toggleAllPageRowsSelected(checked === true)}
                />
              ),
              cell: ({ row }) => (
                <Checkbox
                  className="align-middle"
                  aria-label={`${medusa("general.select")}: ${nameOf(row.original)}`}
                  checked={row.getIsSelected()}
                  disabled={!row.getCanSelect()}
                  onCheckedChange={(checked) => row.toggleSelected(checked === true)}
                />
              ),
            }),
          ]
        : []),
      ...columns,
      // The kit draws no menu for what is not a list; its types do not know that.
      ...(actions ? [helper.action({ actions: ({ row }) => actions(row.original) as DataTableAction<Row>[] })] : []),
    ]
  }, [words.locale])
}
