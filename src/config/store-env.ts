import { z } from "zod"
import { DEFAULT_API_BASE_URL, type AplazameOptions } from "./options"

/** A variable of the environment that stops the boot; the message is one sentence that names it. */
export class StoreEnvError extends Error {
  readonly code = "aplazame_env_invalid"
  constructor(readonly variable: string, reason: string) {
    super(`Environment variable ${variable} ${reason}.`)
    this.name = "StoreEnvError"
  }
}

const url = (protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol)
      } catch {
        return false
      }
    },
    `must be an address that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`
  )
const http = url(["http:", "https:"])

const schema = z.object({
  DATABASE_URL: url(["postgres:", "postgresql:"]),
  REDIS_URL: url(["redis:", "rediss:"]).optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number")
    .refine((v) => Number(v) <= 65535, "must be a port number")
    .default("9000"),
  APLAZAME_API_BASE_URL: http.default(DEFAULT_API_BASE_URL),
  APLAZAME_PRIVATE_KEY: z.string().min(1, "must be set"),
  APLAZAME_PUBLIC_KEY: z.string().min(1, "must be set"),
  APLAZAME_SANDBOX: z.enum(["true", "false"], "must be true or false").default("true"),
  MEDUSA_BACKEND_URL: http.optional(),
  STOREFRONT_URL: http.default("http://localhost:8000"),
  APLAZAME_OPTIONS: z
    .string()
    .transform((text, context): Partial<AplazameOptions> => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
      } catch {
        context.addIssue({ code: "custom", message: "must be a JSON object of further options" })
        return z.NEVER
      }
    })
    .optional(),
})

/** What this repository's `medusa-config.ts` reads from the environment. */
export type StoreEnv = {
  databaseUrl: string
  redisUrl?: string
  port: number
  apiBaseUrl: string
  privateKey: string
  publicKey: string
  sandbox: boolean
  backendUrl: string
  storefrontUrl: string
  furtherOptions: Partial<AplazameOptions>
}

/**
 * Reads and checks the variables listed in `.env.template`. An empty one counts as missing.
 * @throws StoreEnvError for the first one that is wrong or missing; never repeats its value
 */
export function readStoreEnv(env: Record<string, string | undefined>): StoreEnv {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name]?.trim() || undefined]))
  const result = schema.safeParse(given)
  if (!result.success) {
    const issue = result.error.issues[0]
    const variable = String(issue?.path[0] ?? "?")
    throw new StoreEnvError(variable, given[variable] === undefined ? "must be set" : (issue?.message ?? "is invalid"))
  }
  const e = result.data
  return {
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    port: Number(e.PORT),
    apiBaseUrl: e.APLAZAME_API_BASE_URL,
    privateKey: e.APLAZAME_PRIVATE_KEY,
    publicKey: e.APLAZAME_PUBLIC_KEY,
    sandbox: e.APLAZAME_SANDBOX === "true",
    backendUrl: e.MEDUSA_BACKEND_URL ?? `http://localhost:${e.PORT}`,
    storefrontUrl: e.STOREFRONT_URL,
    furtherOptions: e.APLAZAME_OPTIONS ?? {},
  }
}
