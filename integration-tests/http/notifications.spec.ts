import { withStore } from "../support/aplazame-store"
import { answersAsDescribed } from "./cases/answers-as-described"
import { arbitraryRequests } from "./cases/arbitrary-requests"
import { challenges } from "./cases/challenges"
import { concurrency } from "./cases/concurrency"
import { impossibleSales } from "./cases/impossible-sales"
import { leftBehind } from "./cases/left-behind"
import { notificationAccess } from "./cases/notification-access"
import { requestLog } from "./cases/request-log"
import { storeAtFault } from "./cases/store-at-fault"
import { vouchers } from "./cases/vouchers"

withStore(
  "notifications",
  {},
  (bench) => {
    // First, so that nothing of another test moves beside it.
    describe("arbitrary requests", () => arbitraryRequests(bench))
    describe("the door", () => notificationAccess(bench))
    describe("the request log", () => requestLog(bench))
    describe("a sale that can't be", () => impossibleSales(bench))
    describe("a store that can't complete the order", () => storeAtFault(bench))
    describe("challenges, refusals and repeats", () => challenges(bench))
    describe("vouchers of orders that are cancelled", () => vouchers(bench))
    describe("a process that died", () => leftBehind(bench))
    describe("everything at once", () => concurrency(bench))
    describe("the answers of all of this", () => answersAsDescribed(["/hooks/aplazame/notifications", "/hooks/payment"]))
  },
  { keepData: true, requestLog: true }
)
