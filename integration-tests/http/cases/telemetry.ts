import { METRICS } from "../../../src/modules/aplazame/telemetry/metrics"
import type { Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { pointsOf, type registerInMemory } from "../../support/in-memory-telemetry"
import { notify } from "../../support/notify"

/** What a store's OpenTelemetry is told of a purchase and a refund. */
export function telemetry(bench: Bench, store: ReturnType<typeof registerInMemory>): void {
  it("is told of a purchase, its capture and refund, and one id of each operation goes through ledger, log and trace to Aplazame", async () => {
    const logged: string[] = []
    const debug = jest.spyOn(bench.aplazame.logger, "debug").mockImplementation((line) => void logged.push(String(line)))
    const before = await store.collected()
    const { paymentId, mid, ref } = await buy(bench)
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/payments/${paymentId}/capture`))
    await bench.seed.admin.ok(bench.seed.admin.post(`/admin/payments/${paymentId}/refund`, { amount: 5 }))
    expect((await notify(bench, {}, { bearer: "wrong" })).status).toBe(403)
    debug.mockRestore()

    const row = (await bench.aplazame.orders.byMid(mid))!
    const refund = (await bench.aplazame.ledger.ofCredit(row.id)).find(({ kind }) => kind === "refund")!
    const ofRefund = store.spans.getFinishedSpans().filter(({ attributes }) => attributes["aplazame.request_id"] === refund.id)
    expect(ofRefund.map(({ name }) => name)).toContain("aplazame POST /orders/:id/refund")
    expect(logged).toContainEqual(expect.stringMatching(new RegExp(`^aplazame: POST /orders/:id/refund 2\\d\\d in \\d+ ms, request ${refund.id}$`)))
    expect(store.spans.getFinishedSpans().some(({ name, attributes }) => name === "aplazame POST /checkout" && attributes["aplazame.request_id"] === row.id)).toBe(true)

    await eventually(async () => {
      const all = await store.collected()
      const more = (metric: { name: string }, labels: string): number => (pointsOf(all, metric)[labels] ?? 0) - (pointsOf(before, metric)[labels] ?? 0)
      expect([
        more(METRICS.checkouts, "started"),
        more(METRICS.notifications, "403"),
        more(METRICS.operationsEnded, "refund done"),
        more(METRICS.calls, "POST /checkout ok"),
        more(METRICS.calls, "POST /orders/:id/refund ok"),
      ]).toEqual([1, 1, 1, 1, 1])
      expect(more(METRICS.notifications, "ok")).toBeGreaterThan(0)
      expect(pointsOf(all, METRICS.breaker)).toEqual({ "": 0 })
      expect(pointsOf(all, METRICS.operationsOpen)).toHaveProperty("capture unknown", 0)
    })
    const measured = JSON.stringify(await store.collected())
    const traced = JSON.stringify(store.spans.getFinishedSpans().map(({ name, attributes }) => [name, attributes]))
    for (const datum of [ref, paymentId, "@example.com", bench.emulatorUrl]) for (const told of [measured, traced]) expect(told).not.toContain(datum)
    // A call's id is that of its operation, or of the checkout that it makes: it is in a span, and in no label.
    for (const id of [mid, refund.id]) expect(measured).not.toContain(id)
  })
}
