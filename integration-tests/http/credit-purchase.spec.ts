import { withStore } from "../support/aplazame-store"
import { duringTheCheck, otherCurrencies, placedWorth, switchedCarts, withoutSharedLocks } from "./cases/credit-purchase"

withStore(
  "credit purchase",
  {},
  (bench) => {
    describe("two processes without a shared lock", () => withoutSharedLocks(bench))
    describe("an order that was placed at another worth than its credit", () => placedWorth(bench))
    describe("an order that is edited during the identity check", () => duringTheCheck(bench))
    describe("a cart that is switched while it is sold", () => switchedCarts(bench))
    describe("carts in currencies that Aplazame can't count", () => otherCurrencies(bench))
  },
  { keepData: true }
)
