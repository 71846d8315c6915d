import { PLENTY_OF_STOCK } from "../support/plenty-of-stock"
import { crowd } from "./cases/crowd"
import { CANCELS, IN_SERVER, IN_WORKER, killedAt, revive } from "./cases/kills"
import { outages } from "./cases/outages"
import { agreeAll } from "./support/books"
import { openCluster, type Cluster } from "./support/cluster"

const PATIENCE_MS = 3_600_000
const CARTS = 300
/** As fast as it starts again, and a minute. */
const AWAY_MS = [0, 60_000] as const

jest.setTimeout(PATIENCE_MS)

/** What the stage plays in short, whole: each named step in each process, and real times. */
describe("two servers and two workers, at length", () => {
  const cluster = {} as Cluster
  beforeAll(async () => {
    Object.assign(cluster, await openCluster())
    await cluster.db.query(PLENTY_OF_STOCK)
  })
  beforeEach(() => cluster.balancer.route())
  afterAll(async () => cluster.close?.())

  it.each([0, 1] as const)("finishes elsewhere, without a restart, what server %i and worker %i held when they were killed, at each named step", async (dead) => {
    await killedAt(cluster, { dead, inWorker: IN_WORKER, inServer: IN_SERVER, patient: true })
    await revive(cluster, dead)
    await killedAt(cluster, { dead, inWorker: CANCELS, inServer: [], patient: true })
    await revive(cluster, dead)
  })
  crowd(cluster, CARTS)
  describe.each(AWAY_MS)("with Redis away for %i ms", (awayMs) => outages(cluster, awayMs))

  it("leaves the three ledgers of every order in agreement", () => agreeAll(cluster))
})
