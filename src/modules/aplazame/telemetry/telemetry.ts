import { PACKAGE_VERSION, type BegunCall, type CallObserver, type EndedCall } from "../../../aplazame"
import { quietly } from "../../../aplazame/quietly"
import { OPERATION_KINDS, type OperationKind } from "../../../credit"
import type { OpenOperations } from "../stores"
import { loadApi } from "./load-api"
import { METRICS, NOTIFICATION_ANSWERS, OPEN_STATES, OPERATION_OUTCOMES, type CheckoutOutcome, type NotificationAnswer, type OperationOutcome } from "./metrics"
import { openReader } from "./open-reader"

/** What the plugin tells OpenTelemetry. None of it throws or waits: telemetry never stands in the way of money. */
export type Telemetry = {
  readonly calls: CallObserver
  operationEnded(kind: OperationKind, outcome: OperationOutcome): void
  notificationAnswered(answer: NotificationAnswer): void
  checkoutEnded(outcome: CheckoutOutcome): void
  /** Lets the gauges read: the open operations at most every 15 seconds, and since when calls are held back. */
  observe(from: { open(): Promise<OpenOperations[]>; awaySince(): number | null; clock(): number }): void
}

/** Named nowhere in the types that the package exports: a store may have none. */
type Api = typeof import("@opentelemetry/api")

const nothing = (): void => undefined
/** Of a store without OpenTelemetry. */
const SILENT: Telemetry = { calls: () => nothing, operationEnded: nothing, notificationAnswered: nothing, checkoutEnded: nothing, observe: nothing }
const SCOPE = "medusa-payment-aplazame"

/**
 * Telemetry through whatever the store has registered with OpenTelemetry's API before its modules are loaded, as Medusa's
 * `instrumentation.ts` does; where it has registered nothing, the API itself does nothing.
 */
export function createTelemetry(load: () => unknown = loadApi): Telemetry {
  return quietly(() => telemetryBy(load() as Api | null)) ?? SILENT
}

function telemetryBy(api: Api | null): Telemetry {
  if (!api) return SILENT
  const meter = api.metrics.getMeter(SCOPE, PACKAGE_VERSION)
  const tracer = api.trace.getTracer(SCOPE, PACKAGE_VERSION)
  const { calls, operationsEnded, operationsOpen, operationsAge, notifications, checkouts, breaker } = METRICS
  const duration = meter.createHistogram(calls.name, { unit: calls.unit, description: calls.description, advice: { explicitBucketBoundaries: [...calls.buckets] } })
  const ended = meter.createCounter(operationsEnded.name, operationsEnded)
  const answered = meter.createCounter(notifications.name, notifications)
  const started = meter.createCounter(checkouts.name, checkouts)
  const open = meter.createObservableGauge(operationsOpen.name, operationsOpen)
  const age = meter.createObservableGauge(operationsAge.name, operationsAge)
  const away = meter.createObservableGauge(breaker.name, breaker)
  // Told from the beginning: Prometheus sees no increase in a series that begins with its first event, which may be the only one.
  for (const kind of OPERATION_KINDS) for (const outcome of OPERATION_OUTCOMES) ended.add(0, { kind, outcome })
  for (const answer of NOTIFICATION_ANSWERS) answered.add(0, { answer })

  const spanOf = ({ endpoint, requestId }: BegunCall) =>
    tracer.startSpan(`aplazame ${endpoint}`, {
      kind: api.SpanKind.CLIENT,
      attributes: { "aplazame.endpoint": endpoint, "aplazame.request_id": requestId },
    })

  return {
    calls: (call) => {
      const span = quietly(() => spanOf(call))
      return ({ outcome, seconds, status, tries }: EndedCall) => {
        quietly(() => duration.record(seconds, { endpoint: call.endpoint, outcome }))
        quietly(() => {
          span?.setAttribute("aplazame.outcome", outcome)
          if (status !== undefined) span?.setAttribute("http.response.status_code", status)
          if (tries !== undefined) span?.setAttribute("aplazame.tries", tries)
          if (outcome !== "ok") span?.setStatus({ code: api.SpanStatusCode.ERROR })
        })
        quietly(() => span?.end())
      }
    },
    operationEnded: (kind, outcome) => void quietly(() => ended.add(1, { kind, outcome })),
    notificationAnswered: (answer) => void quietly(() => answered.add(1, { answer })),
    checkoutEnded: (outcome) => void quietly(() => started.add(1, { outcome })),
    observe: ({ open: read, awaySince, clock }) => {
      const openNow = openReader(read, clock)
      quietly(() => away.addCallback((result) => result.observe(awaySince() === null ? 0 : 1)))
      quietly(() =>
        meter.addBatchObservableCallback(
          async (result) => {
            const rows = await openNow()
            if (!rows) return
            for (const { kind, state, count, age: seconds } of everyPair(rows, clock())) {
              result.observe(open, count, { kind, state })
              result.observe(age, seconds, { kind, state })
            }
          },
          [open, age]
        )
      )
    },
  }
}

/** Each kind in each open state, those without an operation too: an alert then tells "none" from "not told". */
function everyPair(rows: readonly OpenOperations[], now: number) {
  return OPERATION_KINDS.flatMap((kind) =>
    OPEN_STATES.map((state) => {
      const row = rows.find((one) => one.kind === kind && one.state === state)
      const since = state === "planned" ? row?.oldestDue : row?.oldestSent
      return { kind, state, count: row?.open ?? 0, age: since ? Math.max(0, (now - since.getTime()) / 1_000) : 0 }
    })
  )
}
