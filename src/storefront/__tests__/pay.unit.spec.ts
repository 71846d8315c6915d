import { createAplazame, isStoreCall, type Aplazame, type PayPhase, type PayResult } from "../index"
import { FakePage, soon } from "./support/fake-page"
import { fakeMemory, FakeStore, html, refusal } from "./support/fake-store"

const CART = { cartId: "cart_1", sessionId: "payses_1" }

let page: FakePage
let store: FakeStore
let memory: ReturnType<typeof fakeMemory>
let aplazame: Aplazame

/** The same browser after a closed tab or a reload: other scripts, the same memory. */
const helper = (): Aplazame => createAplazame({ send: store.send, memory, language: "en" })
const pay = (): Promise<PayResult> => soon(aplazame.pay(CART))

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["queueMicrotask", "nextTick"] })
  page = new FakePage()
  store = new FakeStore()
  memory = fakeMemory()
  aplazame = helper()
})
afterEach(() => {
  page.remove()
  jest.useRealTimers()
})

describe("paying", () => {
  it("goes from the press to the order, and tells the page each phase", async () => {
    const phases: PayPhase[] = []
    page.meanwhile = () => store.paid()
    const result = await soon(aplazame.pay({ ...CART, product: "pay_in_4", returnPaths: { ko: "/no" }, onPhase: (phase) => phases.push(phase) }))
    expect(result).toEqual({ outcome: "paid", cartId: "cart_1", orderId: "order_1", code: "payment_paid", message: "store: payment_paid" })
    expect(phases).toEqual(["starting", "open", "confirming"])
    expect(page.opened).toEqual(["chk_1"])
    expect(store.calls[0]).toEqual({
      method: "POST",
      path: "/store/aplazame/payment-sessions/payses_1/checkout",
      language: "en",
      body: { product: "pay_in_4", return_paths: { ko: "/no" }, language: "en" },
    })
    expect(aplazame.paying()).toBeNull()
  })

  it("needs no completion of its own when the notification came before the shopper", async () => {
    page.meanwhile = () => store.paid()
    await pay()
    expect(store.asked("/complete")).toEqual([])
  })

  it("completes the cart itself when the shopper comes before the notification", async () => {
    store.complete = () => {
      if (store.asked("/complete").length < 3) return { status: 200, body: { type: "cart" } }
      store.paid("order_2")
      return { status: 200, body: { type: "order", order: { id: "order_2" } } }
    }
    expect(await pay()).toMatchObject({ outcome: "paid", orderId: "order_2" })
    expect(store.asked("/checkout")).toHaveLength(1)
  })

  it("pressed twice, starts one checkout and gives both presses one result", async () => {
    page.meanwhile = () => store.paid()
    const [first, second] = await soon(Promise.all([aplazame.pay(CART), aplazame.pay(CART)]))
    expect(second).toBe(first)
    expect(store.asked("/checkout")).toHaveLength(1)
    expect(page.opened).toHaveLength(1)
  })

  it("waits for the identity check with the cart in mind", async () => {
    page.leaves = "onPending"
    page.meanwhile = () => (store.state = "challenge")
    store.orderId = "order_1"
    expect(await pay()).toMatchObject({ outcome: "pending", cartId: "cart_1", orderId: "order_1", code: "payment_challenge" })
    expect(helper().paying()).toBe("cart_1")
    store.paid()
    expect(await soon(helper().resume())).toMatchObject({ outcome: "paid" })
    expect(helper().paying()).toBeNull()
  })
})

describe("being refused", () => {
  it("takes Aplazame's no for one, and never completes the cart to find out", async () => {
    page.leaves = "onKO"
    expect(await pay()).toEqual({ outcome: "refused", cartId: "cart_1", orderId: null, code: "payment_refused", message: "Aplazame did not approve this payment. Choose another way to pay." })
    expect(store.asked("/complete")).toEqual([])
    expect(aplazame.paying()).toBeNull()
  })

  it("says the store's reason when it has one", async () => {
    page.leaves = "onKO"
    page.meanwhile = () => Object.assign(store, { state: "refused", code: "payment_cart_changed" })
    expect(await pay()).toMatchObject({ outcome: "refused", code: "payment_cart_changed", message: "store: payment_cart_changed" })
  })

  it("believes the store where the window said yes", async () => {
    page.meanwhile = () => Object.assign(store, { state: "refused", code: "payment_out_of_stock" })
    expect(await pay()).toMatchObject({ outcome: "refused", code: "payment_out_of_stock" })
  })
})

