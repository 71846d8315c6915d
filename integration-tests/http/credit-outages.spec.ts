import { withStore } from "../support/aplazame-store"
import { creditInbox } from "./cases/credit-inbox"
import { creditOutages, forgetEverything, withoutRealWaits } from "./cases/credit-outages"

// The store runs no jobs and hears no events: a test says when the jobs run, and everything has to be found by them.
process.env.MEDUSA_WORKER_MODE = "server"

withStore(
  "credit outages",
  // Time is simulated, so the pauses are those of a real store; a busy machine is no outage.
  { timeoutMs: 10_000, settleAfterMs: 60_000 },
  (bench) => {
    beforeEach(() => withoutRealWaits(bench))
    afterEach(() => forgetEverything(bench))
    describe("an outage of Aplazame", () => creditOutages(bench))
    describe("one that can't be helped among many", () => creditInbox(bench))
  },
  { keepData: true }
)
