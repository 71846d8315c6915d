import { crowd } from "./cases/crowd"
import { kills } from "./cases/kills"
import { notifications } from "./cases/notifications"
import { once } from "./cases/once"
import { outages } from "./cases/outages"
import { purchases } from "./cases/purchases"
import { agreeAll } from "./support/books"
import { openCluster, type Cluster } from "./support/cluster"

/** Boots and outages take what they take. */
const PATIENCE_MS = 600_000

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
  crowd(cluster)
  // Before anything is killed: what a dead process had begun is begun once more.
  once(cluster)
  kills(cluster)
  outages(cluster)

  it("leaves the three ledgers of every order in agreement", () => agreeAll(cluster))
})
