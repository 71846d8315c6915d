import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import express, { type Express } from "express"
import { addNotificationActions } from "./control/notification-actions"
import { addOrderActions } from "./control/order-actions"
import { addControlPage } from "./control/page"
import { addSwitches } from "./control/switches"
import type { ControlContext } from "./control/context"
import { StateEntity } from "./database/entities"
import { EmulatorDatabase } from "./database/open-database"
import { DEMO_PRIVATE_KEY, DEMO_PUBLIC_KEY } from "./demo-keys"
import { FaultBox } from "./faults/rules"
import { addHostedCheckout } from "./hosted/routes"
import { apiRouter } from "./http/api-router"
import { campaignEndpoints } from "./merchant/campaign-endpoints"
import { checkoutEndpoints } from "./merchant/checkout-endpoints"
import { merchantEndpoints } from "./merchant/merchant-endpoints"
import { moneyEndpoints } from "./merchant/money-endpoints"
import { orderEndpoints } from "./merchant/order-endpoints"
import { NotificationEngine } from "./notifications/engine"
import { defaultSettings, patchSettings, type EmulatorSettings } from "./settings"

/** `port` 0 (default) takes a free one; `host` defaults to this machine only; `dataFile` keeps the state over restarts. */
export type EmulatorOptions = { port?: number; host?: string; privateKey?: string; publicKey?: string; dataFile?: string; quiet?: boolean }

export type RunningEmulator = { url: string; port: number; privateKey: string; publicKey: string; close(): Promise<void> }

/**
 * Starts an Aplazame of one's own: merchant API, hosted checkout, `aplazame.js`, control API and page at `/_emulator`.
 * Rejects when the port is taken or the data file cannot be read. Behaviour is written from Aplazame's public
 * documentation and shares no code with this package's client, so that one misreading cannot hide in both.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const host = options.host ?? "127.0.0.1"
  const keys = { privateKey: options.privateKey ?? DEMO_PRIVATE_KEY, publicKey: options.publicKey ?? DEMO_PUBLIC_KEY }
  const db = await EmulatorDatabase.open(options.dataFile)
  let settings = await loadSettings(db)
  const engine = new NotificationEngine({ db, privateKey: keys.privateKey, settings: () => settings })
  const context: ControlContext = {
    db, keys, engine, faults: new FaultBox(), violations: [], settings: () => settings,
    saveSettings: async (next) => {
      settings = next
      await db.write((tx) => tx.upsert(StateEntity, { key: "settings", value: next }, ["key"]))
    },
  }
  const server = createServer(buildApp(context))
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject)
      server.listen(options.port ?? 0, host, resolve)
    })
  } catch (error) {
    await db.close()
    throw error
  }
  engine.wake()
  const { port } = addressOf(server.address())
  const url = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`
  if (options.quiet !== true) process.stdout.write(`aplazame emulator: ${url} (for people: ${url}/_emulator)\n`)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await engine.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
    await db.close()
  }
  return { url, port, ...keys, close: () => (closing ??= close()) }
}

function buildApp(context: ControlContext): Express {
  const app = express()
  app.disable("x-powered-by")
  app.disable("etag")
  const control = express.Router()
  addControlPage(control, context)
  addOrderActions(control, context)
  addNotificationActions(control, context)
  addSwitches(control, context)
  app.use("/_emulator", control)
  addHostedCheckout(app, context)
  app.use((request, response, next) => {
    // "/v1/orders works but is discouraged": the version goes aside and the path is the plain one.
    const version = /^\/v(\d+)(?=\/)/.exec(request.url)
    if (version) {
      response.locals.urlVersion = Number(version[1])
      request.url = request.url.slice(version[0].length)
    }
    next()
  })
  const endpoints = [
    ...orderEndpoints(context), ...moneyEndpoints(context), ...checkoutEndpoints(context), ...merchantEndpoints(context), ...campaignEndpoints(context),
  ]
  app.use(apiRouter({ db: context.db, keys: context.keys, faults: context.faults, endpoints, onViolation: (text) => context.violations.push(text) }))
  return app
}

/** Settings of an older data file are completed with today's defaults; unreadable ones are left aside. */
async function loadSettings(db: EmulatorDatabase): Promise<EmulatorSettings> {
  const stored = await db.read((tx) => tx.findOneBy(StateEntity, { key: "settings" }))
  try {
    return patchSettings(defaultSettings(), stored?.value ?? {})
  } catch {
    return defaultSettings()
  }
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the emulator listens on no port")
  return address
}
