import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Pool } from "pg"
import { EmulatorControl, startEmulator } from "../../../src/emulator"
import { HOLD_MS } from "../../faults/support/kill-bench"
import { PRIVATE_KEY, PUBLIC_KEY } from "../../support/aplazame-store"
import { freePort } from "../../support/free-port"
import { createDatabase } from "../../support/own-database"
import { ADMIN, furnish, signedInAdmin, type SeededStore } from "../../support/seed-store"
import { storeEnvironment } from "../../support/store-environment"
import { StoreProcess } from "../../support/store-process"
import { openBalancer, type Balancer } from "./balancer"
import { RedisProcess } from "./redis-process"

/** What a process of the cluster did, as it wrote down itself: see witness.js. */
export type Witnessed = { role: string; event?: string; id?: string | null; job?: string; slot?: string; call?: string }

export type Cluster = {
  /** Two each; a process is named by its role, such as "worker 1". */
  servers: StoreProcess[]
  workers: StoreProcess[]
  balancer: Balancer
  redis: RedisProcess
  emulator: EmulatorControl
  /** One connection, which is made anew when it breaks. */
  db: Pool
  /** Through the balancer. */
  seed: SeededStore
  /** The same store, asked at one of the servers. */
  at(server: number): SeededStore
  witnessed(): Witnessed[]
  /** Brings the tables to what this checkout's code wants, while the store runs. */
  migrate(): Promise<void>
  /** Ends a process and starts another in its place, with this checkout's code. */
  replace(mode: "servers" | "workers", which: number): Promise<void>
  /** The last that each process said, for a failure. */
  tails(): string
  close(): Promise<void>
}

/** As a shop in production has them, in shorter: an hour's and a minute's job. */
const JOBS = { "aplazame-reconcile": 15_000, "aplazame-sweep": 15_000 }

const WITNESS = path.join(__dirname, "..", "witness.js")
const PROCESSES = [0, 1].flatMap((i) => [`server ${i}`, `worker ${i}`])

/** Two servers and two workers on one Postgres and one Redis, behind a balancer: seeded and running, with the code of a checkout. */
export async function openCluster(root?: string): Promise<Cluster> {
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
      // A call that is held must outlast everything that is done before a kill; and on a busy machine an answer that is late is no outage.
      options: { timeoutMs: HOLD_MS, settleAfterMs: HOLD_MS },
    }),
    MEDUSA_WORKER_MODE: role.split(" ")[0],
    REDIS_URL: redis.url,
    CLUSTER_ROLE: role,
    CLUSTER_WITNESS: file,
    CLUSTER_JOBS: JSON.stringify(JOBS),
    CLUSTER_APLAZAME: emulator.url,
    NODE_OPTIONS: `--require ${JSON.stringify(WITNESS)}`,
  })
  const store = (role: string, from?: string) => new StoreProcess(urlOf(role), environment(role), from)
  const servers = of("server").map((role) => store(role, root))
  const workers = of("worker").map((role) => store(role, root))
  const all = (): StoreProcess[] => [...servers, ...workers]
  // A command is a process of the store too: as a server it takes no events and no jobs.
  const run = (...args: string[]): Promise<void> => store("server 0", root).run(...args)
  const migrate = (from?: string): Promise<void> => store("server 0", from).run("db:migrate", "--execute-safe-links", "--skip-scripts")
  const db = new Pool({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 })
  db.on("error", () => undefined)

  const close = async (): Promise<void> => {
    await Promise.allSettled(all().map((one) => one.kill()))
    await Promise.allSettled([db.end(), balancer.close(), emulator.close(), redis.close()])
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    await migrate(root)
    await run("user", "--email", ADMIN.email, "--password", ADMIN.password)
    await Promise.all(all().map((one) => one.start()))
    const seed = await furnish(balancer.url, await signedInAdmin(balancer.url))
    return {
      servers,
      workers,
      balancer,
      redis,
      emulator: new EmulatorControl(emulator.url),
      db,
      seed,
      at: (server) => ({ ...seed, admin: seed.admin.at(servers[server]!.url), store: seed.store.at(servers[server]!.url) }),
      witnessed: () => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line): Witnessed => JSON.parse(line)),
      migrate: () => migrate(),
      replace: async (mode, which) => {
        const group = { servers, workers }[mode]
        await group[which]!.kill()
        group[which] = store(`${mode.slice(0, -1)} ${which}`)
        await group[which].start()
      },
      tails: () => all().map((one) => `${one.url}\n${one.tail()}`).join("\n"),
      close,
    }
  } catch (error) {
    const tails = all().map((one) => one.tail()).join("\n")
    await close()
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${tails}`)
  }
}
