import { readFileSync } from "node:fs"
import { join } from "node:path"
import { METRICS } from "../../src/modules/aplazame/telemetry/metrics"

const DOCS = join(__dirname, "..", "..", "docs")
const page = readFileSync(join(DOCS, "monitoring.md"), "utf8")
const dashboard = JSON.parse(readFileSync(join(DOCS, "monitoring", "dashboard.json"), "utf8")) as {
  panels: { id: number; title: string; gridPos: { x: number; y: number }; targets: { expr: string; legendFormat: string }[] }[]
}

type Metric = (typeof METRICS)[keyof typeof METRICS]
const inPrometheus = ({ name, type }: Metric): string => `${name.replaceAll(".", "_")}${type === "counter" ? "_total" : ""}`
const seriesOf = (metric: Metric): string[] => (metric.type === "histogram" ? ["_bucket", "_count", "_sum"].map((end) => inPrometheus(metric) + end) : [inPrometheus(metric)])
const all: readonly Metric[] = Object.values(METRICS)
const metricOf = new Map(all.flatMap((metric) => seriesOf(metric).map((series): [string, Metric] => [series, metric])))
const labelsOf = ({ labels }: Metric): Readonly<Record<string, readonly string[]>> => labels

/** What is wrong with a query: names of series, labels and values that no metric has. */
function faults(query: string): string[] {
  const found: string[] = []
  const used: Metric[] = []
  for (const [, series = "", , matchers = ""] of query.matchAll(/\b(aplazame_\w+)(\{([^}]*)\})?/g)) {
    const metric = metricOf.get(series)
    if (!metric) {
      found.push(series)
      continue
    }
    used.push(metric)
    for (const [, label = "", operator = "", value = ""] of matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)) {
      const values = operator.includes("~") ? value.split("|") : [value]
      for (const one of values) if (!labelsOf(metric)[label]?.includes(one)) found.push(`${series}{${label}="${one}"}`)
    }
  }
  if (used.length === 0) found.push("no metric")
  const names = new Set(["le", ...used.flatMap((metric) => Object.keys(labelsOf(metric)))])
  for (const [, list = ""] of query.matchAll(/\bby \(([^)]*)\)/g)) for (const label of list.split(",").map((one) => one.trim())) if (!names.has(label)) found.push(`by ${label}`)
  return found
}

const alerts = [...page.matchAll(/- alert: (\w+)\n\s+expr: (.*)\n/g)].map(([, name = "", expr = ""]) => ({ name, expr }))
const queries = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr, legendFormat }) => ({ name: `${title}: ${expr}`, expr, legendFormat })))

describe("docs/monitoring.md", () => {
  it("has each metric in its table, as the code has it, and no other", () => {
    const table = page.split("\n").filter((line) => line.startsWith("| `aplazame."))
    expect(table).toEqual(all.map((metric) => `| \`${metric.name}\` | \`${inPrometheus(metric)}\` | ${metric.type} | ${Object.keys(metric.labels).map((label) => `\`${label}\``).join(", ")} | ${metric.description} |`))
  })

  it("has names that say their unit, and are the same whether an exporter adds it or not", () => {
    for (const { name, unit } of all) expect([name, unit === "s"]).toEqual([name, name.endsWith("_seconds")])
  })

  it("has alerts", () => expect(alerts.length).toBeGreaterThan(5))
  it.each(alerts)("$name asks about what there is", ({ expr }) => expect(faults(expr)).toEqual([]))
})

describe("docs/monitoring/dashboard.json", () => {
  it.each(queries)("$name asks about what there is, and its legend too", ({ expr, legendFormat }) => {
    expect(faults(expr)).toEqual([])
    for (const [, label = ""] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) expect(expr).toMatch(new RegExp(`by \\([^)]*\\b${label}\\b`))
  })

  it("shows every metric, each panel in a place of its own", () => {
    expect(all.filter((metric) => !seriesOf(metric).some((series) => queries.some(({ expr }) => expr.includes(series))))).toEqual([])
    expect(new Set(dashboard.panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(dashboard.panels.length)
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
  })
})

it.each([
  ["aplazame_calls_total", ["aplazame_calls_total", "no metric"]],
  ['aplazame_notifications_total{answer="no"}', ['aplazame_notifications_total{answer="no"}']],
  ['aplazame_operations_open{state=~"sent|gone"}', ['aplazame_operations_open{state="gone"}']],
  ["sum by (mid) (aplazame_checkouts_total)", ["by mid"]],
])("a query that asks about something else is found: %s", (query, expected) => expect(faults(query)).toEqual(expected))
