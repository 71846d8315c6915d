import fc from "fast-check"
import { spokenLanguage } from "../../mapping"
import { createAplazame, isStoreCall, type Aplazame, type EligibilityQuestion, type PaymentState } from "../index"
import { sendByFetch } from "../send"
import { FakePage, soon } from "./support/fake-page"
import { fakeMemory, FakeStore, html, refusal } from "./support/fake-store"

let page: FakePage
let store: FakeStore
let aplazame: Aplazame

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["queueMicrotask", "nextTick"] })
  page = new FakePage()
  store = new FakeStore()
  aplazame = createAplazame({ send: store.send, memory: fakeMemory() })
})
afterEach(() => {
  page.remove()
  jest.useRealTimers()
})

describe("on a server", () => {
  it("importing and making the helper touches no window, no document and no network", () => {
    page.remove()
    const touched: string[] = []
    const names = ["window", "document", "localStorage", "navigator", "fetch"]
    const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
    for (const name of names) Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) })
    try {
      jest.isolateModules(() => {
        const { createAplazame: made } = jest.requireActual<typeof import("../index")>("../index")
        expect(made({ storeUrl: "https://api.shop.example", publishableKey: "pk_1", language: () => document.documentElement.lang }).serverLanguage).toBe("es")
      })
    } finally {
      for (const [name, descriptor] of before) {
        Reflect.deleteProperty(globalThis, name)
        if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      }
    }
    expect(touched).toEqual([])
  })
})

describe("the language", () => {
  it.each([
    ["es", "es"],
    ["en-GB", "en"],
    ["pt-BR", "pt"],
    ["da-DK", "en"],
    ["fr", "en"],
    ["est", "en"],
    ["ca", "es"],
    ["gl-ES", "es"],
    ["eu", "es"],
    ["ast", "es"],
    ["an-ES", "es"],
    ["oc-aranes", "es"],
    ["ca-valencia", "es"],
    ["ext", "es"],
    ["mwl", "pt"],
    ["es-419", "es"],
    ["pt_BR", "pt"],
    ["PT-br", "pt"],
    ["es-ES,es;q=0.9", "es"],
    ["fr,pt-BR;q=0.8,en;q=0.9", "en"],
    ["es;q=0,pt;q=0.1", "pt"],
    ["*", "es"],
    ["constructor", "en"],
    [" ", "es"],
    ["", "es"],
  ])("is that of a page in %p: %s", (lang, language) => {
    page.lang = lang
    expect(aplazame.language).toBe(language)
    expect(createAplazame({ send: store.send, language: lang }).language).toBe(language)
  })

  it("is the one that the store would answer in, whatever tag asks for it", () => {
    const tag = fc.constantFrom("es", "en", "pt", "pt-BR", "pt_BR", "es-419", "ca", "gl", "eu", "ast", "an", "oc", "ext", "mwl", "fr", "da-DK", "est", "*", "", "zh-Hant", "__proto__", "x")
    const weighed = fc.tuple(tag, fc.constantFrom("", ";q=0", ";q=0.5", "; q=0.9", ";q=1", ";q=x")).map((parts) => parts.join(""))
    fc.assert(
      fc.property(fc.array(weighed, { maxLength: 4 }), (tags) => {
        const list = tags.join(",")
        const inStore = spokenLanguage(list)
        if (inStore !== undefined) expect(createAplazame({ send: store.send, language: list }).language).toBe(inStore)
        else expect(["es", "en"]).toContain(createAplazame({ send: store.send, language: list }).language)
      })
    )
  })

  it("is asked for at every call, and speaks where the store can't", async () => {
    let language = "pt"
    aplazame = createAplazame({ send: store.send, language: () => language })
    store.offline = true
    expect(await aplazame.pay({ cartId: "cart_1", sessionId: "payses_1" })).toMatchObject({ message: expect.stringContaining("Não há ligação") })
    language = "es"
    expect(await aplazame.pay({ cartId: "cart_1", sessionId: "payses_1" })).toMatchObject({ message: expect.stringContaining("No hay conexión") })
    expect(store.calls.map((call) => call.language)).toEqual(["pt", "es"])
  })
})

describe("eligibility and config", () => {
  it.each<[EligibilityQuestion, string]>([
    [{ cartId: "cart_1" }, "cart_id=cart_1"],
    [{ amount: 12_050, currency: "EUR" }, "amount=12050&currency_code=EUR"],
    [{ amount: 100, currency: "eur", country: "es", productId: "prod_1" }, "amount=100&currency_code=eur&country_code=es&product_id=prod_1"],
  ])("asks the store about %p", async (question, query) => {
    const eligibility = { eligible: false, reasons: [{ code: "not_available", message: "…", details: {} }], products: { pay_later: null } }
    store.other = () => ({ status: 200, body: eligibility })
    expect(await aplazame.eligibility(question)).toEqual(eligibility)
    expect(store.calls).toEqual([{ method: "GET", path: `/store/aplazame/eligibility?${query}`, language: "es" }])
  })

  it.each([html(200), html(500), refusal(404, "cart_not_found")])("is null where the store can't be asked: %p", async (answer) => {
    store.other = () => answer
    expect(await aplazame.eligibility({ cartId: "cart_1" })).toBeNull()
  })

  it("loads aplazame.js once for all widgets of a page, and again after a failure", async () => {
    store.other = () => html(500)
    await expect(aplazame.ready()).rejects.toThrow("500")
    store.other = () => ({ status: 200, body: { script_url: store.scriptUrl } })
    await soon(Promise.all([aplazame.ready(), aplazame.ready(), aplazame.ready()]))
    expect(page.scripts).toEqual([store.scriptUrl])
    expect(store.asked("/config")).toHaveLength(2)
  })
})

