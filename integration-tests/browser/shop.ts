import type { FrameLocator, Locator, Page } from "playwright-core"
import type { EmulatorControl, OrderView } from "../../src/emulator"
import type { Browser } from "./browser"
import type { RunningDemo } from "./demo"
import { paymentLink, phoneOrder } from "../support/payment-link"
import { demoApis, type DemoApis } from "./demo-purchase"

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1360, height: 900 }
export const GOOD_DNI = "12345678Z"
export const CHALLENGED_DNI = "99999995C"
export const REFUSED_DNI = "99999998T"

const OPEN_MS = 30_000

let shoppers = 0

/** A shopper in the demo's shop, who knows what is on the screen; and what the store and Aplazame hold of them. */
export class Shop {
  readonly email = `shopper${++shoppers}-${Date.now()}@example.com`
  readonly emulator: EmulatorControl

  private constructor(
    private readonly browser: Browser,
    readonly url: string,
    private readonly demo: DemoApis
  ) {
    this.emulator = demo.emulator
  }

  /** A new shopper, in Spanish, with an empty browser. */
  static async enter(browser: Browser, running: RunningDemo, size = DESKTOP): Promise<Shop> {
    const shop = new Shop(browser, running.urls.storefront, await demoApis(running))
    await browser.context.setOffline(false)
    await shop.page.setViewportSize(size)
    await shop.page.goto(shop.url)
    await shop.page.evaluate(() => {
      localStorage.clear()
      localStorage.setItem("lang", "es")
    })
    return shop
  }

  get page(): Page {
    return this.browser.page
  }

  at = (testId: string, page = this.page): Locator => page.locator(`[data-testid="${testId}"]`)

  async fillBasket(handle = "zapatillas-retiro", quantity = 1): Promise<string> {
    const cartId = await this.fillCart(handle, quantity)
    await this.page.evaluate((id) => localStorage.setItem("cart_id", id), cartId)
    return cartId
  }

  /** A basket that was filled before, and the checkout's form filled in: ready to press "pay". */
  async atCheckout(handle = "zapatillas-retiro", quantity = 1): Promise<string> {
    const cartId = await this.fillBasket(handle, quantity)
    await this.page.goto(`${this.url}/checkout`)
    await this.fillForm()
    return cartId
  }

  /** A product that only this shopper's test has; nobody ships a digital one. */
  async stock(handle: string, { digital = false } = {}): Promise<string> {
    const { admin } = this.demo
    const { sales_channels } = await admin.ok<{ sales_channels: { id: string }[] }>(admin.get("/admin/sales-channels"))
    const { shipping_profiles } = await admin.ok<{ shipping_profiles: { id: string }[] }>(admin.get("/admin/shipping-profiles"))
    const variant = { title: "Única", options: { Formato: "Única" }, manage_inventory: false, prices: [{ currency_code: "eur", amount: 60 }] }
    const { product } = await admin.ok<{ product: { id: string } }>(
      admin.post("/admin/products", {
        title: "Curso de fotografía", handle, status: "published", sales_channels: [{ id: sales_channels[0]!.id }],
        ...(digital ? {} : { shipping_profile_id: shipping_profiles[0]!.id }),
        options: [{ title: "Formato", values: ["Única"] }], variants: [variant],
      })
    )
    return product.id
  }

  /** An order that the operator makes on the phone for this shopper, and its payment link as Medusa's admin makes it. */
  async orderedByPhone(handle = "zapatillas-retiro"): Promise<{ id: string; number: number; total: number; link: string }> {
    const { admin, regionId, variantOf } = this.demo
    const { sales_channels } = await admin.ok<{ sales_channels: { id: string }[] }>(admin.get("/admin/sales-channels"))
    const { shipping_options } = await admin.ok<{ shipping_options: { id: string; name: string }[] }>(admin.get("/admin/shipping-options"))
    const shippingOptionId = shipping_options.find(({ name }) => name === "Envío estándar")!.id
    const desk = { admin, regionId, channelId: sales_channels[0]!.id, shippingOptionId, variants: { [handle]: await variantOf(handle) } }
    const { id, display_id, total } = await phoneOrder(desk, { [handle]: 1 }, { email: this.email })
    return { id, number: display_id, total, link: `/payment-collection/${await paymentLink(desk, id, total)}?order_id=${id}` }
  }

  /** A code that takes five euros off, once. */
  async voucher(): Promise<string> {
    const { admin } = this.demo
    const code = `VALE-${Date.now()}`
    const application_method = { type: "fixed", target_type: "items", allocation: "across", value: 5, currency_code: "eur" }
    await admin.ok(admin.post("/admin/promotions", { code, type: "standard", status: "active", is_automatic: false, limit: 1, application_method }))
    return code
  }

  /** Opens the basket and gives a code in it. */
  async redeem(code: string): Promise<void> {
    await this.page.goto(`${this.url}/cart`)
    await this.at("voucher").fill(code)
    await this.at("redeem").click()
  }

