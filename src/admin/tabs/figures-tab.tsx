import { Button, Heading, Select, Text, toast } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { DayChart } from "../components/day-chart"
import { DayField } from "../components/day-field"
import { Listing } from "../components/listing"
import { Failed, Loading } from "../components/states"
import { get } from "../lib/api"
import type { CurrencyFigures, DayFigures, PeriodFigures, ProductFigures } from "../lib/api-types"
import { download, toCsv } from "../lib/csv"
import { dayOf, formatDay } from "../lib/day"
import { formatDuration } from "../lib/duration"
import { barsOf, isAnswered, periodOf, PERIODS, type Period } from "../lib/period"
import { useColumns } from "../lib/use-columns"
import { useUrlState } from "../lib/use-url-state"
import { useWords, type Words } from "../lib/words"

const ROWS = 10
const OUTCOMES = ["approved", "refused", "abandoned", "in_review", "in_progress"] as const

/** Medusa does not know the shop's time zone: the days are the operator's own. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"

/** What became of the checkouts of a period: at a glance, by day, by product, by reason. */
export function FiguresTab() {
  const words = useWords()
  const { t, word } = words
  const { params, set } = useUrlState()
  const { name, ...period } = periodOf(params, dayOf(new Date()))
  const query = new URLSearchParams({ ...period, time_zone: zone() }).toString()
  const answered = isAnswered(period)
  const reading = useQuery({ queryKey: ["aplazame", "figures", query], queryFn: () => get<PeriodFigures>(`/figures?${query}`), placeholderData: keepPreviousData, enabled: answered })
  const currencies = reading.data?.currencies ?? []
  const shown = currencies.find((one) => one.currency_code === params.get("currency")) ?? currencies[0]
  const exportCsv = (): void => void exported(query, period, words).catch((reason: unknown) => toast.error(t("common.aplazame"), { description: words.errorText(reason) }))
  return (
    <div className="divide-y">
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Heading level="h2">{t("page.tabs.figures")}</Heading>
          <div className="flex flex-wrap items-center gap-2">
            {shown && currencies.length > 1 && (
              <Choice label={word("page.columns", "currency")} value={shown.currency_code} options={currencies.map(({ currency_code: code }) => [code, code.toUpperCase()])} onChange={(currency) => set({ currency })} />
            )}
            <Choice label={t("page.figures.period")} value={name} options={PERIODS.map((one) => [one, word("page.figures.periods", one)])} onChange={(one) => set({ period: one })} />
            <Button size="small" variant="secondary" disabled={!shown || !answered} onClick={exportCsv}>
              {t("page.reconcile.csv")}
            </Button>
          </div>
        </div>
        {name === "own" && (
          <div className="flex flex-wrap items-end gap-3">
            <DayField id="aplazame-figures-from" label={t("page.reconcile.from")} value={period.from} onChange={(from) => set({ from })} />
            <DayField id="aplazame-figures-to" label={t("page.reconcile.to")} value={period.to} onChange={(to) => set({ to })} />
          </div>
        )}
        <Text size="small" className="text-ui-fg-subtle" aria-live="polite">
          {answered ? t("page.figures.zone", { zone: zone() }) : t("page.figures.longest")}
        </Text>
      </div>
      {!answered ? null : reading.error ? (
        <Failed error={reading.error} retry={() => void reading.refetch()} />
      ) : reading.isPending ? (
        <Loading />
      ) : shown ? (
        // Its columns are made once for what they show.
        <Shown key={`${reading.data?.from}${reading.data?.to}${shown.currency_code}`} figures={shown} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("page.figures.none")}
        </Text>
      )}
    </div>
  )
}

