import { parseOptions } from "../../../config/options"
import { publicData, sessionIdOf } from "../session-data"
import { AplazameProviderService } from "../service"

const OPTIONS = { privateKey: "secret-private-key", publicKey: "public", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }
const logger = { warn: jest.fn(), info: jest.fn(), error: jest.fn(), debug: jest.fn() }
const provider = (cradle: object = {}) => new AplazameProviderService({ logger, ...cradle } as unknown as ConstructorParameters<typeof AplazameProviderService>[0], OPTIONS)

describe("session data", () => {
  it("holds what everybody may know and nothing else", () => {
    expect(publicData("payses_1", parseOptions(OPTIONS))).toEqual({ session_id: "payses_1", public_key: "public", sandbox: true })
  })

  it("names the session by Medusa's key, not by what the browser wrote", () => {
    expect(sessionIdOf({ context: { idempotency_key: "payses_real" }, data: { session_id: "payses_of_another" } })).toBe("payses_real")
    expect(sessionIdOf({ data: { session_id: "payses_1" } })).toBe("payses_1")
  })

  it.each([[{}], [{ data: {} }], [{ data: { session_id: 7 } }], [{ data: { session_id: "" } }]])("is an error without any id: %j", (input) => {
    expect(() => sessionIdOf(input)).toThrow(/no payment session id/)
  })
})

describe("the provider", () => {
  it("initiates and updates without any dependency, so without any call", async () => {
    const input = { amount: 10, currency_code: "eur", data: { public_key: "stolen", approved: true }, context: { idempotency_key: "payses_1" } }
    const data = { session_id: "payses_1", public_key: "public", sandbox: true }
    expect(await provider().initiatePayment(input)).toEqual({ id: "payses_1", status: "pending", data })
    expect(await provider().updatePayment(input)).toEqual({ status: "pending", data })
  })

  it("deletes without a context, without a call and without an error, on anything", async () => {
    for (const data of [undefined, {}, { session_id: "payses_1" }, { session_id: null }]) {
      expect(await provider().deletePayment({ data })).toEqual({ data })
    }
  })

  it("believes no webhook that did not come through the notification route", async () => {
    expect(await provider().getWebhookActionAndData()).toEqual({ action: "not_supported" })
  })

  it("says which line of the configuration is missing, when the store did not give it its dependencies", async () => {
    const bare = new Proxy({ logger }, { get: (target, name) => (name in target ? target[name as "logger"] : thrown(String(name))) })
    const given = provider(bare)
    await expect(given.authorizePayment({ data: {}, context: { idempotency_key: "payses_1" } })).rejects.toThrow(/"aplazame".*dependencies.*withAplazame/)
  })

  it("checks its options at boot", () => {
    expect(() => AplazameProviderService.validateOptions({ ...OPTIONS, privateKey: undefined })).toThrow(/"privateKey"/)
    expect(() => AplazameProviderService.validateOptions(OPTIONS)).not.toThrow()
  })
})

function thrown(name: string): never {
  throw new Error(`Could not resolve '${name}'`)
}
