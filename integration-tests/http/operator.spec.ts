import { withStore } from "../support/aplazame-store"
import { registerInMemory } from "../support/in-memory-telemetry"
import { cancels } from "./cases/cancels"
import { captures } from "./cases/captures"
import { events } from "./cases/events"
import { medusaTraps } from "./cases/medusa-traps"
import { pinned } from "./cases/pinned-behaviour"
import { refunds } from "./cases/refunds"
import { remoteCalls } from "./cases/remote-calls"
import { telemetry } from "./cases/telemetry"

const openTelemetry = registerInMemory()
afterAll(() => openTelemetry.stop())

withStore(
  "operator",
  {},
  (bench) => {
    describe("capture", () => captures(bench))
    describe("refund", () => refunds(bench))
    describe("cancel", () => cancels(bench))
    describe("the calls of an act", () => remoteCalls(bench))
    describe("telemetry", () => telemetry(bench, openTelemetry))
    describe("events of a store", () => events(bench))
    describe("Medusa's traps", () => medusaTraps(bench))
    describe("what Medusa does and no document promises", () => pinned(bench))
  },
  { keepData: true }
)
