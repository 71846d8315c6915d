import { context, SpanStatusCode, trace } from "@opentelemetry/api"
import { pointsOf, registerInMemory } from "../../../../integration-tests/support/in-memory-telemetry"
import { clientFor, failureOf, FakeApi, PRIVATE_KEY } from "../../../aplazame/__tests__/support/fake-api"
import { checkoutPayload } from "../../../aplazame/__tests__/support/samples"
import { withRequestId } from "../../../aplazame"
import { OPERATION_KINDS } from "../../../credit"
import type { OpenOperations } from "../stores"
import { loadApi } from "../telemetry/load-api"
import { METRICS, OPEN_STATES } from "../telemetry/metrics"
import { createTelemetry } from "../telemetry/telemetry"

const NOW = Date.parse("2026-11-26T12:00:00Z")
const ago = (seconds: number): Date => new Date(NOW - seconds * 1_000)

let api: FakeApi
let store: ReturnType<typeof registerInMemory>
beforeAll(async () => {
  api = await FakeApi.start()
})
afterAll(() => api.close())
beforeEach(() => {
  store = registerInMemory()
})
afterEach(() => store.stop())

describe("metrics", () => {
  it("count calls, operations, notifications and checkouts by closed labels, and nothing of the store is in them", async () => {
    const telemetry = createTelemetry()
    const client = clientFor(api.url, { observer: telemetry.calls })
    api.json({ id: "chk_secret" })
    await withRequestId("aplop_secret", () => client.createCheckout(checkoutPayload))
    api.json({}, 404)
    await failureOf(client.retrieveOrder("mid_secret"))
    telemetry.operationEnded("refund", "done")
    telemetry.operationEnded("refund", "done")
    telemetry.notificationAnswered("ok")
    telemetry.notificationAnswered("503")
    telemetry.checkoutEnded("started")
    telemetry.checkoutEnded("too_many_checkouts")

    const all = await store.collected()
    expect(pointsOf(all, METRICS.calls)).toEqual({ "POST /checkout ok": 1, "GET /orders/:id not_found": 1 })
    expect(pointsOf(all, METRICS.operationsEnded)).toMatchObject({ "refund done": 2, "capture refused": 0, "history skipped": 0 })
    expect(pointsOf(all, METRICS.notifications)).toEqual({ ok: 1, ko: 0, "400": 0, "403": 0, "404": 0, "413": 0, "429": 0, "503": 1 })
    expect(pointsOf(all, METRICS.checkouts)).toEqual({ started: 1, too_many_checkouts: 1 })
    const told = JSON.stringify([all, store.spans.getFinishedSpans().map(({ name, attributes, events, status }) => [name, attributes, events, status])])
    expect(told.replaceAll("aplop_secret", "")).not.toMatch(/secret/)
    for (const personal of [PRIVATE_KEY, checkoutPayload.customer.email, api.url]) expect(told).not.toContain(personal)
  })

  it("have the names, units and labels of the list, and each value is one of it", async () => {
    const telemetry = createTelemetry()
    telemetry.observe({ open: async () => [], awaySince: () => null, clock: () => NOW })
    telemetry.calls({ endpoint: "GET /me", requestId: "r" })({ outcome: "ok", seconds: 0.1 })
    telemetry.operationEnded("void", "done")
    telemetry.notificationAnswered("ko")
    telemetry.checkoutEnded("failed")
    const all = await store.collected()
    expect(all.map(({ descriptor: { name, unit, description } }) => ({ name, unit, description })).sort((a, b) => a.name.localeCompare(b.name))).toEqual(
      Object.values(METRICS).map(({ name, unit, description }) => ({ name, unit, description })).sort((a, b) => a.name.localeCompare(b.name))
    )
    for (const { labels, name } of Object.values(METRICS)) {
      const allowed: Record<string, readonly string[]> = labels
      for (const { attributes } of all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? []) {
        expect(Object.keys(attributes).sort()).toEqual(Object.keys(allowed).sort())
        for (const [label, value] of Object.entries(attributes)) expect(allowed[label]).toContain(value)
      }
    }
  })

  it("tell the open operations, their age and the breaker", async () => {
    const rows: OpenOperations[] = [
      { kind: "capture", state: "planned", open: 3, due: 1, oldestDue: ago(90), oldestSent: null },
      { kind: "refund", state: "unknown", open: 1, due: 1, oldestDue: ago(5), oldestSent: ago(600) },
      { kind: "history", state: "planned", open: 2, due: 0, oldestDue: null, oldestSent: null },
    ]
    const telemetry = createTelemetry()
    telemetry.observe({ open: async () => rows, awaySince: () => NOW, clock: () => NOW })
    const all = await store.collected()
    const open = pointsOf(all, METRICS.operationsOpen)
    expect(open).toMatchObject({ "capture planned": 3, "refund unknown": 1, "history planned": 2, "void sent": 0 })
    expect(Object.keys(open)).toHaveLength(OPERATION_KINDS.length * OPEN_STATES.length)
    expect(pointsOf(all, METRICS.operationsAge)).toMatchObject({ "capture planned": 90, "refund unknown": 600, "history planned": 0 })
    expect(pointsOf(all, METRICS.breaker)).toEqual({ "": 1 })
  })

  it("ask the database once for many scrapes, tell nothing of it while it fails, and ask again later", async () => {
    let now = NOW
    let asked = 0
    let failing = true
    const open = async (): Promise<OpenOperations[]> => {
      asked += 1
      if (failing) throw new Error("no database")
      return []
    }
    createTelemetry().observe({ open, awaySince: () => null, clock: () => now })
    const [first] = await Promise.all([store.collected(), store.collected(), store.collected()])
    await store.collected()
    expect(asked).toBe(1)
    expect(pointsOf(first ?? [], METRICS.operationsOpen)).toEqual({})
    failing = false
    now += 60_000
    expect(pointsOf(await store.collected(), METRICS.operationsOpen)).toMatchObject({ "void sent": 0 })
    expect(pointsOf(await store.collected(), METRICS.breaker)).toEqual({ "": 0 })
    expect(asked).toBe(2)
  })
})

