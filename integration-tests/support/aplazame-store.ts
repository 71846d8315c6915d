import { randomInt } from "node:crypto"
import { createServer } from "node:net"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { AplazameClient } from "../../src/aplazame"
import type { ResolvedOptions } from "../../src/config"
import type { AplazameModuleService } from "../../src/modules/aplazame/service"
import { EmulatorControl, startEmulator, type RunningEmulator } from "../../src/emulator"
import { seedStore, type SeededStore } from "./seed-store"

export const PRIVATE_KEY = "test-private-key-0123456789"
export const PUBLIC_KEY = "test-public-key-9876543210"

/** A busy machine is no outage: only a test that is about a late answer has less patience, by {@link withTimeout}. */
const PATIENT_MS = 15_000

export type Bench = {
  seed: SeededStore
  emulator: EmulatorControl
  emulatorUrl: string
  storeUrl: string
  container: MedusaContainer
  aplazame: AplazameModuleService
}

export type BenchHabits = {
  /** Leave the data of a test to the next one. Giving the database back costs a second per test. */
  keepData?: boolean
  /** Boot with Medusa's request log, which is off when NODE_ENV is test. */
  requestLog?: boolean
}

/**
 * A whole store with an emulator beside it, once per file: Medusa's runner boots the app and the store is
 * seeded once. Unless the habits say otherwise it is given back as it was before each test.
 */
export function withStore(name: string, options: Record<string, unknown>, suite: (bench: Bench) => void, habits: BenchHabits = {}): void {
  describe(name, () => {
    const bench = {} as Bench
    let running: RunningEmulator

    // Before the runner's own hook, which boots the store with this environment.
    beforeAll(async () => {
      running = await startEmulator({ port: 0, privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY, quiet: true })
      const port = await freeStorePort()
      bench.emulatorUrl = running.url
      bench.storeUrl = `http://localhost:${port}`
      bench.emulator = new EmulatorControl(running.url)
      Object.assign(process.env, environment(bench, port, options))
    })
    afterAll(async () => {
      await running?.close()
    })

    const hook = globalThis.beforeEach
    // The runner's only hook before each test is the one that restores the database.
    if (habits.keepData) globalThis.beforeEach = (() => undefined) as typeof hook
    const ending = globalThis.afterAll
    globalThis.afterAll = (job) => ending(() => orElse(job as () => Promise<void>, ENDING_MS))
    medusaIntegrationTestRunner({
      inApp: true,
      moduleName: `${name.replace(/\W/g, "")}${randomInt(1_000_000)}`,
      env: habits.requestLog ? { NODE_ENV: "development" } : {},
      testSuite: ({ getContainer }) => {
        globalThis.beforeEach = hook
        beforeAll(async () => {
          bench.seed = await seedStore(bench.storeUrl, getContainer())
        })
        beforeEach(async () => {
          bench.container = getContainer()
          bench.aplazame = bench.container.resolve<AplazameModuleService>("aplazame")
          // A boot refuses so little patience; these tests have nothing on its way that they do not know of.
          if (!("settleAfterMs" in options)) bench.aplazame.settings.settleAfterMs = 300
          await bench.emulator.reset()
        })
        suite(bench)
      },
    })
    globalThis.afterAll = ending
  })
}

/** Closing a store whose calls were cut off on purpose can wait for one of them without end; the process ends anyway. */
const ENDING_MS = 4_000

async function orElse(job: () => Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([job(), new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))])
  clearTimeout(timer)
}

const environment = (bench: Bench, port: number, options: Record<string, unknown>): Record<string, string> => ({
  PORT: String(port),
  MEDUSA_BACKEND_URL: bench.storeUrl,
  STOREFRONT_URL: "https://shop.example",
  DATABASE_URL: process.env.DATABASE_URL ?? "postgres://localhost/unused",
  APLAZAME_API_BASE_URL: bench.emulatorUrl,
  APLAZAME_PRIVATE_KEY: PRIVATE_KEY,
  APLAZAME_PUBLIC_KEY: PUBLIC_KEY,
  APLAZAME_SANDBOX: "true",
  APLAZAME_OPTIONS: JSON.stringify({ timeoutMs: PATIENT_MS, settleAfterMs: PATIENT_MS, ...options }),
  ADMIN_DISABLED: "true",
})

/** A port that nobody listens on, below those that the system gives to outgoing connections. */
async function freeStorePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer().once("error", () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
  return free ? port : freeStorePort()
}

/**
 * Runs a job with other options of the plugin. They are read whenever they are used, so this spares a boot
 * per option; what a boot checks about them is tested in src/config.
 */
export async function withOptions<T>(bench: Bench, options: Partial<ResolvedOptions>, job: () => Promise<T>): Promise<T> {
  const { settings } = bench.aplazame
  const before = { ...settings }
  Object.assign(settings, options)
  try {
    return await job()
  } finally {
    for (const key of Object.keys(options)) if (!(key in before)) delete settings[key as keyof ResolvedOptions]
    Object.assign(settings, before)
  }
}

/** Runs a job with a client that waits so long for an answer of Aplazame and no longer. */
export async function withTimeout<T>(bench: Bench, timeoutMs: number, job: () => Promise<T>): Promise<T> {
  const { aplazame } = bench
  const { client } = aplazame
  return withOptions(bench, { timeoutMs }, async () => {
    Object.assign(aplazame, { client: clientOf(aplazame.settings) })
    try {
      return await job()
    } finally {
      Object.assign(aplazame, { client })
    }
  })
}

/** A client as the module makes it of its options. */
export function clientOf(settings: ResolvedOptions, more: { retryBaseMs?: number; probeAfterMs?: number } = {}): AplazameClient {
  const { privateKey, previousPrivateKeys, sandbox, apiBaseUrl, timeoutMs, checkoutVersion } = settings
  return new AplazameClient({ privateKey, previousPrivateKeys, sandbox, baseUrl: apiBaseUrl, timeoutMs, checkoutVersion, ...more })
}
