import { seriousFindings } from "./axe"
import { openBrowser, type Browser } from "./browser"
import { runningDemo } from "./demo"
import { DESKTOP, PHONE } from "./shop"

jest.setTimeout(120_000)

/** What a Tailwind shop does to every element, before its own classes. */
const RESET = `*{box-sizing:border-box;margin:0;padding:0;border:0 solid}body{font:16px/1.5 system-ui;padding:24px}h1,h2,p{font-size:inherit;font-weight:inherit}a{color:inherit;text-decoration:inherit}button,[type=button]{background:transparent;font:inherit;color:inherit}`
/** aplazame.js, in which a shopper leaves the window as a test says. */
const SDK = `const run=(push)=>push({checkout:(id,callbacks)=>window.leave(callbacks)});const waiting=window.aplazame;window.aplazame={checkout:(id,callbacks)=>window.leave(callbacks)};waiting.forEach(run)`

type Payment = { state: string; code: string; message: string; order_id: string | null }
type Scene = { eligibility?: object; lang?: string; payment?: Payment; start?: { status: number; body: object }; leaves?: string; paying?: string; shop?: object; path?: string }

const state = (name: string, code: string, message: string, order_id: string | null = null): Payment => ({ state: name, code, message, order_id })
const CHALLENGE = state("challenge", "payment_challenge", "Aplazame is checking your identity. You will hear from us as soon as there is a decision.", "order_1")
const PAID = state("paid", "payment_paid", "Aplazame has approved your payment.", "order_1")
const REFUSED = state("refused", "payment_refused", "Aplazame did not approve this payment. Choose another way to pay.")
const OPEN = state("open", "payment_pending", "Aplazame is waiting for you.")

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await browser.context.route("**/aplazame-sdk.js*", (route) => route.fulfill({ contentType: "text/javascript", body: SDK }))
})
afterAll(() => browser?.close())

/** A page of a shop without any style for the parts, and a store that answers as the scene says. */
async function enter(scene: Scene, size = PHONE): Promise<void> {
  const { page } = browser
  const { storefront } = runningDemo().urls
  const address = `${storefront}/bare${scene.path ?? ""}`
  const html = `<!doctype html><html lang="${scene.lang ?? "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title><style>${RESET}</style></head><body><main><h1>Shop</h1><div id="part"></div></main><script type="module">import * as parts from "/aplazame.js"; window.parts = parts</script></body></html>`
  await browser.context.unroute(/\/bare/)
  await browser.context.route(/\/bare/, (route) => route.fulfill({ contentType: "text/html", body: html }))
  await page.setViewportSize(size)
  await page.goto(address)
  await page.waitForFunction(() => "parts" in window)
  await page.evaluate(
    ([given, sdk]) => {
      const { payment, start, leaves, paying, shop, eligibility } = given
      const kept = new Map(paying ? [["aplazame_paying", JSON.stringify({ cartId: paying, since: Date.now() })]] : [])
      const world: any = { payment, calls: [], forgotten: [], gone: [], told: [], offline: false }
      const here = window as any
      here.world = world
      here.leave = (callbacks: any) => leaves && callbacks[leaves]()
      const send = async ({ path }: { path: string }) => {
        world.calls.push(path)
        if (world.offline) throw new TypeError("Failed to fetch")
        if (path.endsWith("/config")) return { status: 200, body: { script_url: sdk, countries: ["es"], currencies: ["eur"] } }
        if (path.includes("/eligibility")) return { status: 200, body: eligibility ?? { eligible: true, reasons: [], products: {} } }
        if (path.endsWith("/payment-sessions")) return { status: 200, body: { payment_collection: { payment_sessions: [{ id: "payses_1", provider_id: "pp_aplazame_aplazame" }] } } }
        if (path.endsWith("/checkout")) return start ?? { status: 200, body: { checkout_id: "chk_1", script_url: sdk } }
        if (path.endsWith("/payment")) return world.payment?.status ? { status: world.payment.status, body: { type: "aplazame", code: world.payment.code, message: "…" } } : { status: 200, body: world.payment }
        return { status: 200, body: { type: "cart" } }
      }
      const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
      here.shop = {
        client: here.parts.createAplazame({ send, memory }),
        links: { order: (id: string) => `/bare/order/${id}`, checkout: "/bare/checkout", cart: "/bare/cart", shop: "/bare", waiting: "/bare/waiting" },
        navigate: (href: string) => world.gone.push(href),
        forgetCart: (id: string) => void world.forgotten.push(id),
        ...shop,
      }
    },
    [scene, `${storefront}/aplazame-sdk.js?${Math.random()}`] as const
  )
}

