import { context, metrics, trace } from "@opentelemetry/api"
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader, type MetricData } from "@opentelemetry/sdk-metrics"
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node"

/** OpenTelemetry in memory, registered as a store's `instrumentation.ts` does it: before the modules are loaded. */
export function registerInMemory() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const spans = new InMemorySpanExporter()
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register()
  return {
    spans,
    async collected(): Promise<MetricData[]> {
      exporter.reset()
      await reader.forceFlush()
      return exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    },
    async stop(): Promise<void> {
      await reader.shutdown()
      metrics.disable()
      trace.disable()
      context.disable()
    },
  }
}

/** The values of a metric by its labels' values, with spaces between; of a histogram how many it counted. */
export const pointsOf = (all: readonly MetricData[], { name }: { name: string }): Record<string, number> =>
  Object.fromEntries((all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? []).map(({ attributes, value }) => [Object.values(attributes).join(" "), typeof value === "number" ? value : value.count]))
