import fs from "node:fs"
import path from "node:path"
import { readStoreEnv, StoreEnvError } from ".."

const NEEDED = { DATABASE_URL: "postgres://localhost/medusa", APLAZAME_PRIVATE_KEY: "secret-private-key", APLAZAME_PUBLIC_KEY: "public" }

const refusal = (env: Record<string, string | undefined>): StoreEnvError => {
  try {
    readStoreEnv(env)
  } catch (error) {
    if (error instanceof StoreEnvError) return error
    throw error
  }
  throw new Error("the environment was accepted")
}

describe("the store's environment", () => {
  it("needs three variables; the others have defaults", () => {
    expect(readStoreEnv(NEEDED)).toEqual({
      databaseUrl: NEEDED.DATABASE_URL,
      redisUrl: undefined,
      port: 9000,
      apiBaseUrl: "https://api.aplazame.com",
      privateKey: NEEDED.APLAZAME_PRIVATE_KEY,
      publicKey: "public",
      sandbox: true,
      backendUrl: "http://localhost:9000",
      storefrontUrl: "http://localhost:8000",
      furtherOptions: {},
    })
  })

  it("builds the store's address from the port unless it is given", () => {
    expect(readStoreEnv({ ...NEEDED, PORT: "9100" })).toMatchObject({ port: 9100, backendUrl: "http://localhost:9100" })
    expect(readStoreEnv({ ...NEEDED, MEDUSA_BACKEND_URL: "https://store.example" }).backendUrl).toBe("https://store.example")
  })

  it.each(Object.keys(NEEDED))("says in one sentence that %s must be set, also when it is empty or blank", (name) => {
    for (const value of [undefined, "", "   "]) {
      const error = refusal({ ...NEEDED, [name]: value })
      expect(error.variable).toBe(name)
      expect(error.message).toBe(`Environment variable ${name} must be set.`)
    }
  })

  it.each([
    ["DATABASE_URL", "mysql://localhost/x"],
    ["REDIS_URL", "localhost:6379"],
    ["PORT", "http"],
    ["PORT", "70000"],
    ["APLAZAME_API_BASE_URL", "api.aplazame.com"],
    ["APLAZAME_SANDBOX", "yes"],
    ["MEDUSA_BACKEND_URL", "localhost:9000"],
    ["STOREFRONT_URL", "shop.example"],
    ["APLAZAME_OPTIONS", "{captureOn: shipment}"],
    ["APLAZAME_OPTIONS", "[]"],
  ])("names %s when it is %s, in one sentence without the value", (name, value) => {
    const error = refusal({ ...NEEDED, [name]: value })
    expect(error.variable).toBe(name)
    expect(error.message).toMatch(new RegExp(`^Environment variable ${name} must be [^.]+\\.$`))
    expect(error.message).not.toContain(value)
  })

  it("passes further options on", () => {
    expect(readStoreEnv({ ...NEEDED, APLAZAME_OPTIONS: '{"captureOn":"shipment"}' }).furtherOptions).toEqual({ captureOn: "shipment" })
  })

  it("reads the switch between test and real credits as words only", () => {
    expect(readStoreEnv({ ...NEEDED, APLAZAME_SANDBOX: "false" }).sandbox).toBe(false)
    expect(readStoreEnv({ ...NEEDED, APLAZAME_SANDBOX: "" }).sandbox).toBe(true)
  })

  it("is listed whole in .env.template", () => {
    const template = fs.readFileSync(path.join(__dirname, "../../../.env.template"), "utf8")
    for (const name of ["DATABASE_URL", "REDIS_URL", "PORT", "APLAZAME_API_BASE_URL", "APLAZAME_PRIVATE_KEY", "APLAZAME_PUBLIC_KEY", "APLAZAME_SANDBOX", "MEDUSA_BACKEND_URL", "STOREFRONT_URL", "APLAZAME_OPTIONS"]) {
      expect(template).toMatch(new RegExp(`^${name}=`, "m"))
    }
  })
})