const put = (name: string, props: object = {}): Promise<void> =>
  browser.page.evaluate(
    ([part, given]) => {
      const { parts, shop } = window as any
      const place = document.getElementById("part")!
      if (part === "resume") return parts.resume(shop, place)
      const thanks = document.createElement("p")
      thanks.textContent = "Thank you!"
      place.append(parts[part](shop, part === "orderStatus" ? { ...given, thanks } : given).element)
    },
    [name, props] as const
  )
const LINK = "pay_col_1"
const ofLink = (payment: Payment, amount = 8495): Payment => ({ ...payment, order_id: null, ...{ number: 12, amount, currency_code: "eur" } })
const world = (): Promise<{ calls: string[]; forgotten: string[]; gone: string[] }> => browser.page.evaluate(() => (window as any).world)
const change = (payment: Payment): Promise<void> => browser.page.evaluate((next) => void ((window as any).world.payment = next), payment)
/** What the shopper reads and can press. */
const told = async (): Promise<{ role: string | null; heading: string; steps: string[] }> => {
  const panel = browser.page.locator("[data-aplazame-outcome]:not([hidden]):not([data-aplazame-outcome=asking])")
  await panel.waitFor()
  return {
    role: await panel.getAttribute("role"),
    heading: (await panel.locator("[data-aplazame-heading]").textContent()) ?? "",
    steps: await panel.locator("[data-aplazame-step]").allTextContents(),
  }
}
const payment = { cartId: "cart_1", sessionId: "payses_1" }
const payButton = async (): Promise<void> => {
  await put("payButton", { payment })
  await browser.page.locator("[data-aplazame-pay]").click()
}

describe("the button in a shop that has no style for it", () => {
  it.each<[string, Scene, { role: string; heading: string; steps: string[] }]>([
    ["refused", { payment: REFUSED, leaves: "onKO" }, { role: "alert", heading: "The payment was not approved", steps: ["Choose another way to pay", "See the cart"] }],
    ["dismissed", { payment: OPEN, leaves: "onDismiss" }, { role: "status", heading: "You have not finished paying", steps: ["Try again", "Choose another way to pay"] }],
    ["expired", { payment: state("refused", "payment_expired", "The time to pay with Aplazame is over. You can start again."), leaves: "onSuccess" }, { role: "alert", heading: "The time to pay is over", steps: ["Try again", "Choose another way to pay"] }],
    ["shop", { payment: state("refused", "payment_not_completed", "The shop could not complete your order, so nothing was charged. Look at your cart, or contact the shop."), leaves: "onSuccess" }, { role: "alert", heading: "The shop could not complete your order", steps: ["See the cart", "Choose another way to pay"] }],
    ["basket", { start: { status: 409, body: { type: "aplazame", code: "product_gone", message: "An item in the cart is no longer on sale. Take it out to pay.", details: {} } } }, { role: "alert", heading: "This cart can't be bought as it is", steps: ["See the cart"] }],
    ["network", { start: { status: 502, body: {} } }, { role: "alert", heading: "No connection to the shop", steps: ["Try again"] }],
    ["details", { start: { status: 422, body: { type: "aplazame", code: "details_not_accepted", message: "Aplazame does not accept the postcode.", details: {} } } }, { role: "alert", heading: "Check your details", steps: ["Try again"] }],
  ])("tells %s in a heading, a sentence and what to do next", async (name, scene, expected) => {
    await enter(scene)
    await payButton()
    expect(await told()).toEqual(expected)
    expect(await seriousFindings(browser.page, "body")).toEqual([])
    await browser.shoot(`parts-${name}-phone`)
    await browser.page.setViewportSize(DESKTOP)
    await browser.shoot(`parts-${name}-desktop`)
  })

  it("looks like a button above the reset of the shop, and like the shop's own where that wants it", async () => {
    await enter({})
    const looks = () => browser.page.locator("[data-aplazame-pay]").evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).paddingLeft])
    await put("payButton", { payment })
    expect(await looks()).toEqual(["rgb(31, 79, 216)", "20px"])
    await browser.page.addStyleTag({ content: ":root{--aplazame-accent:rgb(0, 90, 60)}" })
    expect((await looks())[0]).toBe("rgb(0, 90, 60)")
    for (const shop of [{ unstyled: true }, { classNames: { button: "theirs" } }]) {
      await enter({ shop })
      await browser.page.addStyleTag({ content: ".theirs{padding:3px}" })
      await put("payButton", { payment })
      expect(await looks()).toEqual(["rgba(0, 0, 0, 0)", "unstyled" in shop ? "0px" : "3px"])
    }
  })

  it("does not offer to pay again after paying, and leads to the order without the cart", async () => {
    await enter({ payment: PAID, leaves: "onSuccess" })
    await payButton()
    const button = browser.page.locator("[data-aplazame-pay]")
    await button.filter({ hasText: "Payment approved" }).waitFor()
    expect(await button.isDisabled()).toBe(true)
    expect(await world()).toMatchObject({ forgotten: ["cart_1"], gone: ["/bare/order/order_1"] })
  })

  it("leads to where the decision is waited for, and thanks nobody, while an identity check runs", async () => {
    await enter({ payment: CHALLENGE, leaves: "onPending" })
    await payButton()
    await browser.page.locator("[data-aplazame-pay]").filter({ hasText: "Payment in review" }).waitFor()
    expect(await world()).toMatchObject({ forgotten: ["cart_1"], gone: ["/bare/waiting"] })
  })

  it.each([["da", "Pay with Aplazame"], ["ca", "Pagar con Aplazame"], ["pt-PT", "Pagar com a Aplazame"]])("speaks the language of a page in %s: %s", async (lang, words) => {
    await enter({ lang })
    await put("payButton", { payment })
    expect(await browser.page.locator("[data-aplazame-pay]").textContent()).toBe(words)
  })
})

