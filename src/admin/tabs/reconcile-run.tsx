import { Button, Text, toast } from "@medusajs/ui"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { Id } from "../components/cells"
import { Listing } from "../components/listing"
import { OrderLink } from "../components/order-link"
import { get } from "../lib/api"
import type { Difference, Run } from "../lib/api-types"
import { download, toCsv } from "../lib/csv"
import { useColumns } from "../lib/use-columns"
import { useWords, type Words } from "../lib/words"

const POLL_EVERY_MS = 1_000
const SHOWN = 20
const EXPORT_PAGE = 1_000

type Page = { run: Run; differences: Difference[] }

const page = (id: string, limit: number, offset: number) => get<Page>(`/reconcile/${encodeURIComponent(id)}?limit=${limit}&offset=${offset}`)

/** A run: how far it is, and what it found. */
export function ReconcileRun({ id }: { id: string }) {
  const words = useWords()
  const { t } = words
  const [index, go] = useState(0)
  const reading = useQuery({
    queryKey: ["aplazame", "run", id, index],
    queryFn: () => page(id, SHOWN, index * SHOWN),
    refetchInterval: ({ state }) => (state.data?.run.state === "running" ? POLL_EVERY_MS : false),
    placeholderData: keepPreviousData,
  })
  const { run, differences } = reading.data ?? {}
  const client = useQueryClient()
  // A run that has ended may have opened problems, and closed others.
  useEffect(() => {
    if (run?.state === "done") void client.invalidateQueries({ queryKey: ["aplazame", "problems"] })
  }, [client, run?.state])
  const columns = useColumns<Difference & { dry: boolean }>(({ word, money }) => {
    const amount = (value: number | string | null | undefined, currency: string | null) => (typeof value === "number" ? money(value, currency ?? "eur") : "–")
    return [
      { id: "difference", cell: (one) => word("differences", one.kind) },
      { id: "order", maxSize: 200, cell: (one) => (one.order_id ? <OrderLink orderId={one.order_id} displayId={one.display_id} /> : <Id label={word("page.fields", "mid")} value={one.mid} />) },
      { id: "here", right: true, cell: (one) => amount(one.figures?.here, one.currency_code) },
      { id: "there", right: true, cell: (one) => amount(one.figures?.there ?? one.figures?.total, one.currency_code) },
      { id: "result", cell: (one) => word(actionWords(one.dry), one.action) },
    ]
  })
  const exportAll = (whole: Run): void => void exportCsv(whole, words).catch((reason: unknown) => toast.error(t("common.aplazame"), { description: words.errorText(reason) }))
  return (
    <section aria-label={t("page.columns.differences")} className="divide-y">
      {run && (
        <div className="flex flex-col gap-y-1 px-6 py-4" role="status" aria-live="polite">
          <Text size="small" weight="plus">
            {summary(run, words)}
          </Text>
          {run.state === "running" && (
            <progress className="h-1 w-full" aria-label={t("page.columns.differences")} {...(run.total === null ? {} : { max: Math.max(run.total, 1), value: run.scanned })} />
          )}
        </div>
      )}
      <Listing
        heading={t("page.columns.differences")}
        columns={columns}
        rows={run && differences?.map((one) => ({ ...one, dry: run.dry_run }))}
        reading={reading}
        empty={run?.state === "done" ? t("page.reconcile.agree") : undefined}
        pages={run && { index, size: SHOWN, count: run.differences, go }}
        action={
          run && (
            <Button size="small" variant="secondary" disabled={run.differences === 0} onClick={() => exportAll(run)}>
              {t("page.reconcile.csv")}
            </Button>
          )
        }
      />
    </section>
  )
}

function summary(run: Run, words: Words): string {
  const { t } = words
  switch (run.state) {
    case "running":
      return t("page.reconcile.running", { scanned: run.scanned, total: run.total ?? "…" })
    case "failed":
      return t("page.reconcile.failed")
    case "done":
      return [
        `${words.counted("page.reconcile.compared", run.scanned)}.`,
        run.differences === 0 ? t("page.reconcile.agree") : `${t("page.columns.differences")}: ${run.differences}.`,
        ...(run.dry_run ? [t("page.reconcile.nothingChanged")] : []),
      ].join(" ")
  }
}

const actionWords = (dry: boolean): string => (dry ? "differenceActionsDry" : "differenceActions")

/** All differences of a run, not only those on the page. Amounts in units with a point, as a spreadsheet reads them. */
async function exportCsv(run: Run, { t, word }: Words): Promise<void> {
  const all: Difference[] = []
  for (let offset = 0; offset < run.differences; offset += EXPORT_PAGE) all.push(...(await page(run.id, EXPORT_PAGE, offset)).differences)
  const units = (value: number | string | null | undefined) => (typeof value === "number" ? (value / 100).toFixed(2) : null)
  const header = [t("page.columns.difference"), "mid", "aplazame_id", "order_id", t("page.columns.here"), t("page.columns.there"), t("page.columns.currency"), t("page.columns.result")]
  const rows = all.map((one) => [word("differences", one.kind), one.mid, one.aplazame_id, one.order_id, units(one.figures?.here), units(one.figures?.there ?? one.figures?.total), one.currency_code, word(actionWords(run.dry_run), one.action)])
  download(`aplazame-${run.window_from.slice(0, 10)}-${run.window_to.slice(0, 10)}.csv`, toCsv(header, rows))
}
