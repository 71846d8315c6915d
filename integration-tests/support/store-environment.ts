import { PRIVATE_KEY, PUBLIC_KEY } from "./aplazame-store"

type Given = { databaseUrl: string; port: number; /** As others reach the store: its own, or that of what stands before it. */ backendUrl: string; emulatorUrl: string; options: Record<string, unknown> }

/** What a store in a process of its own is told. */
export const storeEnvironment = ({ databaseUrl, port, backendUrl, emulatorUrl, options }: Given): NodeJS.ProcessEnv => ({
  ...process.env,
  // jest's, and not the store's
  NODE_OPTIONS: "",
  JEST_WORKER_ID: undefined,
  NODE_ENV: "development",
  LOG_LEVEL: "warn",
  MEDUSA_DISABLE_TELEMETRY: "true",
  MEDUSA_WORKER_MODE: "shared",
  PORT: String(port),
  DATABASE_URL: databaseUrl,
  MEDUSA_BACKEND_URL: backendUrl,
  STOREFRONT_URL: "https://shop.example",
  APLAZAME_API_BASE_URL: emulatorUrl,
  APLAZAME_PRIVATE_KEY: PRIVATE_KEY,
  APLAZAME_PUBLIC_KEY: PUBLIC_KEY,
  APLAZAME_SANDBOX: "true",
  APLAZAME_OPTIONS: JSON.stringify(options),
  ADMIN_DISABLED: "true",
})
