import { withStore } from "../support/aplazame-store"
import { goodsBack } from "./cases/goods-back"
import { orderChanges } from "./cases/order-changes"

withStore(
  "order changes",
  {},
  (bench) => {
    describe("a changed order", () => orderChanges(bench))
    describe("goods that come back", () => goodsBack(bench))
  },
  { keepData: true }
)
