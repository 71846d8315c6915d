import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import { readStoreEnv, withAplazame } from "./src/config"
import { redisModules } from "./demo/redis-modules"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

/** The module of roles; Medusa's own list leaves it out where the flag is set by the environment alone. */
const rolesModule = process.env.MEDUSA_FF_RBAC === "true" ? [{ resolve: "@medusajs/medusa/rbac" }] : []

/** Medusa's own provider that writes a message to its table and to the log, where e-mails with a payment link are asked for. */
const emailModule = ({ linkEmailTemplate }: { linkEmailTemplate?: unknown }) =>
  linkEmailTemplate === undefined
    ? []
    : [{ resolve: "@medusajs/medusa/notification", options: { providers: [{ resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["feed", "email"] } }] } }]

/** Stops the boot with one sentence instead of a stack. */
function storeEnv() {
  try {
    return readStoreEnv(process.env)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

const env = storeEnv()
const admin = process.env.ADMIN_DISABLED === "true"

module.exports = withAplazame(
  defineConfig({
    admin: { disable: admin },
    projectConfig: {
      databaseUrl: env.databaseUrl,
      redisUrl: env.redisUrl,
      http: {
        storeCors: env.storefrontUrl,
        adminCors: env.backendUrl,
        authCors: `${env.backendUrl},${env.storefrontUrl}`,
        jwtSecret: process.env.JWT_SECRET ?? "supersecret",
        cookieSecret: process.env.COOKIE_SECRET ?? "supersecret",
      },
      cookieOptions: { secure: false, sameSite: "lax" },
    },
    modules: [...redisModules(env.redisUrl), ...rolesModule, ...emailModule(env.furtherOptions)],
  }),
  {
    privateKey: env.privateKey,
    publicKey: env.publicKey,
    sandbox: env.sandbox,
    apiBaseUrl: env.apiBaseUrl,
    backendUrl: env.backendUrl,
    storefrontUrl: env.storefrontUrl,
    ...env.furtherOptions,
  },
  "project"
)
