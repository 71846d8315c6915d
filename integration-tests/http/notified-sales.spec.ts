import { withStore } from "../support/aplazame-store"
import { challenges } from "./cases/challenges"
import { concurrency } from "./cases/concurrency"
import { leftBehind } from "./cases/left-behind"
import { vouchers } from "./cases/vouchers"

withStore(
  "notified sales",
  {},
  (bench) => {
    describe("challenges, refusals and repeats", () => challenges(bench))
    describe("vouchers of orders that are cancelled", () => vouchers(bench))
    describe("a process that died", () => leftBehind(bench))
    describe("everything at once", () => concurrency(bench))
  },
  { keepData: true, requestLog: true }
)
