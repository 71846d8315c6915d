import { settleNotificationWorkflow } from "../src/workflows"
import { withStore } from "../integration-tests/support/aplazame-store"
import { notify } from "../integration-tests/support/notify"
import { plentyOfStock } from "../integration-tests/support/plenty-of-stock"
import { approved, must } from "./support/approved"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const HOUR = 3_600_000
/** Whether the store is asked and told. The floor is the same notification with neither call in it. */
const mockHooks = { asked: true }

jest.mock("../src/workflows/settle-notification/sale-hooks", () => {
  const real = jest.requireActual<typeof import("../src/workflows/settle-notification/sale-hooks")>("../src/workflows/settle-notification/sale-hooks")
  return {
    ...real,
    runValidateHook: async (...given: Parameters<typeof real.runValidateHook>) => (mockHooks.asked ? real.runValidateHook(...given) : null),
    tryOrderPlacedHook: async (...given: Parameters<typeof real.tryOrderPlacedHook>) => (mockHooks.asked ? real.tryOrderPlacedHook(...given) : undefined),
  }
})

const called = { validate: 0, orderPlaced: 0 }
settleNotificationWorkflow.hooks.validate(async () => void called.validate++)
settleNotificationWorkflow.hooks.orderPlaced(async () => void called.orderPlaced++)

withStore(
  "bench hooks",
  {},
  (bench) => {
    beforeEach(async () => {
      await bench.emulator.patchSettings({ hold_notifications: true })
      await plentyOfStock(bench)
    })

    it(
      "a confirmation of a store with hooks beside one that asks none",
      async () => {
        const confirm = (asked: boolean) =>
          contender(
            () => approved(bench),
            (body) => {
              mockHooks.asked = asked
              return must(notify(bench, body))
            }
          )
        const result = await turns(ROUNDS, { ours: confirm(true), floor: confirm(false) })
        // Every second one has asked and told, and no other.
        expect(called).toEqual({ validate: ROUNDS, orderPlaced: ROUNDS })
        record({ group: "hooks", what: "confirmation of a store with the hooks validate and orderPlaced ÷ the same, neither called", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.1 }, ...result })
      },
      HOUR
    )
  },
  { keepData: true }
)
