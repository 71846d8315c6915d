import { purchases } from "./cases/purchases"
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
})
