import onFulfilmentCreated from "../src/subscribers/fulfilment-created"
import { clientOf, withOptions, withStore, type Bench } from "../integration-tests/support/aplazame-store"
import { buy } from "../integration-tests/support/buy"
import { eventually } from "../integration-tests/support/eventually"
import { fulfil } from "../integration-tests/support/operator"
import { plentyOfStock } from "../integration-tests/support/plenty-of-stock"
import { complete } from "../integration-tests/support/shopper"
import { must, readyForSystem } from "./support/approved"
import { contender, ROUNDS, turns } from "./support/measure"
import { ratio, record } from "./support/record"

process.env.MEDUSA_WORKER_MODE = "server"

const HOUR = 3_600_000
/** Every call of Aplazame's API keeps its caller waiting for so long. */
const HANGING = { route: "^/(orders|products|instalment)", delay_ms: 15_000 }
/** Captures that wait for an answer while something else is timed. */
const WAITING = 3

type Sold = Awaited<ReturnType<typeof buy>>

/** A sold order whose goods have been sent, and of which no subscriber has heard yet. */
async function sent(bench: Bench): Promise<{ order_id: string; fulfillment_id: string }> {
  const { order, orderId }: Sold = await buy(bench, "pay_later")
  return withOptions(bench, { captureOn: "manual" }, async () => ({ order_id: orderId, fulfillment_id: await fulfil(bench.seed, order) }))
}

const hear = (bench: Bench, data: { order_id: string; fulfillment_id: string }): Promise<void> =>
  onFulfilmentCreated({ event: { name: "order.fulfillment_created", data, metadata: {} }, container: bench.container } as never)

withStore(
  "bench outage",
  {},
  (bench) => {
    beforeEach(() => plentyOfStock(bench))

    /** A contender whose timed part meets an Aplazame that keeps everyone waiting; what comes after it does not. */
    const hanging = <T>(prepare: () => Promise<T>, run: (prepared: T) => Promise<unknown>) =>
      contender(
        async () => {
          const prepared = await prepare()
          await bench.emulator.setFaults(HANGING)
          return prepared
        },
        async (prepared) => {
          await run(prepared)
          void bench.emulator.clearFaults()
        }
      )
    const well = <T>(prepare: () => Promise<T>, run: (prepared: T) => Promise<unknown>) =>
      contender(
        async () => {
          await bench.emulator.clearFaults()
          return prepare()
        },
        run
      )

    it(
      "a subscriber of Medusa's event worker, which takes one event at a time",
      async () => {
        const result = await turns(ROUNDS, { ours: hanging(() => sent(bench), (data) => hear(bench, data)), floor: well(() => sent(bench), (data) => hear(bench, data)) })
        record({ group: "outage", what: "subscriber of a fulfilment, every call to Aplazame hanging for 15 s ÷ Aplazame well", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.1 }, ...result })
      },
      HOUR
    )

    it(
      "a purchase with another provider",
      async () => {
        const besideCaptures = async (): Promise<string> => {
          const parcels = await Promise.all(Array.from({ length: WAITING }, () => sent(bench)))
          const cartId = await readyForSystem(bench)
          await bench.emulator.setFaults(HANGING)
          for (const data of parcels) await hear(bench, data)
          return cartId
        }
        const finish = (cartId: string) => must(complete(bench.seed, cartId))
        const result = await turns(Math.ceil(ROUNDS / 2), { ours: hanging(besideCaptures, finish), floor: well(() => readyForSystem(bench), finish) })
        record({ group: "outage", what: `completion of a cart with another provider beside ${WAITING} captures that hang ÷ without them`, value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.05 }, ...result })
      },
      HOUR
    )

    it(
      "eligibility once calls are held back",
      async () => {
        Object.assign(bench.aplazame, { client: clientOf(bench.aplazame.settings, { retryBaseMs: 0, probeAfterMs: 0 }) })
        const ask = () => must(bench.seed.store.get("/store/aplazame/eligibility?amount=10000&currency_code=eur"))
        const result = await turns(ROUNDS, {
          ours: contender(async () => {
            await bench.emulator.setFaults({ route: "^/", reset: "before" })
            await eventually(async () => {
              await bench.aplazame.client.listOrders({ ordering: "-created" }).catch(() => undefined)
              if (bench.aplazame.client.awaySince === null) throw new Error("calls are still sent")
            })
          }, ask),
          floor: contender(async () => {
            await bench.emulator.clearFaults()
            await eventually(async () => {
              await bench.aplazame.client.lookAgain()
              if (bench.aplazame.client.awaySince !== null) throw new Error("calls are still held back")
            })
          }, ask),
        })
        record({ group: "outage", what: "eligibility while calls are held back, the method hidden ÷ Aplazame well", value: ratio(result.ours, result.floor), unit: "ratio", target: { at: "most", value: 1.5 }, ...result })
      },
      HOUR
    )
  },
  { keepData: true }
)