describe("the span of a call", () => {
  it("is a child of the active one, with endpoint, status, tries and the id of the request", async () => {
    const client = clientFor(api.url, { observer: createTelemetry().calls })
    api.json({ public_api_key: "pub-1" })
    const parent = trace.getTracer("store").startSpan("checkout")
    await context.with(trace.setSpan(context.active(), parent), () => withRequestId("aplop_1", () => client.apiKeys()))
    const [span] = store.spans.getFinishedSpans()
    expect(span?.name).toBe("aplazame GET /merchants/api-keys")
    expect(span?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId)
    expect(span?.attributes).toEqual({ "aplazame.endpoint": "GET /merchants/api-keys", "aplazame.request_id": "aplop_1", "aplazame.outcome": "ok", "http.response.status_code": 200, "aplazame.tries": 1 })
  })

  it("says that a call failed", async () => {
    api.json({}, 500)
    await failureOf(clientFor(api.url, { observer: createTelemetry().calls, getRetries: 1 }).retrieveOrder("o"))
    const [span] = store.spans.getFinishedSpans()
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR })
    expect(span?.attributes).toMatchObject({ "aplazame.outcome": "server", "http.response.status_code": 500, "aplazame.tries": 2 })
  })
})

/** Everything that the plugin tells, once. */
async function tellAll(telemetry: ReturnType<typeof createTelemetry>): Promise<unknown> {
  telemetry.operationEnded("refund", "done")
  telemetry.notificationAnswered("ok")
  telemetry.checkoutEnded("started")
  telemetry.observe({ open: async () => [], awaySince: () => null, clock: Date.now })
  api.json({ id: "chk_1" })
  return clientFor(api.url, { observer: telemetry.calls }).createCheckout(checkoutPayload)
}

/** Throws whatever is done with it; its parts are reached, or not. */
const throwing = (reachable: readonly string[]): unknown =>
  new Proxy(() => undefined, {
    get: (_target, name) => {
      if (reachable.includes(String(name))) return throwing(reachable)
      throw new Error(`no ${String(name)}`)
    },
    apply: () => {
      throw new Error("broken")
    },
  })

/** Its instruments are there and throw when they are used. */
const brokenInstruments = (): unknown => {
  const broken = throwing(["record", "add", "addCallback", "end", "setAttribute", "setStatus"])
  return {
    metrics: { getMeter: () => ({ createHistogram: () => broken, createCounter: () => broken, createObservableGauge: () => broken, addBatchObservableCallback: broken }) },
    trace: { getTracer: () => ({ startSpan: () => broken }) },
    SpanKind: {},
    SpanStatusCode: {},
  }
}

describe("a store", () => {
  it.each([
    ["without OpenTelemetry", () => null],
    ["whose OpenTelemetry can't be loaded", () => { throw new Error("no such package") }],
    ["whose OpenTelemetry has nothing that the plugin knows", () => ({})],
    ["whose meter throws when it is asked for an instrument", () => throwing(["metrics", "trace"])],
    ["whose instruments and spans throw", brokenInstruments],
  ] as [string, () => unknown][])("%s works as before", async (_, load) => {
    await expect(tellAll(createTelemetry(load))).resolves.toEqual({ id: "chk_1" })
    expect(api.calls).toHaveLength(1)
  })

  it("is asked for its own API first, then for the one of Medusa's instrumentation", () => {
    const asked: string[] = []
    const none = loadApi((name) => {
      asked.push(name)
      throw new Error("no such package")
    })
    expect([none, asked]).toEqual([null, ["@opentelemetry/api", "@medusajs/framework/opentelemetry/api"]])
    expect(loadApi()).toHaveProperty("metrics")
  })
})
