// A shopper in the starter's storefront, who knows what is on the screen.
import { ADDRESS } from "../../demo/lib/settings.mjs"
import { expectThat } from "../install/checks.mjs"
import { waitFor } from "../lib/wait-for.mjs"

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1360, height: 900 }
/** The instalments as aplazame.js draws them. */
export const WIDGET = "[data-aplazame-widget-instalments]"
export const DNI = { good: "12345678Z", challenged: "99999995C", refused: "99999998T" }
const PAGE_MS = 60_000

let shoppers = 0

/**
 * @param {{ browser: object, shop: object, size?: { width: number, height: number }, country?: string, locale?: string }} visit
 *   locale: what the shopper has chosen in the shop's menu of languages
 */
export async function enter({ browser, shop, size = DESKTOP, country = "es", locale }) {
  const { context, page } = browser
  const { urls, admin, store, emulator } = shop
  const email = `shopper${++shoppers}-${Date.now()}@example.com`
  await context.clearCookies()
  await page.setViewportSize(size)
  page.setDefaultTimeout(PAGE_MS)
  await page.goto(`${urls.storefront}/${country}`)
  await page.evaluate(() => localStorage.clear())
  if (locale) await context.addCookies([{ name: "_medusa_locale", value: locale, url: urls.storefront }])

  const at = (id) => page.locator(`[data-testid="${id}"]`)
  const visible = (id) => at(id).filter({ visible: true }).first()
  const region = async () => (await store.get("/store/regions")).regions.find(({ countries }) => countries.some(({ iso_2 }) => iso_2 === country))
  const frame = async () => {
    await at("apz-frame").waitFor()
    const inner = page.frameLocator('[data-testid="apz-frame"]')
    await inner.locator('[data-testid="apz-pay"]').waitFor()
    return inner
  }

  return {
    page, email, at, visible, frame,
    /** The whole page: what a part stands beside is looked at too. With `window` what the shopper sees at once. */
    shoot: (name, { window = false } = {}) => browser.shoot(`starter-${name}`, { whole: !window }),

    /** Looks at a product and chooses its first variant. */
    async chooseVariant(handle) {
      await page.goto(`${urls.storefront}/${country}/products/${handle}`)
      const options = at("product-options")
      await visible("add-product-button").waitFor()
      // The page is the server's at first; a press before React is there is lost.
      await waitFor(async () => {
        for (const option of await options.filter({ visible: true }).all()) await option.locator('[data-testid="option-button"]').first().click()
        return /v_id=/.test(page.url()) && (await visible("add-product-button").isEnabled())
      }, { what: "a chosen variant", timeoutMs: PAGE_MS, everyMs: 500 })
    },

    /** Puts the chosen variant into the cart, and waits until the shop counts it: a page that is left before has put nothing there. */
    async addToCart() {
      await visible("add-product-button").click()
      await at("nav-cart-link").filter({ hasText: "(1)" }).first().waitFor()
    },

    /** A cart with the goods of a product and an address: ready for the payment. Made by the store's API, to be quick. */
    async atPayment(handle) {
      const { id } = await region()
      const { products: [product] } = await store.get(`/store/products?region_id=${id}&handle=${handle}`)
      const address = { ...ADDRESS, country_code: country }
      const { cart } = await store.post("/store/carts", { region_id: id, email, shipping_address: address, billing_address: address, items: [{ variant_id: product.variants[0].id, quantity: 1 }] })
      const { shipping_options: [way] } = await store.get(`/store/shipping-options?cart_id=${cart.id}`)
      await store.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: way.id })
      await context.addCookies([{ name: "_medusa_cart_id", value: cart.id, url: urls.storefront, httpOnly: true, sameSite: "Strict" }])
      await page.goto(`${urls.storefront}/${country}/checkout?step=payment`)
      return cart.id
    },

    /** Fills in the address form of the checkout. */
    async fillAddress() {
      const fields = { first_name: ADDRESS.first_name, last_name: ADDRESS.last_name, address_1: ADDRESS.address_1, postal_code: ADDRESS.postal_code, city: ADDRESS.city, province: ADDRESS.province, phone: ADDRESS.phone }
      await at("shipping-first-name-input").waitFor()
      await page.waitForLoadState("networkidle")
      for (const [name, value] of Object.entries(fields)) await page.fill(`[name="shipping_address.${name}"]`, value)
      await page.fill('[name="email"]', email)
      await page.selectOption('[name="shipping_address.country_code"]', country)
      await at("submit-address-button").click()
      await page.waitForURL(/step=delivery/)
    },

    async chooseDelivery() {
      await at("delivery-option-radio").first().click()
      await page.waitForFunction(() => document.querySelector('[data-testid="submit-delivery-option-button"]')?.disabled === false)
      await at("submit-delivery-option-button").click()
      await page.waitForURL(/step=payment/)
    },

    /** Aplazame among the payment methods, with its line and what a month costs. */
    async offered() {
      const option = page.locator('[role="radio"]', { hasText: "Aplazame" })
      await option.locator(`[data-aplazame-ways] ${WIDGET}`).waitFor()
      return option
    },

    /** Chooses Aplazame among the payment methods and goes on to the review. */
    async chooseAplazame() {
      const option = page.locator('[role="radio"]', { hasText: "Aplazame" })
      await option.waitFor()
      await option.click()
      await at("submit-payment-button").click()
      await page.waitForURL(/step=review/)
      await page.locator("[data-aplazame-pay]").waitFor()
    },

    press: () => page.locator("[data-aplazame-pay]").click(),

    /** Fills in Aplazame's window and confirms. */
    async confirm(dni) {
      const inner = await frame()
      await inner.locator('[data-testid="apz-dni"]').fill(dni)
      await inner.locator('[data-testid="apz-pay"]').click()
      return inner
    },

    /** Comes back from Aplazame to the shop's return page. @returns what the page has found out */
    async comeBack(how) {
      await page.goto(`${urls.storefront}/${country}/checkout/aplazame/${how}`)
      const panel = page.locator('[data-aplazame-status][data-outcome]:not([data-outcome="asking"])')
      await panel.waitFor()
      return panel.getAttribute("data-outcome")
    },

    /** Waits until the page of the placed order thanks, or says that the payment is in review, or that it was cancelled. */
    async order(state) {
      await page.waitForURL(/\/order\/order_\w+\/confirmed/)
      await (state === "placed" ? page.getByText("Thank you!") : page.locator(`[data-aplazame-order-status="${state}"]`)).waitFor()
      return /order_\w+/.exec(page.url())[0]
    },

    /** What the shopper is told below the pay button. */
    async told() {
      const message = page.locator("[data-aplazame-message]:not([hidden])")
      await message.waitFor()
      return message.textContent()
    },

    /** The order as the operator has it. */
    operatorsOrder: async (id) => (await admin.get(`/admin/orders/${id}?fields=id,status,payment_status,total`)).order,

    /** Aplazame's order of this shopper's cart. */
    async credit() {
      const { orders } = await emulator.get("/orders")
      const mine = orders.find((one) => JSON.stringify(one).includes(email))
      expectThat(mine, "Aplazame has no order of this shopper")
      return mine
    },

    /** Whether the cart of the shop is empty, as its own page says. */
    async cartIsEmpty() {
      await page.goto(`${urls.storefront}/${country}/cart`)
      await at("cart-container").waitFor()
      return (await at("checkout-button").count()) === 0
    },
  }
}