type ChoiceProps = { label: string; value: string; options: (readonly [value: string, label: string])[]; onChange: (value: string) => void }

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="w-40">
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger aria-label={label}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {options.map(([one, text]) => (
            <Select.Item key={one} value={one}>
              {text}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}

/** A period's figures in one currency. */
export function Shown({ figures: { currency_code: currency, total, days, products, reasons, shop } }: { figures: CurrencyFigures }) {
  const words = useWords()
  const { t, word, money, number, percent, locale } = words
  const { params, set } = useUrlState()
  const { weekly, bars } = barsOf(days)
  const nameOf = ({ day }: DayFigures): string => (weekly ? t("page.figures.weekOf", { day: formatDay(day, locale) }) : formatDay(day, locale))
  const tiles: [name: string, value: string, note?: string][] = [
    ["started", number(total.started)],
    ...OUTCOMES.filter((one) => one !== "in_progress" || total[one] > 0).map((one): [string, string, string] => [one, number(total[one]), t("page.figures.ofStarted", { share: percent(total[one], total.started) })]),
    ["decision", timeText(total, words), t("page.figures.median")],
    ["share", percent(shop.aplazame_amount, shop.amount), t("page.figures.ofOrders", { count: shop.aplazame_orders, orders: number(shop.orders) })],
    ["average", averageText(total, currency, words)],
    ["approved_amount", money(total.approved_amount, currency)],
    ["refunded_amount", money(total.refunded_amount, currency)],
  ]
  const counts = <Row extends DayFigures | ProductFigures>(outcomes: readonly (typeof OUTCOMES)[number][]) => (["started", ...outcomes] as const).map((id) => ({ id, right: true, cell: (row: Row) => number(row[id]) }))
  const amounts = <Row extends DayFigures | ProductFigures>() => (["approved_amount", "refunded_amount"] as const).map((id) => ({ id, right: true, cell: (row: Row) => money(row[id], currency) }))
  const ofProducts = useColumns<ProductFigures & { id: string }>((words) => [
    { id: "product", cell: ({ product }) => (product ? word("products", product) : word("status", "unknown")) },
    // Who is paying has not chosen a product yet, and eleven columns are wider than the page.
    ...counts(OUTCOMES.filter((one) => one !== "in_progress")),
    { id: "decision", right: true, cell: (row) => timeText(row, words) },
    { id: "average", right: true, cell: (row) => averageText(row, currency, words) },
    ...amounts(),
  ])
  const ofDays = useColumns<DayFigures & { id: string }>(() => [{ id: "date", cell: nameOf }, ...counts(OUTCOMES), ...amounts()])
  const index = Math.floor(Number(params.get("offset") ?? 0) / ROWS)
  const newest = [...bars].reverse()
  const done = { error: null, isPending: false, refetch: () => undefined }
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 px-6 py-4 md:grid-cols-3 xl:grid-cols-5">
        {tiles.map(([name, value, note]) => (
          <div key={name} className="flex flex-col gap-y-1">
            <dt className="txt-compact-small text-ui-fg-subtle">{word("page.columns", name)}</dt>
            <dd>
              <span className="txt-compact-large-plus block">{value}</span>
              {note && <span className="txt-compact-xsmall text-ui-fg-subtle">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <section className="flex flex-col gap-y-4 px-6 py-4">
        <Heading level="h2">{t(weekly ? "page.figures.week" : "page.figures.day")}</Heading>
        {total.started > 0 && <DayChart bars={bars} nameOf={nameOf} />}
      </section>
      {reasons.length > 0 && (
        <section className="flex flex-col gap-y-4 px-6 py-4">
          <Heading level="h2">{t("page.figures.reasons")}</Heading>
          <dl className="flex flex-col gap-y-2">
            {reasons.map(({ reason, count }) => (
              <div key={reason} className="txt-compact-small text-ui-fg-subtle flex justify-between gap-x-4">
                <dt>{word("reasons", reason)}</dt>
                <dd>{number(count)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Listing heading={t("page.figures.product")} columns={ofProducts} rows={products.map((row) => ({ ...row, id: row.product ?? "unknown" }))} reading={done} />
      <Listing
        heading={t(weekly ? "page.figures.byWeek" : "page.figures.byDay")}
        columns={ofDays}
        rows={newest.slice(index * ROWS, (index + 1) * ROWS).map((row) => ({ ...row, id: row.day }))}
        reading={done}
        pages={{ index, size: ROWS, count: bars.length, go: (page) => set({ offset: page ? String(page * ROWS) : null }) }}
      />
    </>
  )
}

type Figures = Pick<ProductFigures, "decision_seconds" | "average_order">
const timeText = ({ decision_seconds: seconds }: Figures, { locale }: Words): string => (seconds === null ? "–" : formatDuration(seconds, locale))
const averageText = ({ average_order: amount }: Figures, currency: string, { money }: Words): string => (amount === null ? "–" : money(amount, currency))

/** Columns of the store's file that have another name here. */
const NAMES: Record<string, string> = { day: "date", currency_code: "currency" }

/** The store's file in the operator's words. */
async function exported(query: string, { from, to }: Period, { word }: Words): Promise<void> {
  const [header = [], ...rows] = (await get<string>(`/figures/csv?${query}`)).trim().split("\r\n").map((line) => line.split(","))
  const product = header.indexOf("product")
  const named = rows.map((row) => row.map((cell, index) => (index !== product ? cell : cell === "unknown" ? word("status", "unknown") : word("products", cell))))
  download(`aplazame-${from}-${to}.csv`, toCsv(header.map((name) => word("page.columns", NAMES[name] ?? name)), named))
}