describe("leaving the window", () => {
  beforeEach(() => void (page.leaves = "onDismiss"))

  it("is dismissed: nothing happened, nothing is completed", async () => {
    expect(await pay()).toMatchObject({ outcome: "dismissed", code: "dismissed", message: expect.stringContaining("Nothing was charged") })
    expect(store.asked("/complete")).toEqual([])
  })

  it("finds the order when the checkout is approved afterwards, in another tab or by a link", async () => {
    await pay()
    expect(await soon(helper().resume())).toBeNull()
    store.paid()
    expect(await soon(helper().returned("success"))).toMatchObject({ outcome: "paid", orderId: "order_1" })
    expect(helper().paying()).toBeNull()
  })

  it.each(["onDismiss", "onError"] as const)("tells nothing on later pages of a checkout that expired (%s)", async (leaves) => {
    page.leaves = leaves
    await pay()
    Object.assign(store, { state: "refused", code: "payment_expired" })
    expect(await soon(helper().resume())).toBeNull()
    expect(helper().paying()).toBeNull()
  })

  it("nor of one that is gone, or while the store is away", async () => {
    await pay()
    store.offline = true
    expect(await soon(helper().resume())).toBeNull()
    expect(helper().paying()).toBe("cart_1")
    Object.assign(store, { offline: false, state: "none" })
    expect(await soon(helper().resume())).toBeNull()
    expect(helper().paying()).toBeNull()
  })

  it("is an order when Aplazame had approved it already", async () => {
    page.meanwhile = () => (store.state = "confirming")
    store.complete = () => (store.paid(), { status: 200, body: { type: "order", order: { id: "order_1" } } })
    expect(await pay()).toMatchObject({ outcome: "paid", orderId: "order_1" })
  })

  it.each([
    ["without a network", () => (store.offline = true)],
    ["while the order can't be placed yet", () => (store.state = "confirming")],
  ])("does not say that nothing was charged %s", async (_, meanwhile) => {
    page.meanwhile = () => void meanwhile()
    expect(await pay()).toMatchObject({ outcome: "failed", code: "unconfirmed", retryable: false })
    expect(aplazame.paying()).toBe("cart_1")
  })
})

describe("a closed tab", () => {
  it("is no loss: the next page finds the order", async () => {
    page.leaves = "stays"
    void aplazame.pay(CART)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(page.opened).toHaveLength(1)
    store.paid()
    expect(helper().paying()).toBe("cart_1")
    expect(await soon(helper().resume())).toMatchObject({ outcome: "paid", cartId: "cart_1", orderId: "order_1" })
  })

  it("is not looked for by another part of a page that is paying", async () => {
    page.leaves = "stays"
    void aplazame.pay(CART)
    await jest.advanceTimersByTimeAsync(1_000)
    store.paid()
    store.calls.length = 0
    expect(await aplazame.resume()).toBeNull()
    expect(store.calls).toEqual([])
  })

  it("leaves a checkout that is still open alone", async () => {
    page.leaves = "stays"
    void aplazame.pay(CART)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(await soon(helper().resume())).toBeNull()
    expect(helper().paying()).toBe("cart_1")
    expect(store.asked("/complete")).toEqual([])
  })

  it("after the window was left tells of an order that was cancelled meanwhile, and of no other refusal", async () => {
    for (const [orderId, told] of [["order_1", { outcome: "refused", orderId: "order_1" }], [null, null]] as const) {
      memory.setItem("aplazame_paying", JSON.stringify({ cartId: "cart_1", since: Date.now(), left: true }))
      Object.assign(store, { state: "refused", code: "payment_refused", orderId })
      const found = await soon(helper().resume())
      expect(found && { outcome: found.outcome, orderId: "orderId" in found && found.orderId }).toEqual(told)
    }
  })

  it("is forgotten after a week, and where nothing was being paid nobody is asked", async () => {
    page.leaves = "stays"
    void aplazame.pay(CART)
    await jest.advanceTimersByTimeAsync(1_000)
    jest.setSystemTime(Date.now() + 8 * 24 * 3_600_000)
    store.calls.length = 0
    expect(await helper().resume()).toBeNull()
    expect(store.calls).toEqual([])
  })
})