describe("the return page", () => {
  it("with nothing to tell says so and leads back to the shop", async () => {
    await enter({})
    await put("paymentStatus", { returned: "success" })
    expect(await told()).toEqual({ role: "status", heading: "There is no payment to show", steps: ["See the cart", "Continue shopping"] })
    await browser.shoot("parts-none-phone")
  })

  it("explains the identity check, and leads to the order by itself when it is over", async () => {
    await enter({ payment: CHALLENGE, paying: "cart_1", path: "/waiting" })
    await put("paymentStatus", { returned: "pending" })
    expect(await told()).toEqual({ role: "status", heading: "Your identity is being checked", steps: ["See the order"] })
    await browser.shoot("parts-review-phone")
    expect(await seriousFindings(browser.page, "body")).toEqual([])
    await change(PAID)
    await browser.page.waitForFunction(() => (window as any).world.gone.includes("/bare/order/order_1"))
  })
})

describe("the page of an order", () => {
  const thanks = () => browser.page.getByText("Thank you!").count()

  it.each([
    ["paid", PAID, "Payment approved", 1],
    ["refused", { ...REFUSED, order_id: "order_1" }, "The payment was not approved", 0],
  ] as const)("thanks nobody while the identity check runs; then it is %s", async (name, end, heading, thanked) => {
    await enter({ payment: CHALLENGE })
    await put("orderStatus", { orderId: "order_1", paymentStatus: "awaiting" })
    expect([(await told()).heading, await thanks()]).toEqual(["Your identity is being checked", 0])
    await browser.shoot("parts-order-review-phone")
    expect((await world()).calls).toContain("/store/aplazame/orders/order_1/payment")
    await change(end)
    await browser.page.getByText(heading).waitFor()
    expect(await thanks()).toBe(thanked)
    await browser.shoot(`parts-order-${name}-phone`)
  })

  it.each([["en", "The order that was held for you is cancelled, and nothing was charged"], ["es", "se ha cancelado y no se ha cobrado nada"], ["pt", "foi cancelada e nada foi cobrado"]])("that is cancelled by a failed check says so, and sends nobody to another way to pay (%s)", async (lang, words) => {
    await enter({ lang, payment: { ...REFUSED, order_id: "order_1" } })
    await put("orderStatus", { orderId: "order_1", paymentStatus: "canceled" })
    expect((await told()).steps).toHaveLength(1)
    const panel = (await browser.page.locator("[data-aplazame-outcome]").textContent()) ?? ""
    expect(panel).toContain(words)
    expect(panel).not.toContain("another way to pay")
    await browser.shoot(`parts-order-cancelled-${lang}`)
  })

  it("that is not paid says what may be said, and thanks nobody, in a browser to which the store tells nothing of it", async () => {
    await enter({ payment: { status: 404, code: "cart_not_found" } as never })
    await put("orderStatus", { orderId: "order_1", paymentStatus: "awaiting" })
    expect(await told()).toEqual({ role: "status", heading: "There is no payment to show", steps: ["See the cart", "Continue shopping"] })
    expect(await thanks()).toBe(0)
    await browser.shoot("parts-order-elsewhere-phone")
  })

  it("of an order that was paid otherwise is as the shop made it", async () => {
    await enter({ payment: state("none", "payment_not_started", "…") })
    await put("orderStatus", { orderId: "order_2" })
    await browser.page.waitForFunction(() => (window as any).world.calls.length > 0)
    expect([await thanks(), await browser.page.locator("[data-aplazame-outcome]").count()]).toEqual([1, 0])
  })
})

