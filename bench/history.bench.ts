import { signedIn } from "../integration-tests/support/seed-extras"
import { withStore } from "../integration-tests/support/aplazame-store"
import { openCheckout } from "../integration-tests/support/shopper"
import { historyOf } from "../src/workflows/push-history"
import { flowContext } from "../src/workflows/flow-context"
import { pastOrders } from "./support/past-orders"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const MANY = 10_000
const FEW = 50

withStore(
  "bench history",
  {},
  (bench) => {
    it(
      "the history of a customer with very many orders beside one with as many as are sent",
      async () => {
        const rowOf = async (count: number) => {
          const shopper = await signedIn(bench.seed)
          await pastOrders(bench, shopper.email, count)
          const { mid } = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
          return (await bench.aplazame.orders.byMid(mid))!
        }
        const [many, few] = [await rowOf(MANY), await rowOf(FEW)]
        const flow = flowContext(bench.container)
        expect(await historyOf(flow, many)).toHaveLength(FEW)
        const read = (row: typeof many) =>
          contender(
            async () => row,
            (of) => historyOf(flow, of)
          )
        const result = await turns(ROUNDS, { ours: read(many), floor: read(few) })
        record({ group: "history", what: `history of a customer with ${MANY} orders ÷ with ${FEW} (as many as are sent)`, value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 2 }, ...result })
      },
      3_600_000
    )
  },
  { keepData: true }
)
