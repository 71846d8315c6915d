// What a shopper does in the starter's storefront, each a check of its own.
import { expectThat } from "../install/checks.mjs"
import { waitFor } from "../lib/wait-for.mjs"
import { DNI, enter, PHONE, WIDGET } from "./shopper.mjs"

const HANDLE = "t-shirt"
/** What a page may say in the browser's console of what is not ours: pictures and fonts of other machines. */
const OF_OTHERS = /Failed to load resource|net::ERR_FAILED|_next\/image/

/** Goods that nobody ships, as an operator adds them: without a shipping profile. The starter asks for a way of shipping all the same. */
async function stockDigital({ admin }) {
  const { sales_channels: [channel] } = await admin.get("/admin/sales-channels")
  await admin.post("/admin/products", {
    title: "Photography course", handle: "photography-course", status: "published", sales_channels: [{ id: channel.id }],
    options: [{ title: "Format", values: ["Online"] }],
    variants: [{ title: "Online", options: { Format: "Online" }, manage_inventory: false, prices: [{ currency_code: "eur", amount: 60 }] }],
  })
}

/** Every purchase, in the order of their names. `first` is told when the first one is paid. */
export async function buyInStarter({ check, browser, shop, first }) {
  const purchase = (name, prove, options) =>
    check(name, async () => {
      try {
        return await prove()
      } catch (error) {
        await browser.shoot(`starter-failed-${name.replaceAll(/\W+/g, "-")}`)
        throw new Error(`${error.message}\nat ${browser.page.url()}\n${browser.troubles.splice(0).slice(-5).join("\n")}`, { cause: error })
      }
    }, options)
  const visit = (more = {}) => enter({ browser, shop, ...more })
  const paid = async (shopper) => {
    const id = await shopper.order("placed")
    const { payment_status: status } = await shopper.operatorsOrder(id)
    expectThat(["authorized", "captured"].includes(status), `the order is ${status}`)
    expectThat(await shopper.cartIsEmpty(), "the cart is still full")
    return id
  }

  await purchase("a product with its widget is bought from its page to the thanks", async () => {
    const shopper = await visit()
    await shopper.chooseVariant(HANDLE)
    await shopper.page.locator(WIDGET).first().waitFor()
    await shopper.shoot("1-product")
    await shopper.addToCart()
    await shopper.page.goto(`${shop.urls.storefront}/es/cart`)
    await shopper.page.locator(WIDGET).first().waitFor()
    await shopper.shoot("2-cart")
    await shopper.at("checkout-button").click()
    await shopper.fillAddress()
    await shopper.chooseDelivery()
    const option = await shopper.offered()
    for (const part of ["[data-aplazame-ways] span", "[data-aplazame-credit-notice]"]) {
      const size = await option.locator(part).first().evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
      expectThat(size >= 13, `${part} is of ${size} px`)
    }
    await shopper.shoot("3-payment")
    await shopper.chooseAplazame()
    await shopper.shoot("4-review")
    await shopper.press()
    await shopper.frame()
    await shopper.shoot("4-window", { window: true })
    await shopper.confirm(DNI.good)
    await shopper.order("placed")
    await shopper.shoot("5-thanks")
    first()
    await paid(shopper)
  })
  await purchase("a refused shopper is told, and pays again", async () => {
    const shopper = await visit()
    await shopper.atPayment(HANDLE)
    await shopper.chooseAplazame()
    await shopper.press()
    const refused = await shopper.confirm(DNI.refused)
    await refused.locator('[data-testid="apz-close"]').click()
    const told = await shopper.told()
    expectThat(/did not approve/.test(told), `told: ${told}`)
    await shopper.shoot("6-refused")
    await shopper.press()
    await shopper.confirm(DNI.good)
    await paid(shopper)
  })
  await purchase("a shopper who closes Aplazame's window is told that nothing was charged, and pays", async () => {
    const shopper = await visit()
    await shopper.atPayment(HANDLE)
    await shopper.chooseAplazame()
    await shopper.press()
    await (await shopper.frame()).locator('[data-testid="apz-dismiss"]').click()
    const told = await shopper.told()
    expectThat(/Nothing was charged/.test(told), `told: ${told}`)
    await shopper.shoot("7-dismissed")
    await shopper.press()
    await shopper.confirm(DNI.good)
    await paid(shopper)
  })
  const challenged = async (answer) => {
    const shopper = await visit()
    await shopper.atPayment(HANDLE)
    await shopper.chooseAplazame()
    await shopper.press()
    const inner = await shopper.confirm(DNI.challenged)
    await inner.locator('[data-testid="apz-challenge-later"]').click()
    const id = await shopper.order("pending")
    expectThat(!(await shopper.page.getByText("Thank you").isVisible()), "the page thanks while the check runs")
    expectThat(!(await shopper.page.getByText("We have sent").isVisible()), "the page says that the confirmation was sent while the check runs")
    await shopper.shoot(`8-review-${answer}`)
    await shop.emulator.post(`/orders/${(await shopper.credit()).id}/${answer}`)
    return { shopper, id }
  }
  await purchase("an identity check that is passed: the order page says that it is reviewed, then thanks", async () => {
    const { shopper, id } = await challenged("pass-challenge")
    await shopper.order("placed")
    await shopper.shoot("9-passed")
    const { payment_status: status } = await shopper.operatorsOrder(id)
    expectThat(status === "authorized", `the order is ${status}`)
  })
  await purchase("an identity check that is failed: the order page says that it was cancelled", async () => {
    const { shopper, id } = await challenged("fail-challenge")
    await shopper.order("refused")
    expectThat(!(await shopper.page.getByText("We have sent").isVisible()), "the page says that the confirmation was sent for a cancelled order")
    await shopper.shoot("10-failed")
    const { status } = await shopper.operatorsOrder(id)
    expectThat(status === "canceled", `the order is ${status}`)
  })
  await purchase("a shop that was closed while Aplazame approved shows the order on whatever page it is opened again", async () => {
    const shopper = await visit()
    await shopper.atPayment(HANDLE)
    await shopper.chooseAplazame()
    await shopper.press()
    await shopper.frame()
    const { id } = await shopper.credit()
    await shopper.page.goto("about:blank")
    await shop.emulator.post(`/orders/${id}/approve`)
    await shopper.page.goto(`${shop.urls.storefront}/es/store`)
    await paid(shopper)
    // and the shop sells on
    await shopper.chooseVariant(HANDLE)
    await shopper.addToCart()
    expectThat(!(await shopper.cartIsEmpty()), "nothing can be put into the cart")
  })
  await purchase("digital goods are bought, and captured when they are placed", async () => {
    await stockDigital(shop)
    const shopper = await visit()
    await shopper.atPayment("photography-course")
    await shopper.chooseAplazame()
    await shopper.press()
    await shopper.confirm(DNI.good)
    const id = await paid(shopper)
    await waitFor(async () => (await shopper.operatorsOrder(id)).payment_status === "captured", { what: "the capture", timeoutMs: 60_000 })
  })
  await purchase("on a phone", async () => {
    const shopper = await visit({ size: PHONE })
    await shopper.page.goto(`${shop.urls.storefront}/es/products/${HANDLE}`)
    await shopper.page.locator(WIDGET).first().waitFor()
    await shopper.shoot("11-phone-product")
    await shopper.atPayment(HANDLE)
    await shopper.offered()
    await shopper.shoot("11-phone-payment")
    await shopper.chooseAplazame()
    const wide = await shopper.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expectThat(wide <= 0, `the page is ${wide} px wider than the phone`)
    await shopper.shoot("12-phone-review")
    await shopper.press()
    await shopper.frame()
    await shopper.shoot("12-phone-window", { window: true })
    await shopper.confirm(DNI.good)
    await paid(shopper)
  })
  await purchase("the parts speak what the shop speaks: English, and Spanish where a shopper has chosen it", async () => {
    for (const [locale, words] of [[undefined, "Pay with Aplazame"], ["es-ES", "Pagar con Aplazame"]]) {
      const shopper = await visit({ locale })
      await shopper.atPayment(HANDLE)
      await shopper.offered()
      await shopper.shoot(`13-payment-${locale ?? "en"}`)
      await shopper.chooseAplazame()
      const text = await shopper.page.locator("[data-aplazame-pay]").textContent()
      expectThat(text === words, `the button says ${text}`)
      await shopper.shoot(`13-review-${locale ?? "en"}`)
    }
  })
  await purchase("the page that Aplazame sends a shopper back to says what came of the payment, and leads on", async () => {
    const shopper = await visit()
    const finds = async (how, outcome) => {
      const found = await shopper.comeBack(how)
      expectThat(found === outcome, `it says ${found}, not ${outcome}`)
      const steps = await shopper.page.locator("[data-aplazame-step]").count()
      expectThat(steps > 0, "it leads nowhere")
      await shopper.shoot(`15-return-${how}`)
    }
    await finds("success", "none")
    await shopper.atPayment(HANDLE)
    await shopper.chooseAplazame()
    await shopper.press()
    await (await shopper.confirm(DNI.refused)).locator('[data-testid="apz-close"]').waitFor()
    await finds("refused", "refused")
    await shopper.page.locator('[data-aplazame-step="other"]').click()
    await shopper.chooseAplazame()
    await shopper.press()
    await shopper.frame()
    await finds("dismissed", "dismissed")
  })
  await purchase("a country where Aplazame can't pay sees no widget and no option", async () => {
    const shopper = await visit({ country: "dk" })
    await shopper.chooseVariant(HANDLE)
    await shopper.page.waitForTimeout(2_000)
    expectThat((await shopper.page.locator(WIDGET).count()) === 0, "the widget is there")
    await shopper.atPayment(HANDLE)
    await shopper.at("submit-payment-button").waitFor()
    await shopper.page.waitForTimeout(2_000)
    expectThat((await shopper.page.locator('[role="radio"]', { hasText: "Aplazame" }).count()) === 0, "the option is there")
    await shopper.shoot("14-denmark")
  })
  await purchase("no page of all these has an error in the browser's console", async () => {
    const own = [...new Set(browser.troubles)].filter((text) => !OF_OTHERS.test(text))
    expectThat(own.length === 0, own.join("\n"))
  })
}
