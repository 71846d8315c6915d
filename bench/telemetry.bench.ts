import { withStore } from "../integration-tests/support/aplazame-store"
import { registerInMemory } from "../integration-tests/support/in-memory-telemetry"
import { notify } from "../integration-tests/support/notify"
import { plentyOfStock } from "../integration-tests/support/plenty-of-stock"
import { METRICS } from "../src/modules/aplazame/telemetry/metrics"
import { approved, must } from "./support/approved"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const HOUR = 3_600_000
/** Whether OpenTelemetry is told. The floor is the same notification with nothing told. */
const mockTelling = { on: true, told: 0 }

jest.mock("../src/modules/aplazame/telemetry/telemetry", () => {
  const real = jest.requireActual<typeof import("../src/modules/aplazame/telemetry/telemetry")>("../src/modules/aplazame/telemetry/telemetry")
  return {
    createTelemetry: () => {
      const telemetry = real.createTelemetry()
      const silent = real.createTelemetry(() => null)
      const now = () => {
        if (mockTelling.on) mockTelling.told++
        return mockTelling.on ? telemetry : silent
      }
      return {
        calls: (...given: Parameters<typeof telemetry.calls>) => now().calls(...given),
        operationEnded: (...given: Parameters<typeof telemetry.operationEnded>) => now().operationEnded(...given),
        notificationAnswered: (...given: Parameters<typeof telemetry.notificationAnswered>) => now().notificationAnswered(...given),
        checkoutEnded: (...given: Parameters<typeof telemetry.checkoutEnded>) => now().checkoutEnded(...given),
        observe: telemetry.observe,
      }
    },
  }
})

const openTelemetry = registerInMemory()
afterAll(() => openTelemetry.stop())

withStore(
  "bench telemetry",
  {},
  (bench) => {
    beforeEach(async () => {
      await bench.emulator.patchSettings({ hold_notifications: true })
      await plentyOfStock(bench)
    })

    it(
      "a confirmation that OpenTelemetry is told of beside one that it is not",
      async () => {
        const confirm = (on: boolean) =>
          contender(
            () => approved(bench),
            (body) => {
              mockTelling.on = on
              return must(notify(bench, body))
            }
          )
        const result = await turns(ROUNDS, { ours: confirm(true), floor: confirm(false) })
        expect(mockTelling.told).toBeGreaterThanOrEqual(ROUNDS)
        const all = await openTelemetry.collected()
        expect(all.map(({ descriptor }) => descriptor.name)).toContain(METRICS.calls.name)
        record({ group: "telemetry", what: "confirmation of a store with metrics and traces in memory ÷ the same, nothing told", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.02 }, ...result })
      },
      HOUR
    )
  },
  { keepData: true }
)