describe("coming back to any page", () => {
  it("lets the finished cart go and shows the order", async () => {
    await enter({ payment: PAID, paying: "cart_1" })
    await put("resume")
    await browser.page.waitForFunction(() => (window as any).world.gone.length > 0)
    expect(await world()).toMatchObject({ forgotten: ["cart_1"], gone: ["/bare/order/order_1"] })
  })

  it("while the identity is checked, tells so in a notice that can be closed", async () => {
    await enter({ payment: { ...CHALLENGE, order_id: null }, paying: "cart_1" })
    await put("resume")
    expect(await told()).toEqual({ role: "status", heading: "Your identity is being checked", steps: [] })
    // The order is placed a moment later, and the notice knows it.
    await change(CHALLENGE)
    await browser.page.getByRole("link", { name: "See the order" }).waitFor()
    expect(await world()).toMatchObject({ forgotten: ["cart_1"], gone: [] })
    await browser.shoot("parts-resume-phone")
    await browser.page.getByRole("button", { name: "Close" }).click()
    expect(await browser.page.locator("[data-aplazame-outcome]").count()).toBe(0)
  })

  it("with a payment that is still open, or none at all, shows nothing and keeps the cart", async () => {
    await enter({ payment: OPEN, paying: "cart_1" })
    await put("resume")
    await browser.page.waitForFunction(() => (window as any).world.calls.length > 0)
    expect(await world()).toMatchObject({ forgotten: [], gone: [] })
    await enter({})
    await put("resume")
    expect(await world()).toMatchObject({ calls: [], forgotten: [], gone: [] })
  })

  it("leaves the telling to the return page", async () => {
    await enter({ payment: CHALLENGE, paying: "cart_1" })
    await put("paymentStatus", { returned: "pending" })
    await browser.page.evaluate(() => {
      const { parts, shop } = window as any
      parts.resume(shop, document.body.appendChild(document.createElement("div")))
    })
    await told()
    await browser.page.waitForFunction(() => (window as any).world.forgotten.length > 0)
    expect(await browser.page.locator("[data-aplazame-heading]").allTextContents()).toEqual(["Your identity is being checked"])
  })
})

describe("a widget", () => {
  it("stands where the region is served and nowhere else, in the browser's own order of things", async () => {
    await enter({})
    await put("productWidget", { amount: 12_050, country: "dk" })
    await put("productWidget", { amount: 12_050, country: "es", currency: "eur" })
    await browser.page.getByRole("note").waitFor()
    await browser.page.waitForFunction(() => document.querySelectorAll("[data-aplazame-widget-instalments]").length === 1)
    expect(await browser.page.locator("[data-aplazame-widget-instalments]").getAttribute("data-country")).toBe("ES")
  })
})

