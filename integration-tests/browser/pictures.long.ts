import { join } from "node:path"
import { openAdminDesk, FIRST_ADMIN_PAGE_MS, type AdminDesk } from "./admin-desk"
import { Shop } from "./shop"
import { THEME } from "./operator"

/** `npm run images` makes the pictures of the README and the docs with these: from the demo, in English, light and dark. */
const IMAGES = join(__dirname, "..", "..", "docs", "images")
const SIZE = { width: 1280, height: 860 }
const THEMES = ["light", "dark"] as const

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
  await desk.browser.context.setExtraHTTPHeaders({ "accept-language": "en" })
}, FIRST_ADMIN_PAGE_MS)
afterAll(() => desk.browser.close())

/** The page as it stands, in both themes; `-dark` is appended to the name of the one. */
async function picture(name: string, change: (theme: (typeof THEMES)[number]) => Promise<void>): Promise<void> {
  const { page } = desk.browser
  for (const theme of THEMES) {
    await page.setViewportSize(SIZE)
    await page.emulateMedia({ colorScheme: theme })
    await change(theme)
    // pictures of the shop and what slides in
    await page.waitForTimeout(1_000)
    await page.screenshot({ path: join(IMAGES, `${name}${theme === "dark" ? "-dark" : ""}.png`) })
  }
}

it("shows the shop's checkout, and Aplazame's page over it", async () => {
  const shop = await Shop.enter(desk.browser, desk.demo, SIZE)
  const atPayment = async (): Promise<void> => {
    await shop.page.evaluate(() => localStorage.setItem("lang", "en"))
    await shop.atCheckout("bicicleta-turia")
    await shop.at("pay-with-aplazame").check()
    await shop.at("pay-with-aplazame").scrollIntoViewIfNeeded()
  }
  await picture("shop-checkout", atPayment)
  await picture("hosted-checkout", async () => {
    await atPayment()
    await shop.press()
    await shop.window()
  })
})

it("shows a credit on its order, Aplazame's orders, and a reconciliation", async () => {
  const one = await desk.operator("en")
  const admin = (open: () => Promise<unknown>) => async (theme: (typeof THEMES)[number]) => {
    await one.page.evaluate(([key, value]) => localStorage.setItem(key, value), [THEME, theme] as const)
    await open()
  }
  const sale = await desk.buy("pay_later")
  await desk.buy("instalments")
  await desk.buy("pay_in_4")
  await one.openOrder(sale.orderId)
  // which product the shopper chose is known then, and that a part can be captured
  await one.fromMenu(one.words.refresh)
  await one.confirm("refresh")
  await one.widget.getByRole("button", { name: one.words.capture, exact: true }).click()
  await one.send("capture", "60.00")
  await one.refund("20.00")
  await picture("admin-widget", admin(async () => {
    await one.openOrder(sale.orderId)
    await one.widget.evaluate((element) => element.scrollIntoView({ block: "center" }))
  }))
  await picture("admin-orders", admin(async () => {
    await one.open("/aplazame")
    await one.page.getByRole("row").nth(3).waitFor()
  }))
  await desk.emulator.panelRefund(sale.checkoutId, 1_000)
  await picture("admin-reconcile", admin(async () => {
    await one.open("/aplazame?tab=reconcile")
    await one.page.getByRole("button", { name: "Dry run", exact: true }).click()
    await one.page.getByText(/Nothing was changed/).first().waitFor()
    await one.page.getByRole("cell", { name: /at Aplazame/ }).first().waitFor()
  }))
})
