import { Button, Table, Text, toast } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { OrderLink } from "../components/order-link"
import { Empty, Failed, Loading } from "../components/states"
import { get } from "../lib/api"
import type { Difference, Run } from "../lib/api-types"
import { download, toCsv } from "../lib/csv"
import { useWords, type Words } from "../lib/words"

const LOOK_EVERY_MS = 1_000
const SHOWN = 100
const EXPORT_PAGE = 1_000

type Page = { run: Run; differences: Difference[] }

const page = (id: string, limit: number, offset: number) => get<Page>(`/reconcile/${encodeURIComponent(id)}?limit=${limit}&offset=${offset}`)

/** A run: how far it is, and what it found. */
export function ReconcileRun({ id }: { id: string }) {
  const words = useWords()
  const { t } = words
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["aplazame", "run", id],
    queryFn: () => page(id, SHOWN, 0),
    refetchInterval: ({ state }) => (state.data?.run.state === "running" ? LOOK_EVERY_MS : false),
  })
  if (isPending) return <Loading rows={3} />
  if (error) return <Failed error={error} retry={() => void refetch()} />
  const { run, differences } = data
  const exportAll = (): void => void exportCsv(run, words).catch((reason: unknown) => toast.error(t("common.aplazame"), { description: words.errorText(reason) }))
  return (
    <section aria-label={t("page.tabs.reconcile")}>
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div className="flex min-w-64 flex-1 flex-col gap-y-1" role="status" aria-live="polite">
          <Text size="small" weight="plus">
            {summary(run, words)}
          </Text>
          {run.state === "running" && (
            <progress className="h-1 w-full" aria-label={t("page.tabs.reconcile")} {...(run.total === null ? {} : { max: Math.max(run.total, 1), value: run.scanned })} />
          )}
        </div>
        <Button size="small" variant="secondary" disabled={run.differences === 0} onClick={exportAll}>
          {t("page.reconcile.csv")}
        </Button>
      </div>
      {run.state === "done" && run.differences === 0 && <Empty>{t("page.reconcile.agree")}</Empty>}
      {differences.length > 0 && <Differences run={run} differences={differences} />}
    </section>
  )
}

function summary(run: Run, words: Words): string {
  const { t } = words
  switch (run.state) {
    case "running":
      return run.total === null ? t("page.reconcile.runningUnknown", { scanned: run.scanned }) : t("page.reconcile.running", { scanned: run.scanned, total: run.total })
    case "failed":
      return t("page.reconcile.failed")
    case "done":
      return run.dry_run ? `${figures(run, words)}. ${t("page.reconcile.nothingChanged")}` : figures(run, words)
  }
}

/** "12 orders compared, 1 difference, 1 repaired" */
export function figures(run: Run, { counted }: Words): string {
  const parts = [counted("page.reconcile.compared", run.scanned), counted("page.reconcile.differences", run.differences)]
  return [...parts, ...(run.dry_run ? [] : [counted("page.reconcile.repaired", run.repaired)])].join(", ")
}

const group = (run: Run): string => (run.dry_run ? "differenceActionsDry" : "differenceActions")

function Differences({ run, differences }: { run: Run; differences: Difference[] }) {
  const { t, word, money } = useWords()
  const columns = ["difference", "order", "here", "there", "action"] as const
  const amount = (value: number | string | null | undefined, { currency_code }: Difference) => (typeof value === "number" ? money(value, currency_code ?? "eur") : "–")
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{t(`page.reconcile.columns.${column}`)}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {differences.map((one) => (
            <Table.Row key={one.id}>
              <Table.Cell>{word("differences", one.kind)}</Table.Cell>
              <Table.Cell>{one.order_id ? <OrderLink orderId={one.order_id} /> : <span className="txt-small font-mono">{one.mid}</span>}</Table.Cell>
              <Table.Cell>{amount(one.figures?.here, one)}</Table.Cell>
              <Table.Cell>{amount(one.figures?.there ?? one.figures?.total, one)}</Table.Cell>
              <Table.Cell>{word(group(run), one.action)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

/** All differences of a run, not only those on the page. Amounts in units with a point, as a spreadsheet reads them. */
async function exportCsv(run: Run, { t, word }: Words): Promise<void> {
  const all: Difference[] = []
  for (let offset = 0; offset < run.differences; offset += EXPORT_PAGE) all.push(...(await page(run.id, EXPORT_PAGE, offset)).differences)
  const units = (value: number | string | null | undefined) => (typeof value === "number" ? (value / 100).toFixed(2) : null)
  const header = [t("page.reconcile.columns.difference"), "mid", "aplazame_id", "order_id", t("page.reconcile.columns.here"), t("page.reconcile.columns.there"), t("page.reconcile.columns.currency"), t("page.reconcile.columns.action")]
  const rows = all.map((one) => [word("differences", one.kind), one.mid, one.aplazame_id, one.order_id, units(one.figures?.here), units(one.figures?.there ?? one.figures?.total), one.currency_code, word(group(run), one.action)])
  download(`aplazame-${run.window_from.slice(0, 10)}-${run.window_to.slice(0, 10)}.csv`, toCsv(header, rows))
}
