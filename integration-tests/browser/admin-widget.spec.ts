import { FIRST_ADMIN_PAGE_MS, openAdminDesk, type AdminDesk } from "./admin-desk"
import { seriousFindings } from "./axe"
import { demoApis, shopperOf } from "./demo-purchase"
import { enterOn, focused } from "./keyboard"
import { THEME } from "./operator"

jest.setTimeout(240_000)

let { demo, browser, buy, operator, agree } = {} as AdminDesk
beforeAll(async () => {
  ;({ demo, browser, buy, operator, agree } = await openAdminDesk())
}, FIRST_ADMIN_PAGE_MS)
afterAll(() => browser?.close())

it("captures and gives back by the keyboard alone, with a reason and a note, and the form closes", async () => {
  const sale = await buy("pay_later")
  const one = await operator("en")
  const { page, form } = one
  const amount = form.getByLabel(one.words.amount, { exact: true })
  await one.openOrder(sale.orderId)
  await one.typeMenu(one.words.refresh, "refresh")

  await one.tabTo(one.widget.getByRole("button", { name: one.words.capture, exact: true }))
  await page.keyboard.press("Enter")
  await focused(amount)
  await page.keyboard.press("ControlOrMeta+A")
  await page.keyboard.type("12.34")
  // Enter alone moves no money.
  await page.keyboard.press("Enter")
  expect(await form.isVisible()).toBe(true)
  await page.keyboard.press("ControlOrMeta+Enter")
  await form.waitFor({ state: "detached" })
  await agree(one, sale, { captured: 1234, refunded: 0, voided: 0 })

  await one.tabTo(one.widget.getByRole("button", { name: one.words.refund, exact: true }))
  await page.keyboard.press("Enter")
  await focused(amount)
  expect(await amount.inputValue()).toBe("12.34")
  await page.keyboard.press("ControlOrMeta+A")
  await page.keyboard.type("2.30")
  await one.tabTo(form.getByRole("combobox", { name: one.words.reason }))
  await page.keyboard.press("Enter")
  await page.getByRole("option").first().waitFor()
  await page.keyboard.press("End")
  await page.keyboard.press("Enter")
  await one.tabTo(form.getByRole("textbox", { name: one.words.note }))
  await page.keyboard.type("Wrong size")
  await one.tabTo(form.getByRole("button", { name: "Refund €2.30" }))
  await page.keyboard.press("Enter")
  await one.told("refund")
  await form.waitFor({ state: "detached" })
  await agree(one, sale, { captured: 1234, refunded: 230, voided: 0 })
  await one.widget.getByText("by Demo Admin (admin)").first().waitFor()

  // The rest goes back as it is offered.
  await enterOn(page, one.widget.getByRole("button", { name: one.words.refund, exact: true }))
  await focused(amount)
  expect(await amount.inputValue()).toBe("10.04")
  await enterOn(page, form.getByRole("button", { name: "Refund €10.04" }))
  await form.waitFor({ state: "detached" })
  await agree(one, sale, { captured: 1234, refunded: 1234, voided: 0 })
})

it("offers a part to be voided, never all of the credit, and leaves a page that can be used", async () => {
  const sale = await buy("pay_later")
  const one = await operator("es")
  await one.openOrder(sale.orderId)
  await one.fromMenu(one.words.voidPart)
  const amount = one.form.getByLabel(one.words.amount, { exact: true })
  expect(await amount.inputValue()).toBe("")
  await amount.fill((sale.total / 100).toFixed(2).replace(".", ","))
  expect(await one.submit("void").isDisabled()).toBe(true)
  await one.send("void", "5,50")
  await agree(one, sale, { captured: 0, refunded: 0, voided: 550 })
  await one.fromMenu(one.words.refresh)
  await one.confirm("refresh")
})

it("lists a customer's credits on their page, with the way to each order", async () => {
  const sale = await (await shopperOf(demo, "of-one-order@example.com")).buy("instalments")
  const { admin } = await demoApis(demo)
  const { order } = await admin.ok<{ order: { customer_id: string; display_id: number } }>(admin.get(`/admin/orders/${sale.orderId}?fields=customer_id,display_id`))
  const one = await operator("en")
  await one.open(`/customers/${order.customer_id}`)
  const credits = one.page.getByRole("region", { name: one.words.customer })
  const mine = credits.getByRole("listitem")
  await mine.getByText("Confirmed").waitFor()
  await browser.shoot("admin-en-20-customer")
  expect(await seriousFindings(one.page, `[aria-label='${one.words.customer}']`)).toEqual([])
  await mine.getByRole("link", { name: `#${order.display_id}` }).click()
  await one.page.waitForURL(new RegExp(sale.orderId))
})

it.each([
  ["en", "light", 1360],
  ["es", "dark", 1360],
  ["en", "dark", 390],
  ["es", "light", 390],
] as const)("fits and reads well in %s, %s, at a width of %i", async (language, theme, width) => {
  const sale = await buy("pay_later")
  const one = await operator(language)
  const { page } = one
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300)
    await browser.shoot(`widget-${language}-${theme}-${width}-${name}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  await page.setViewportSize({ width, height: 1000 })
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [THEME, theme] as const)
  try {
    await one.openOrder(sale.orderId)
    await one.fromMenu(one.words.refresh)
    await one.confirm("refresh")
    await one.widget.getByRole("button", { name: one.words.capture, exact: true }).click()
    await one.send("capture", language === "en" ? "60.00" : "60,00")
    await one.refund(language === "en" ? "20.00" : "20,00")
    await agree(one, sale, { captured: 6000, refunded: 2000, voided: 0 })
    // What Aplazame said before all that is no difference now.
    expect(await one.widget.getByText(/Aplazame (says|dice):/).count()).toBe(0)
    // A message stays for as long as the mouse rests on it, which is where the drawer's button was.
    await page.mouse.move(0, 0)
    await page.locator("[data-sonner-toast]").first().waitFor({ state: "detached" })
    await one.widget.evaluate((element) => element.scrollIntoView())
    await look("order")
    expect(await seriousFindings(page, "[aria-label=Aplazame]")).toEqual([])
    await one.widget.getByRole("button", { name: one.words.more }).click()
    await page.getByRole("menu").waitFor()
    await look("menu")
    await page.keyboard.press("Escape")
    await one.widget.getByRole("button", { name: one.words.refund, exact: true }).click()
    await one.form.waitFor()
    await look("refund")
    await page.keyboard.press("Escape")
  } finally {
    await page.evaluate((key) => localStorage.removeItem(key), THEME)
    await page.setViewportSize({ width: 1360, height: 900 })
  }
})