describe("the page of a payment link", () => {
  const due = () => browser.page.locator("[data-aplazame-due]").allTextContents()
  const canPay = async (): Promise<boolean> => (await browser.page.locator("[data-aplazame-pay]:enabled").count()) === 1
  const open = async (scene: Scene): Promise<void> => {
    await enter(scene)
    await put("payOrder", { collectionId: LINK })
  }

  it("says what the order owes, and pays it", async () => {
    await open({ payment: ofLink(OPEN), leaves: "onSuccess" })
    await browser.page.locator("[data-aplazame-pay]").waitFor()
    expect([await browser.page.locator("h2").allTextContents(), await due()]).toEqual([["Order #12"], ["Amount due: €84.95"]])
    expect(await seriousFindings(browser.page, "body")).toEqual([])
    await browser.shoot("parts-link-due-phone")
    await change(ofLink(PAID, 0))
    await browser.page.locator("[data-aplazame-pay]").click()
    expect(await told()).toEqual({ role: "status", heading: "Payment approved", steps: ["Continue shopping"] })
    expect([await due(), await browser.page.locator("[data-aplazame-pay]").count(), (await world()).gone, (await world()).forgotten]).toEqual([[], 0, [], []])
    await browser.shoot("parts-link-paid-phone")
  })

  it("tells a refusal once, and pays again from there", async () => {
    await open({ payment: ofLink(OPEN), leaves: "onKO" })
    await browser.page.locator("[data-aplazame-pay]").waitFor()
    await change(ofLink(REFUSED))
    await browser.page.locator("[data-aplazame-pay]").click()
    expect(await told()).toEqual({ role: "alert", heading: "The payment was not approved", steps: ["Try again"] })
    expect(await canPay()).toBe(true)
    await browser.page.evaluate(() => void ((window as any).leave = (callbacks: any) => callbacks.onSuccess()))
    await change(ofLink(PAID, 0))
    await browser.page.locator("[data-aplazame-step=again]").click()
    await browser.page.locator("[data-aplazame-outcome=paid]").waitFor()
  })

  it.each<[string, Payment, boolean, { role: string; heading: string; steps: string[] }]>([
    ["paid", ofLink(PAID, 0), false, { role: "status", heading: "Payment approved", steps: ["Continue shopping"] }],
    ["in review", ofLink(CHALLENGE), false, { role: "status", heading: "Your identity is being checked", steps: [] }],
    ["refused", ofLink(REFUSED), true, { role: "alert", heading: "The payment was not approved", steps: [] }],
    ["expired", ofLink(state("refused", "payment_expired", "The time to pay with Aplazame is over. You can start again.")), true, { role: "alert", heading: "The time to pay is over", steps: [] }],
    ["paid otherwise", ofLink(state("refused", "order_already_paid", "The order has already been paid."), 0), false, { role: "status", heading: "There is nothing left to pay", steps: ["Continue shopping"] }],
    ["cancelled", ofLink(state("refused", "order_cancelled", "The order was canceled.")), false, { role: "alert", heading: "The order is canceled", steps: ["Continue shopping"] }],
    ["unknown", { ...state("", "cart_not_found", ""), ...{ status: 404 } }, false, { role: "status", heading: "There is no payment to show", steps: ["Continue shopping"] }],
  ])("tells at once that it is %s, and offers to pay only what can be paid", async (name, payment, payable, expected) => {
    await open({ payment })
    expect(await told()).toEqual(expected)
    if (payable) await browser.page.locator("[data-aplazame-pay]").waitFor()
    expect(await canPay()).toBe(payable)
    expect(await due()).toHaveLength(payable ? 1 : 0)
    expect(await seriousFindings(browser.page, "body")).toEqual([])
    await browser.shoot(`parts-link-${name.replaceAll(" ", "-")}-phone`)
    await browser.page.setViewportSize(DESKTOP)
    await browser.shoot(`parts-link-${name.replaceAll(" ", "-")}-desktop`)
  })

  it("says why where Aplazame pays no such amount, and nothing is asked about what is no link", async () => {
    await open({ payment: ofLink(OPEN), eligibility: { eligible: false, reasons: [{ code: "amount_out_of_limits", message: "Aplazame pays from €100.", details: {} }], products: {} } })
    await browser.page.getByText("Aplazame pays from €100.").waitFor()
    expect(await canPay()).toBe(false)
    await enter({ payment: ofLink(PAID) })
    await put("payOrder", { collectionId: "cart_1" })
    expect((await told()).heading).toBe("There is no payment to show")
    expect((await world()).calls.filter((path) => path.includes("cart_1"))).toEqual([])
  })

  it("leads the notice of another page back to the link", async () => {
    const links = { link: `/bare/link/${LINK}` }
    await enter({ payment: ofLink(REFUSED), paying: LINK })
    await browser.page.evaluate((address) => void Object.assign((window as any).shop.links, { link: () => address }), links.link)
    await put("resume")
    expect(await told()).toEqual({ role: "alert", heading: "The payment was not approved", steps: ["Try again"] })
    expect(await browser.page.locator("[data-aplazame-step=again]").getAttribute("href")).toBe(links.link)
  })
})