  /** The operator switches a code of {@link voucher} off. */
  async switchOff(code: string): Promise<void> {
    const [promotion] = (await this.demo.admin.ok<{ promotions: { id: string }[] }>(this.demo.admin.get(`/admin/promotions?code=${code}`))).promotions
    await this.demo.admin.ok(this.demo.admin.post(`/admin/promotions/${promotion!.id}`, { status: "inactive" }))
  }

  async takeOut(productId: string): Promise<void> {
    const { admin } = this.demo
    await admin.ok(admin.delete(`/admin/products/${productId}`))
  }

  async fillCart(handle: string, quantity: number): Promise<string> {
    const { store, regionId, variantOf } = this.demo
    const { cart } = await store.ok<{ cart: { id: string } }>(
      store.post("/store/carts", { region_id: regionId, email: this.email, items: [{ variant_id: await variantOf(handle), quantity }] })
    )
    return cart.id
  }

  /** Somebody puts one more into a cart, in another tab. */
  async addElsewhere(cartId: string, handle: string): Promise<void> {
    const { store, variantOf } = this.demo
    await store.ok(store.post(`/store/carts/${cartId}/line-items`, { variant_id: await variantOf(handle), quantity: 1 }))
  }

  /** What the store keeps of a cart's addresses. */
  async addressesOf(cartId: string): Promise<Record<"shipping" | "billing", { country: string; street: string | null }>> {
    const { store } = this.demo
    type Address = { country_code: string; address_1: string | null }
    const { cart } = await store.ok<{ cart: { shipping_address: Address; billing_address: Address } }>(store.get(`/store/carts/${cartId}?fields=*shipping_address,*billing_address`))
    const told = ({ country_code, address_1 }: Address) => ({ country: country_code, street: address_1 })
    return { shipping: told(cart.shipping_address), billing: told(cart.billing_address) }
  }

  async fillForm(): Promise<void> {
    await this.at("fill-sample").click()
    await this.at("field-email").fill(this.email)
  }

  press = (): Promise<void> => this.at("pay").click()

  /** Aplazame's window over the shop, once it is there. */
  async window(page = this.page): Promise<FrameLocator> {
    await this.at("apz-frame", page).waitFor({ timeout: OPEN_MS })
    const frame = page.frameLocator('[data-testid="apz-frame"]')
    await frame.locator('[data-testid="apz-pay"]').waitFor()
    return frame
  }

  /** Fills in Aplazame's window and confirms; the window closes by itself when Aplazame says yes. */
  async confirm(dni: string, product?: string, page = this.page): Promise<FrameLocator> {
    const frame = await this.window(page)
    if (product) await frame.locator(`[data-testid="apz-product-${product}"]`).check()
    await frame.locator('[data-testid="apz-dni"]').fill(dni)
    await frame.locator('[data-testid="apz-pay"]').click()
    return frame
  }

  /** Waits for the page that says thank you; the order's payment status. */
  async thanked(): Promise<string | null> {
    await this.at("confirmation").waitFor({ timeout: 60_000 })
    return this.at("payment-status").getAttribute("data-status")
  }

  /** A button or link that leads on from what the shopper is told. */
  step = (name: string): Locator => this.page.locator(`[data-aplazame-step="${name}"]`)

  /** What is told under the pay button, once it is. */
  panel = (): Locator => this.page.locator("[data-aplazame-message]:not([hidden])")

  /** The names of all that leads on from there, in their order. */
  steps = (): Promise<(string | null)[]> =>
    this.panel().locator("[data-aplazame-step]").evaluateAll((steps) => steps.map((step) => step.getAttribute("data-aplazame-step")))

  /** What the shopper is told under the pay button. */
  async told(): Promise<string> {
    const message = this.panel()
    await message.waitFor({ timeout: 60_000 })
    return (await message.textContent()) ?? ""
  }

  /** The shopper's orders in the store, cancelled ones included. */
  async orders(): Promise<{ id: string; status: string; total: number; items: { id: string }[] }[]> {
    const { admin } = this.demo
    const answer = await admin.ok<{ orders: any[] }>(admin.get(`/admin/orders?q=${encodeURIComponent(this.email)}&fields=id,status,email,total,*items`))
    return answer.orders.filter((order) => order.email === this.email)
  }

  /** How many pieces the store keeps for an order. */
  async reservedFor(order: { items: { id: string }[] }): Promise<number> {
    const { admin } = this.demo
    const query = order.items.map((item) => `line_item_id[]=${item.id}`).join("&")
    const { reservations } = await admin.ok<{ reservations: { quantity: number }[] }>(admin.get(`/admin/reservations?${query}`))
    return reservations.reduce((sum, one) => sum + one.quantity, 0)
  }

  /** Aplazame's orders of this shopper's carts. */
  async credits(): Promise<OrderView[]> {
    return (await this.emulator.orders()).orders.filter((order) => JSON.stringify(order).includes(this.email))
  }
}
