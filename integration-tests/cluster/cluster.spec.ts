import { notifications } from "./cases/notifications"
import { once } from "./cases/once"
import { purchases } from "./cases/purchases"
import { agreeAll } from "./support/books"
import { openCluster, type Cluster } from "./support/cluster"

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
  once(cluster)

  it("leaves the three ledgers of every order in agreement", () => agreeAll(cluster))
})