describe("watching a payment", () => {
  let seen: PaymentState["state"][]
  let end: () => void
  beforeEach(() => {
    store.state = "challenge"
    seen = []
    end = aplazame.watch("cart_1", ({ state }) => seen.push(state))
  })

  it("tells what changes, less and less often, and stops at the decision", async () => {
    await jest.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual(["challenge"])
    expect(store.calls.length).toBeGreaterThan(5)
    expect(store.calls.length).toBeLessThan(20)
    store.paid()
    await jest.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual(["challenge", "paid"])
    const asked = store.calls.length
    await jest.advanceTimersByTimeAsync(60_000)
    expect(store.calls).toHaveLength(asked)
    expect(page.listening()).toBe(0)
  })

  it("does not ask while the page is hidden, and asks once when it is seen and online again", async () => {
    await jest.advanceTimersByTimeAsync(100)
    page.hidden = true
    await jest.advanceTimersByTimeAsync(60_000)
    expect(store.calls).toHaveLength(1)
    page.hidden = false
    page.emit("visibilitychange")
    page.emit("online")
    await jest.advanceTimersByTimeAsync(100)
    expect(store.calls).toHaveLength(2)
  })

  it("stops at a cart that the store does not know, and goes on after a refusal of the moment", async () => {
    store.payment = () => ({ status: 429, body: { type: "aplazame", code: "too_many_requests", message: "Espera" } })
    await jest.advanceTimersByTimeAsync(20_000)
    expect(seen).toEqual(["challenge"])
    store.payment = () => ({ status: 404, body: { type: "aplazame", code: "cart_not_found", message: "No hay carrito" } })
    await jest.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual(["challenge", "none"])
    const asked = store.calls.length
    await jest.advanceTimersByTimeAsync(60_000)
    expect(store.calls).toHaveLength(asked)
  })

  it("outlives a network that is away, and ends when it is told to", async () => {
    store.offline = true
    await jest.advanceTimersByTimeAsync(30_000)
    Object.assign(store, { offline: false, state: "refused" })
    await jest.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual(["challenge", "refused"])

    end = aplazame.watch("cart_2", () => seen.push("none"))
    end()
    await jest.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual(["challenge", "refused"])
  })
})

describe("the way to the store", () => {
  afterEach(() => jest.restoreAllMocks())

  it("by fetch carries the key, the language and the shopper's own headers", async () => {
    const fetching = jest.spyOn(globalThis, "fetch").mockResolvedValue(new Response("<h1>502 Bad Gateway</h1>", { status: 502 }))
    const send = sendByFetch({ storeUrl: "https://api.shop.example/", publishableKey: "pk_1", headers: () => ({ authorization: "Bearer t" }), credentials: "include" })
    expect(await send({ method: "POST", path: "/store/x", body: { a: 1 }, language: "pt" })).toEqual({ status: 502, body: null })
    expect(fetching).toHaveBeenCalledWith("https://api.shop.example/store/x", {
      method: "POST",
      headers: { "x-publishable-api-key": "pk_1", "accept-language": "pt", "x-medusa-locale": "pt", "content-type": "application/json", authorization: "Bearer t" },
      credentials: "include",
      body: '{"a":1}',
      signal: expect.any(AbortSignal),
    })
  })

  it("by the shop's server lets every call of the helper pass", async () => {
    page.meanwhile = () => void (store.complete = () => (store.paid(), { status: 200, body: { type: "order", order: { id: "order_1" } } }))
    await soon(aplazame.pay({ cartId: "cart_01ABC", sessionId: "payses_01ABC" }))
    await aplazame.eligibility({ cartId: "cart_01ABC" })
    await aplazame.eligibility({ amount: 100, currency: "EUR", country: "es", productId: "prod_1" })
    await aplazame.config().catch(() => undefined)
    aplazame.watchOrder("order_01ABC", () => undefined)()
    expect(store.calls.at(-1)?.path).toBe("/store/aplazame/orders/order_01ABC/payment")
    expect(new Set(store.calls.map(({ path }) => path.split(/[/?]/).at(path.includes("?") ? -2 : -1)))).toEqual(new Set(["checkout", "payment", "complete", "eligibility", "config"]))
    expect(store.calls.filter((call) => !isStoreCall(call))).toEqual([])
  })

  it.each([
    ["DELETE", "/store/aplazame/config", "es"],
    ["POST", "/store/aplazame/config", "es"],
    ["GET", "/store/customers/me", "es"],
    ["GET", "/store/orders/order_1", "es"],
    ["POST", "/store/carts/cart_1/complete/../../../customers/me", "es"],
    ["POST", "/store/carts/../carts/cart_1/complete", "es"],
    ["GET", "/store/aplazame/eligibility?a=1#/../../x", "es"],
    ["GET", "//evil.example/store/aplazame/config", "es"],
    ["GET", "/store/aplazame/config\n", "es"],
    ["GET", "/store/aplazame/config", "es\r\nx: y"],
    ["GET", ["/store/aplazame/config"], "es"],
  ])("by the shop's server stops %s %p in %p", (method, path, language) => {
    expect(isStoreCall({ method, path, language })).toBe(false)
  })
})
