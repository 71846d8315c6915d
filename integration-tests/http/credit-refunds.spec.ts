import { withStore } from "../support/aplazame-store"
import { creditGoods } from "./cases/credit-goods"
import { endedCredits, refundsAgain, secondTabs } from "./cases/credit-refunds"

withStore(
  "credit and refunds",
  {},
  (bench) => {
    describe("a refund that is asked for again", () => refundsAgain(bench))
    describe("a second tab posted a new payment session to the paid collection", () => secondTabs(bench))
    describe("a cancelled order whose credit is left", () => endedCredits(bench))
    describe("goods that come back", () => creditGoods(bench))
  },
  { keepData: true }
)
