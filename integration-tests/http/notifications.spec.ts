import { withStore } from "../support/aplazame-store"
import { answersAsDescribed } from "./cases/answers-as-described"
import { arbitraryRequests } from "./cases/arbitrary-requests"
import { impossibleSales } from "./cases/impossible-sales"
import { notificationAccess } from "./cases/notification-access"
import { requestLog } from "./cases/request-log"
import { storeAtFault } from "./cases/store-at-fault"

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
    describe("the answers of all of this", () => answersAsDescribed(["/hooks/aplazame/notifications", "/hooks/payment"]))
  },
  { keepData: true, requestLog: true }
)