describe("coming back by a return page", () => {
  it.each([
    ["success", "open", "failed", "unconfirmed"],
    ["pending", "challenge", "pending", "payment_challenge"],
    ["refused", "open", "refused", "payment_refused"],
    ["dismissed", "open", "dismissed", "dismissed"],
    ["error", "open", "failed", "checkout_error"],
    ["error", "refused", "refused", "payment_expired"],
  ] as const)("%s with a payment that is %s is %s, %s", async (how, state, outcome, code) => {
    Object.assign(store, { state, ...(state === "refused" ? { code } : {}) })
    expect(await soon(aplazame.returned(how, "cart_9"))).toMatchObject({ outcome, code, cartId: "cart_9" })
  })

  it("is nothing in a browser that pays nothing", async () => {
    expect(await aplazame.returned("success")).toBeNull()
    expect(store.calls).toEqual([])
  })
})

describe("trouble", () => {
  it("a network that is lost while the order is confirmed costs only time", async () => {
    page.meanwhile = () => {
      store.offline = true
      setTimeout(() => (store.offline = false, store.paid()), 20_000)
    }
    expect(await pay()).toMatchObject({ outcome: "paid" })
  })

  it("a network that stays away is not known to be unpaid", async () => {
    page.meanwhile = () => void (store.offline = true)
    expect(await pay()).toMatchObject({ outcome: "failed", code: "unconfirmed", retryable: false })
    expect(aplazame.paying()).toBe("cart_1")
  })

  it.each([
    ["an error page", html(500)],
    ["Medusa's own error", { status: 500, body: { code: "unknown_error", type: "unknown_error", message: "An unknown error occurred." } }],
    ["a hotel's page that says 200", html(200)],
    ["another server's answer", { status: 200, body: { ok: true } }],
  ])("the shopper reads nothing of %s", async (_, answer) => {
    store.start = () => answer
    expect(await pay()).toEqual({ outcome: "failed", cartId: "cart_1", code: "network", retryable: true, message: "There is no connection to the shop. Check your connection and try again." })
    expect(page.opened).toEqual([])
  })

  it("a server that breaks while it confirms is asked again", async () => {
    const { payment } = store
    store.payment = () => (store.asked("/payment").length < 4 ? html(502) : payment())
    page.meanwhile = () => store.paid()
    expect(await pay()).toMatchObject({ outcome: "paid" })
  })

  it.each([
    ["session_not_usable", 409, true],
    ["session_outdated", 409, true],
    ["aplazame_unavailable", 503, true],
    ["cart_not_ready", 400, false],
    ["not_available", 400, false],
    ["checkout_refused", 422, false],
  ])("the store's %s is told in the store's words", async (code, status, retryable) => {
    store.start = () => refusal(status, code)
    expect(await pay()).toEqual({ outcome: "failed", cartId: "cart_1", code, message: `store: ${code}`, retryable })
  })

  it("names the field of the form that Aplazame does not take", async () => {
    store.start = () => refusal(422, "details_not_accepted", { field: "shipping_address.phone" })
    expect(await pay()).toEqual({ outcome: "failed", cartId: "cart_1", code: "details_not_accepted", message: "store: details_not_accepted", field: "shipping_address.phone", retryable: false })
  })

  it("a cart that was paid in another tab is its order", async () => {
    store.start = () => refusal(409, "cart_already_completed")
    store.paid("order_7")
    expect(await pay()).toMatchObject({ outcome: "paid", orderId: "order_7" })
    expect(page.opened).toEqual([])
  })

  it("a cart that was paid otherwise is told so, without the long wait", async () => {
    store.start = () => refusal(409, "cart_already_completed")
    const before = Date.now()
    expect(await pay()).toMatchObject({ outcome: "failed", code: "cart_already_completed", retryable: false })
    expect(Date.now() - before).toBeLessThan(10_000)
  })

  it("a blocked script is named, and the next press may work", async () => {
    page.blocked = true
    expect(await pay()).toMatchObject({ outcome: "failed", code: "script_blocked", retryable: true })
    expect(aplazame.paying()).toBeNull()
    page.blocked = false
    page.meanwhile = () => store.paid()
    expect(await pay()).toMatchObject({ outcome: "paid" })
    expect(page.scripts).toHaveLength(2)
  })

  it.each(["onError", "throws"] as const)("a window that breaks (%s) is a result", async (leaves) => {
    page.leaves = leaves
    expect(await pay()).toMatchObject({ outcome: "failed", code: "checkout_error", retryable: true })
  })

  it("a browser that forbids its storage pays all the same", async () => {
    const forbid = (): never => {
      throw new DOMException("The operation is insecure.", "SecurityError")
    }
    aplazame = createAplazame({ send: store.send, memory: { getItem: forbid, setItem: forbid, removeItem: forbid } })
    page.meanwhile = () => store.paid()
    expect(await pay()).toMatchObject({ outcome: "paid" })
    expect(aplazame.paying()).toBeNull()

    Object.defineProperty(globalThis.window, "localStorage", { get: forbid })
    aplazame = createAplazame({ send: store.send })
    expect(await soon(aplazame.pay(CART))).toMatchObject({ outcome: "paid" })
  })
})

