import { deepCopy, defineConfig } from "@medusajs/framework/utils"
import { AplazameOptionsError, parseOptions, withAplazame } from ".."

const OPTIONS = { privateKey: "k", publicKey: "p", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }
const STRIPE = { resolve: "@medusajs/medusa/payment-stripe", id: "stripe", options: { apiKey: "sk" } }
const OURS = { resolve: "medusa-payment-aplazame/providers/aplazame", id: "aplazame", options: OPTIONS }
const DEPENDENCIES = ["aplazame", "query", "locking"]

describe("withAplazame", () => {
  it("adds the plugin and a payment entry to a configuration that has neither", () => {
    expect(withAplazame({ projectConfig: { databaseUrl: "x" } }, OPTIONS)).toEqual({
      projectConfig: { databaseUrl: "x" },
      plugins: [{ resolve: "medusa-payment-aplazame", options: OPTIONS }],
      modules: [{ resolve: "@medusajs/medusa/payment", dependencies: DEPENDENCIES, options: { providers: [OURS] } }],
    })
  })

  it("lets *Copy payment link* of Medusa's admin lead to the shop, unless the store says otherwise or has no admin's settings yet", () => {
    const url = (config: object): unknown => (withAplazame(config, OPTIONS) as { admin?: { storefrontUrl?: string } }).admin?.storefrontUrl
    expect(url(defineConfig({}))).toBe("https://shop.example")
    expect(url(defineConfig({ admin: { storefrontUrl: "https://other.example" } }))).toBe("https://other.example")
    expect(url({})).toBeUndefined()
    expect(withAplazame(defineConfig({ admin: { path: "/panel" } }), { ...OPTIONS, storefrontUrl: "https://shop.example/" }, "project").admin).toMatchObject({ path: "/panel", storefrontUrl: "https://shop.example" })
  })

  it("hands a function to the module and the provider as it is, through the copy that Medusa makes of a configuration", () => {
    const completeCart = async () => ({ orderId: "order_1" })
    const config = deepCopy(withAplazame(defineConfig({}), { ...OPTIONS, completeCart })) as any
    expect(config.plugins.find((one: any) => one.resolve === "medusa-payment-aplazame").options.completeCart).toBe(completeCart)
    expect(config.modules.payment.options.providers[0].options.completeCart).toBe(completeCart)
    expect(parseOptions({ ...OPTIONS, completeCart }).completeCart).toBe(completeCart)
  })

  it("keeps the other payment providers, their options, other modules and plugins, and their order", () => {
    const other = { resolve: "./src/modules/blog" }
    const config = withAplazame(
      {
        plugins: ["some-plugin"],
        modules: [other, { resolve: "@medusajs/medusa/payment", dependencies: ["cache"], options: { webhook_delay: 1, providers: [STRIPE] } }],
      },
      OPTIONS
    )
    expect(config.modules).toEqual([
      other,
      { resolve: "@medusajs/medusa/payment", dependencies: ["cache", ...DEPENDENCIES], options: { webhook_delay: 1, providers: [STRIPE, OURS] } },
    ])
    expect(config.plugins).toEqual(["some-plugin", { resolve: "medusa-payment-aplazame", options: OPTIONS }])
  })

  it("takes what comes out of defineConfig, where modules are a map, with the same outcome", () => {
    const config = withAplazame(defineConfig({ modules: [{ resolve: "@medusajs/medusa/payment", options: { providers: [STRIPE] } }] }), OPTIONS)
    const { payment, cart } = config.modules as unknown as Record<string, { options?: { providers: unknown[] }; dependencies?: string[] }>
    expect(payment!.options!.providers).toEqual([STRIPE, OURS])
    expect(payment!.dependencies).toEqual(DEPENDENCIES)
    expect(cart).toBeDefined()
  })

  it("takes what goes into defineConfig", () => {
    const config = defineConfig(withAplazame({ modules: [{ resolve: "@medusajs/medusa/payment", options: { providers: [STRIPE] } }] }, OPTIONS))
    const { payment } = config.modules as unknown as Record<string, { options: { providers: unknown[] }; dependencies: string[] }>
    expect(payment!.options.providers).toEqual([STRIPE, OURS])
    expect(payment!.dependencies).toEqual(DEPENDENCIES)
  })

  it("finds the payment entry by its package and by its key", () => {
    for (const entry of [{ resolve: "@medusajs/payment" }, { key: "payment", resolve: "./my-payment" }]) {
      const { modules } = withAplazame({ modules: [{ ...entry, options: { providers: [STRIPE] } }] }, OPTIONS)
      expect(modules).toEqual([{ ...entry, dependencies: DEPENDENCIES, options: { providers: [STRIPE, OURS] } }])
    }
  })

  it("registers the plugin once when the store had listed it by itself", () => {
    const { plugins } = withAplazame({ plugins: ["medusa-payment-aplazame", "other"], modules: [] }, OPTIONS)
    expect(plugins).toEqual(["other", { resolve: "medusa-payment-aplazame", options: OPTIONS }])
  })

  it("replaces its own provider when it is called twice, instead of registering it twice", () => {
    const once = withAplazame({ modules: [], plugins: [] }, OPTIONS)
    const twice = withAplazame(once, { ...OPTIONS, sandbox: false })
    const [entry] = twice.modules as unknown as { options: { providers: unknown[] } }[]
    expect(entry!.options.providers).toEqual([{ ...OURS, options: { ...OPTIONS, sandbox: false } }])
    expect(twice.plugins).toEqual([{ resolve: "medusa-payment-aplazame", options: { ...OPTIONS, sandbox: false } }])
  })

  it("does not change what it is given", () => {
    const given = { modules: [{ resolve: "@medusajs/medusa/payment", options: { providers: [STRIPE] } }], plugins: [] }
    const before = structuredClone(given)
    withAplazame(given, OPTIONS)
    expect(given).toEqual(before)
  })

  it("stops the boot with the name of a wrong option", () => {
    expect(() => withAplazame({}, { ...OPTIONS, privateKey: "" })).toThrow(AplazameOptionsError)
    expect(() => withAplazame({}, { ...OPTIONS, privateKey: "" })).toThrow(/"privateKey"/)
  })

  it("names the project's own folders for this repository, and no plugin", () => {
    const config: { modules?: unknown; plugins?: unknown } = withAplazame({ modules: [] }, OPTIONS, "project")
    expect(config.plugins).toBeUndefined()
    expect(config.modules).toEqual([
      { resolve: "@medusajs/medusa/payment", dependencies: DEPENDENCIES, options: { providers: [{ ...OURS, resolve: "./src/providers/aplazame" }] } },
      { resolve: "./src/modules/aplazame", options: OPTIONS },
    ])
  })
})
