import type { FrameLocator, Page } from "playwright-core"
import { openBrowser, type Browser } from "./browser"
import { ADMIN, runningDemo, type RunningDemo } from "./demo"

const TEST_MS = 240_000
/** Vite puts the admin together at the first look at it, and loads the page anew when it finds one more package. */
const FIRST_ADMIN_PAGE_MS = 120_000

jest.setTimeout(TEST_MS)

let demo: RunningDemo
let browser: Browser

beforeAll(async () => {
  demo = runningDemo()
  browser = await openBrowser()
})

afterAll(() => browser?.close())

const byTestId = (id: string): string => `[data-testid="${id}"]`

async function fillBasket(page: Page): Promise<void> {
  await page.goto(demo.urls.storefront)
  await page.click(byTestId("lang-es"))
  await page.waitForSelector(byTestId("product-bicicleta-turia"))
  await browser.shoot("1-shop")
  await page.click(byTestId("add-zapatillas-retiro"))
  await page.waitForFunction(() => document.querySelector('[data-testid="cart-count"]')?.textContent === "1")
  await page.click(byTestId("add-cafetera-gracia"))
  await page.waitForFunction(() => document.querySelector('[data-testid="cart-count"]')?.textContent === "2")
  await page.click(byTestId("cart-link"))
  await page.waitForSelector(byTestId("line-cafetera-gracia"))
  await browser.shoot("2-basket")
}

async function goToPayment(page: Page): Promise<string> {
  await page.click(byTestId("to-checkout"))
  await page.click(byTestId("fill-sample"))
  await page.check(byTestId("pay-with-aplazame"))
  await browser.shoot("3-checkout")
  const total = (await page.textContent(byTestId("total"))) ?? ""
  await page.click(byTestId("pay"))
  return total
}

/** The emulator's hosted checkout, which lies over the shop. */
async function hostedPage(page: Page): Promise<FrameLocator> {
  await page.waitForSelector(byTestId("apz-frame"), { timeout: 30_000 })
  const frame = page.frameLocator(byTestId("apz-frame"))
  await frame.locator(byTestId("apz-pay")).waitFor()
  return frame
}

async function payWithDni(page: Page, dni: string): Promise<FrameLocator> {
  const frame = await hostedPage(page)
  await frame.locator(byTestId("apz-dni")).fill(dni)
  return frame
}

async function signInToAdmin(page: Page): Promise<void> {
  await page.goto(`${demo.urls.store}/app/login`, { timeout: FIRST_ADMIN_PAGE_MS })
  await page.waitForSelector("input[name=email]", { timeout: FIRST_ADMIN_PAGE_MS })
  await page.fill("input[name=email]", ADMIN.email)
  await page.fill("input[name=password]", ADMIN.password)
  await page.click("button[type=submit]")
  await page.waitForURL(/\/app\/orders/, { timeout: 60_000 })
}

afterEach(async () => {
  // what was on the screen at the end, for whoever reads a failure
  await browser.shoot("end")
})

it("sells in the shop through Aplazame's page and shows the order as authorised in the admin", async () => {
  const { page } = browser
  await fillBasket(page)
  const total = await goToPayment(page)

  // a refused credit first: the shopper is told, keeps the basket and may try again
  const refused = await payWithDni(page, "99999998T")
  await refused.locator(byTestId("apz-pay")).click()
  await refused.locator(byTestId("apz-close")).click()
  const told = "[data-aplazame-message]:not([hidden])"
  await page.waitForSelector(told)
  expect(await page.textContent(told)).toContain("Aplazame no ha aprobado")
  await browser.shoot("4-refused")

  await page.click(byTestId("pay"))
  const frame = await payWithDni(page, "12345678Z")
  await browser.shoot("5-aplazame")
  await frame.locator(byTestId("apz-pay")).click()
  await page.waitForSelector(byTestId("confirmation"), { timeout: 60_000 })
  const number = (await page.textContent(byTestId("order-number"))) ?? ""
  expect(number).toMatch(/^\d+$/)
  expect(await page.getAttribute(byTestId("payment-status"), "data-status")).toBe("authorized")
  expect(await page.textContent(byTestId("total"))).toBe(total)
  expect(await page.textContent(byTestId("cart-count"))).toBe("0")
  await browser.shoot("6-confirmation")

  await page.goto(`${demo.urls.emulator}/_emulator`)
  await page.waitForSelector("table tbody tr")
  await browser.shoot("7-emulator")

  await signInToAdmin(page)
  const row = page.locator("table tbody tr", { hasText: `#${number}` }).first()
  await row.waitFor({ timeout: 60_000 })
  await browser.shoot("8-admin-orders")
  await row.locator("td").nth(1).click()
  await page.waitForURL(/\/app\/orders\/order_/)
  const heading = page.getByRole("heading", { name: `#${number}` })
  await heading.waitFor({ timeout: 60_000 })
  await page.getByText(/Authorized|Autorizado/).first().waitFor()
  await browser.shoot("9-admin-order")
  expect(browser.troubles.filter((text) => !/401|403|favicon|ERR_FAILED/.test(text))).toEqual([])
})
