import { withStore } from "../integration-tests/support/aplazame-store"
import { notify } from "../integration-tests/support/notify"
import { plentyOfStock } from "../integration-tests/support/plenty-of-stock"
import { complete } from "../integration-tests/support/shopper"
import { approved, must, readyForSystem } from "./support/approved"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const AT_ONCE = 8
const HOUR = 3_600_000

withStore(
  "bench confirmation",
  {},
  (bench) => {
    beforeEach(async () => {
      await bench.emulator.patchSettings({ hold_notifications: true })
      await plentyOfStock(bench)
    })

    it(
      "a confirmation beside Medusa's own completion of an equal cart",
      async () => {
        const result = await turns(ROUNDS, {
          ours: contender(
            () => approved(bench),
            (body) => must(notify(bench, body))
          ),
          floor: contender(
            () => readyForSystem(bench),
            (cartId) => must(complete(bench.seed, cartId))
          ),
        })
        record({ group: "confirmation", what: "confirmation notification → answer ÷ Medusa's own completion of an equal cart", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.15 }, ...result })
      },
      HOUR
    )

    it(
      "orders a second, eight at a time",
      async () => {
        const many = <T>(make: () => Promise<T>) => async () => Promise.all(Array.from({ length: AT_ONCE }, make))
        const result = await turns(Math.ceil(ROUNDS / 4), {
          ours: contender(many(() => approved(bench)), (bodies) => Promise.all(bodies.map((body) => must(notify(bench, body))))),
          floor: contender(many(() => readyForSystem(bench)), (carts) => Promise.all(carts.map((cartId) => must(complete(bench.seed, cartId))))),
        })
        record({ group: "confirmation", what: `orders a second, ${AT_ONCE} at a time ÷ Medusa's own`, value: 1 / ratio(result.ours, result.floor), unit: "ratio", target: { at: "least", value: 0.85 }, ...result })
      },
      HOUR
    )
  },
  { keepData: true }
)
