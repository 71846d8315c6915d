import axios from "axios"
import { randomUUID } from "node:crypto"
import { signedIn } from "../integration-tests/support/seed-extras"
import { PRIVATE_KEY, withStore } from "../integration-tests/support/aplazame-store"
import { paymentSession, pressPay, readyCart } from "../integration-tests/support/shopper"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"
import { pastOrders } from "./support/past-orders"

process.env.MEDUSA_WORKER_MODE = "server"

const PAST_ORDERS = 10_000
const SLOW_HISTORY_MS = 5_000
const HOUR = 3_600_000

withStore(
  "bench checkout",
  { timeoutMs: 15_000 },
  (bench) => {
    const session = async (wish: Parameters<typeof readyCart>[1] = {}) => paymentSession(bench.seed, await readyCart(bench.seed, wish), undefined, {}, wish.as)

    it(
      "the start of a checkout beside one cart read and one bare POST",
      async () => {
        const first = await session()
        const { body } = await pressPay(bench.seed, first.id)
        const sample = (await bench.emulator.order(body.checkout_id)).payload
        const headers = { authorization: `Bearer ${PRIVATE_KEY}`, accept: "application/vnd.aplazame.sandbox.v4+json" }
        const result = await turns(ROUNDS, {
          ours: contender(
            () => session(),
            ({ id }) => pressPay(bench.seed, id)
          ),
          floor: contender(
            () => readyCart(bench.seed),
            async (cartId) => {
              await bench.seed.store.ok(bench.seed.store.get(`/store/carts/${cartId}`))
              await axios.post(`${bench.emulatorUrl}/checkout`, { ...sample, order: { ...(sample.order as object), id: randomUUID() } }, { headers })
            }
          ),
        })
        record({ group: "checkout", what: "checkout start ÷ (one cart read + one bare POST)", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.1 }, ...result })
      },
      HOUR
    )

    it(
      "the start of a checkout with a long history and a history endpoint that hangs, beside one without either",
      async () => {
        const owner = await signedIn(bench.seed)
        await pastOrders(bench, owner.email, PAST_ORDERS)
        const other = await signedIn(bench.seed)
        await bench.emulator.setFaults({ route: "/history$", delay_ms: SLOW_HISTORY_MS, times: 100_000 })
        const result = await turns(ROUNDS, {
          ours: contender(
            () => session({ as: owner.http, email: owner.email }),
            ({ id }) => pressPay(bench.seed, id, {}, owner.http)
          ),
          floor: contender(
            () => session({ as: other.http, email: other.email }),
            ({ id }) => pressPay(bench.seed, id, {}, other.http)
          ),
        })
        record({ group: "checkout", what: `checkout start with ${PAST_ORDERS} past orders and a history endpoint ${SLOW_HISTORY_MS / 1000} s slow ÷ with neither`, value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.02 }, ...result })
      },
      HOUR
    )
  },
  { keepData: true }
)
