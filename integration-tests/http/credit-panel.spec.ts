import { withStore } from "../support/aplazame-store"
import { saidByPerson } from "./cases/said-by-person"
import { duringTheCheck, otherCurrencies, placedWorth, switchedCarts, withoutSharedLocks } from "./cases/credit-purchase"
import { allGivenBackThere, comparedMeanwhile, movedLongAgo, refundedThere, refundWithoutAnswer, seenByAge, storeBeside, untoldThere, voidedThere } from "./cases/credit-panel"

withStore(
  "credit panel and purchase",
  {},
  (bench) => {
    describe("a reconciliation beside our own movements", () => comparedMeanwhile(bench))
    describe("a full refund without an answer", () => refundWithoutAnswer(bench))
    describe("a movement in Aplazame's panel that nobody has seen here", () => movedLongAgo(bench))
    describe("old orders", () => seenByAge(bench))
    describe("a part that was taken off in Aplazame's panel", () => voidedThere(bench))
    describe("a part that was given back in Aplazame's panel", () => refundedThere(bench))
    describe("all given back in Aplazame's panel", () => allGivenBackThere(bench))
    describe("figures that Aplazame refuses to tell", () => untoldThere(bench))
    describe("what a person says of a difference", () => saidByPerson(bench))
    describe("another store of the same account", () => storeBeside(bench))
    describe("two processes without a shared lock", () => withoutSharedLocks(bench))
    describe("an order that was placed at another worth than its credit", () => placedWorth(bench))
    describe("an order that is edited during the identity check", () => duringTheCheck(bench))
    describe("a cart that is switched while it is sold", () => switchedCarts(bench))
    describe("carts in currencies that Aplazame can't count", () => otherCurrencies(bench))
  },
  { keepData: true }
)
