import { withStore } from "../support/aplazame-store"
import { askedBack } from "./cases/asked-back"
import { creditGoods } from "./cases/credit-goods"
import { endedCredits, refundsAgain, secondTabs } from "./cases/credit-refunds"
import { goodsBack } from "./cases/goods-back"
import { orderChanges } from "./cases/order-changes"

withStore(
  "credit and refunds",
  {},
  (bench) => {
    describe("a refund that is asked for again", () => refundsAgain(bench))
    describe("a second tab posted a new payment session to the paid collection", () => secondTabs(bench))
    describe("a cancelled order whose credit is left", () => endedCredits(bench))
    describe("goods that come back, and money", () => creditGoods(bench))
    describe("a changed order", () => orderChanges(bench))
    describe("goods that come back", () => goodsBack(bench))
    describe("goods that are asked back", () => askedBack(bench))
  },
  { keepData: true }
)
