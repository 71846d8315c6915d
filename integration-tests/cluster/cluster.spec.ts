import { crowd } from "./cases/crowd"
import { CANCELS, IN_SERVER, IN_WORKER, killedAt, revive } from "./cases/kills"
import { notifications } from "./cases/notifications"
import { once } from "./cases/once"
import { outages } from "./cases/outages"
import { purchases } from "./cases/purchases"
import { agreeAll } from "./support/books"
import { openCluster, type Cluster } from "./support/cluster"

const PATIENCE_MS = 600_000
/** More than one try of everybody who reconnects. */
const AWAY_MS = 3_000

jest.setTimeout(PATIENCE_MS)

describe("two servers and two workers", () => {
  const cluster = {} as Cluster
  beforeAll(async () => {
    Object.assign(cluster, await openCluster())
  })
  beforeEach(() => cluster.balancer.route())
  afterAll(async () => cluster.close?.())

  purchases(cluster)
  notifications(cluster)
  // Before anything is killed: what a dead process had begun is begun once more.
  once(cluster)

  it("finishes in the other server and the other worker, without a restart, what the killed ones held", async () => {
    await killedAt(cluster, { dead: 0, inWorker: [IN_WORKER[3]!], inServer: [1, 2, 3, 4, 8].map((i) => IN_SERVER[i]!) })
    await revive(cluster, 0)
  })
  crowd(cluster)
  outages(cluster, AWAY_MS)
  it("finishes the same the other way round", () => killedAt(cluster, { dead: 1, inWorker: [IN_WORKER[0]!, CANCELS[1]!], inServer: [IN_SERVER[5]!] }))

  it("leaves the three ledgers of every order in agreement", () => agreeAll(cluster))
})