describe("paying an order by its link", () => {
  const LINK = { collectionId: "pay_col_1" }
  const payOrder = (): Promise<PayResult> => soon(aplazame.payOrder(LINK))
  beforeEach(() => {
    store.other = ({ path, body }) => ({ status: 200, body: { payment_collection: { payment_sessions: path.endsWith("/payment-sessions") ? [{ id: "payses_other", provider_id: "pp_card" }, { id: "payses_7", provider_id: (body as { provider_id: string }).provider_id }] : [] } } })
    store.payment = () => ({ status: 200, body: { state: store.state, code: store.code ?? "payment_pending", message: "said", order_id: null, number: 12, amount: 8995, currency_code: "eur" } })
  })

  it("makes a session of the collection, and asks for no completion", async () => {
    page.meanwhile = () => (store.state = "paid")
    expect(await payOrder()).toEqual({ outcome: "paid", cartId: "pay_col_1", orderId: "", code: "payment_pending", message: "said" })
    expect(store.calls[0]).toMatchObject({ method: "POST", path: "/store/payment-collections/pay_col_1/payment-sessions", body: { provider_id: "pp_aplazame_aplazame" } })
    expect(store.asked("/payment-sessions/payses_7/checkout")).toHaveLength(1)
    expect(store.asked("/complete")).toEqual([])
    expect(aplazame.paying()).toBeNull()
  })

  it("waits while the notification is under way", async () => {
    page.meanwhile = () => {
      store.state = "confirming"
      setTimeout(() => (store.state = "paid"), 3_000)
    }
    expect(await payOrder()).toMatchObject({ outcome: "paid" })
  })

  it("pressed twice, makes one session", async () => {
    page.meanwhile = () => (store.state = "paid")
    const [first, second] = await soon(Promise.all([aplazame.payOrder(LINK), aplazame.payOrder(LINK)]))
    expect(second).toBe(first)
    expect(store.asked("/payment-sessions")).toHaveLength(1)
  })

  it("tells a refusal of the start, and an order that was paid meanwhile as paid", async () => {
    store.start = () => refusal(409, "order_changed")
    expect(await payOrder()).toMatchObject({ outcome: "failed", code: "order_changed", retryable: false })
    Object.assign(store, { state: "paid", start: () => refusal(409, "order_already_paid") })
    expect(await payOrder()).toMatchObject({ outcome: "paid" })
  })

  it("says which failed when there is no session: the network, or a store that makes none", async () => {
    store.offline = true
    expect(await payOrder()).toMatchObject({ outcome: "failed", code: "network", retryable: true })
    store.offline = false
    store.other = () => html(500)
    expect(await payOrder()).toMatchObject({ outcome: "failed", code: "checkout_error", retryable: true })
    expect(store.asked("/checkout")).toEqual([])
  })

  it("knows what the order owes, and says nothing of an unknown link", async () => {
    expect(await aplazame.link("pay_col_1")).toMatchObject({ number: 12, amount: 8995, currency_code: "eur", order_id: null })
    store.payment = () => refusal(404, "cart_not_found")
    expect(await aplazame.link("pay_col_2")).toBeNull()
  })

  it("tells a page that waits the order's number and what it owes, and that a link is unknown", async () => {
    const seen: object[] = []
    aplazame.watch("pay_col_1", (state) => void seen.push(state))
    await jest.advanceTimersByTimeAsync(100)
    store.payment = () => refusal(404, "cart_not_found")
    await jest.advanceTimersByTimeAsync(5_000)
    expect(seen).toEqual([expect.objectContaining({ state: "open", number: 12, amount: 8995, currency_code: "eur" }), expect.objectContaining({ state: "none", code: "cart_not_found" })])
  })

  it("makes calls that a shop's own server may pass on", () => {
    const may = (method: string, path: string): boolean => isStoreCall({ method, path, language: "es" })
    expect([may("POST", "/store/payment-collections/pay_col_1/payment-sessions"), may("GET", "/store/aplazame/payment-collections/pay_col_1/payment")]).toEqual([true, true])
    expect(may("POST", "/store/payment-collections")).toBe(false)
  })
})
