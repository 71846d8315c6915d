import { randomInt } from "node:crypto"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AplazameModuleService } from "../../src/modules/aplazame/service"
import { EmulatorControl, startEmulator, type RunningEmulator } from "../../src/emulator"
import { seedStore, type SeededStore } from "./seed-store"

export const PRIVATE_KEY = "test-private-key-0123456789"
export const PUBLIC_KEY = "test-public-key-9876543210"

export type Bench = {
  seed: SeededStore
  emulator: EmulatorControl
  emulatorUrl: string
  storeUrl: string
  container: MedusaContainer
  aplazame: AplazameModuleService
}

/**
 * A whole store with an emulator beside it, once per file: Medusa's runner boots the app, the store is
 * seeded once and given back as it was before each test.
 */
export function withStore(name: string, options: Record<string, unknown>, suite: (bench: Bench) => void): void {
  const storePort = randomInt(21_000, 40_000)
  const emulatorPort = randomInt(41_000, 60_000)
  const storeUrl = `http://localhost:${storePort}`
  const emulatorUrl = `http://localhost:${emulatorPort}`
  Object.assign(process.env, {
    PORT: String(storePort),
    MEDUSA_BACKEND_URL: storeUrl,
    STOREFRONT_URL: "https://shop.example",
    DATABASE_URL: process.env.DATABASE_URL ?? "postgres://localhost/unused",
    APLAZAME_API_BASE_URL: emulatorUrl,
    APLAZAME_PRIVATE_KEY: PRIVATE_KEY,
    APLAZAME_PUBLIC_KEY: PUBLIC_KEY,
    APLAZAME_SANDBOX: "true",
    APLAZAME_OPTIONS: JSON.stringify({ timeoutMs: 1_500, settleAfterMs: 300, ...options }),
    ADMIN_DISABLED: "true",
  })
  medusaIntegrationTestRunner({
    inApp: true,
    moduleName: `${name}${storePort}`,
    testSuite: ({ getContainer }) => {
      describe(name, () => {
        const bench = { storeUrl, emulatorUrl, emulator: new EmulatorControl(emulatorUrl) } as Bench
        let running: RunningEmulator

        beforeAll(async () => {
          running = await startEmulator({ port: emulatorPort, privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY, quiet: true })
          bench.seed = await seedStore(storeUrl, getContainer())
        })
        beforeEach(async () => {
          bench.container = getContainer()
          bench.aplazame = bench.container.resolve<AplazameModuleService>("aplazame")
          await bench.emulator.reset()
        })
        afterAll(async () => {
          await running?.close()
        })

        suite(bench)
      })
    },
  })
}
