import { withStore } from "../support/aplazame-store"
import { challenges } from "./cases/challenges"
import { concurrency } from "./cases/concurrency"
import { leftBehind } from "./cases/left-behind"
import { linkRetries } from "./cases/link-retries"
import { vouchers } from "./cases/vouchers"

withStore(
  "notified sales",
  {},
  (bench) => {
    describe("challenges, refusals and repeats", () => challenges(bench))
    describe("an order that can be paid again by link", () => linkRetries(bench))
    describe("vouchers of orders that are cancelled", () => vouchers(bench))
    describe("a process that died", () => leftBehind(bench))
    describe("everything at once", () => concurrency(bench))
  },
  { keepData: true, requestLog: true }
)
