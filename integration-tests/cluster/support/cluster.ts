import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Pool } from "pg"
import { EmulatorControl, startEmulator } from "../../../src/emulator"
import { PRIVATE_KEY, PUBLIC_KEY } from "../../support/aplazame-store"
import { freePort } from "../../support/free-port"
import { createDatabase } from "../../support/own-database"
import { ADMIN, furnish, signedInAdmin, type SeededStore } from "../../support/seed-store"
import { storeEnvironment } from "../../support/store-environment"
import { StoreProcess } from "../../support/store-process"
import { openBalancer, type Balancer } from "./balancer"
import { RedisProcess } from "./redis-process"

/** What a process of the cluster did, as it wrote down itself: see witness.js. */
export type Witnessed = { role: string; event?: string; id?: string | null; job?: string; slot?: string }

export type Cluster = {
  balancer: Balancer
  emulator: EmulatorControl
  /** One connection, which is made anew when it breaks. */
  db: Pool
  /** Through the balancer. */
  seed: SeededStore
  /** The same store, asked at one of the servers. */
  at(server: number): SeededStore
  witnessed(): Witnessed[]
  close(): Promise<void>
}

/** On a busy machine an answer that is late is no outage. */
const PATIENCE_MS = 100_000

const WITNESS = path.join(__dirname, "..", "witness.js")
const PROCESSES = [0, 1].flatMap((i) => [`server ${i}`, `worker ${i}`])

/** Two servers and two workers on one Postgres and one Redis, behind a balancer: seeded and running. */
export async function openCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), "aplazame-cluster-"))
  const file = path.join(folder, "witness")
  writeFileSync(file, "")
  const databaseUrl = await createDatabase("cluster")
  const emulator = await startEmulator({ port: 0, privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY, quiet: true })
  const redis = await RedisProcess.open()
  const ports = await Promise.all(PROCESSES.map(() => freePort()))
  const urlOf = (role: string): string => `http://localhost:${ports[PROCESSES.indexOf(role)]}`
  const of = (mode: "server" | "worker") => PROCESSES.filter((role) => role.startsWith(mode))
  const balancer = await openBalancer(of("server").map(urlOf))

  const environment = (role: string): NodeJS.ProcessEnv => ({
    ...storeEnvironment({
      databaseUrl,
      port: ports[PROCESSES.indexOf(role)]!,
      backendUrl: balancer.url,
      emulatorUrl: emulator.url,
      options: { timeoutMs: PATIENCE_MS, settleAfterMs: PATIENCE_MS },
    }),
    MEDUSA_WORKER_MODE: role.split(" ")[0],
    REDIS_URL: redis.url,
    CLUSTER_ROLE: role,
    CLUSTER_WITNESS: file,
    NODE_OPTIONS: `--require ${JSON.stringify(WITNESS)}`,
  })
  const store = (role: string) => new StoreProcess(urlOf(role), environment(role))
  const [servers, workers] = [of("server").map(store), of("worker").map(store)]
  const all = [...servers, ...workers]
  const db = new Pool({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 })
  db.on("error", () => undefined)

  const close = async (): Promise<void> => {
    await Promise.allSettled(all.map((one) => one.kill()))
    await Promise.allSettled([db.end(), balancer.close(), emulator.close(), redis.close()])
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    // A command is a process of the store too: as a server it takes no events and no jobs.
    const [first, ...others] = all
    await first!.run("db:migrate", "--execute-safe-links", "--skip-scripts")
    await first!.run("user", "--email", ADMIN.email, "--password", ADMIN.password)
    await Promise.all([first, ...others].map((one) => one!.start()))
    const seed = await furnish(balancer.url, await signedInAdmin(balancer.url))
    return {
      balancer,
      emulator: new EmulatorControl(emulator.url),
      db,
      seed,
      at: (server) => ({ ...seed, admin: seed.admin.at(servers[server]!.url), store: seed.store.at(servers[server]!.url) }),
      witnessed: () => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line): Witnessed => JSON.parse(line)),
      close,
    }
  } catch (error) {
    const tails = all.map((one) => one.tail()).join("\n")
    await close()
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${tails}`)
  }
}
