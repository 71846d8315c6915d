import { readFileSync } from "node:fs"
import { FIRST_ADMIN_PAGE_MS, openAdminDesk, type AdminDesk } from "./admin-desk"
import { seriousFindings } from "./axe"
import { THEME } from "./operator"

jest.setTimeout(240_000)

let { demo, browser, emulator, buy, refused, operator, agree } = {} as AdminDesk
beforeAll(async () => {
  ;({ demo, browser, emulator, buy, refused, operator, agree } = await openAdminDesk())
}, FIRST_ADMIN_PAGE_MS)
afterEach(() => browser.shoot(`admin-end-${expect.getState().currentTestName?.replace(/\W+/g, "-").slice(0, 60)}`))
afterAll(() => browser?.close())

it.each([
  ["en", "pay_later"],
  ["es", "instalments"],
] as const)("an operator captures, refunds twice and is refused a third, in %s, with %s", async (language, product) => {
  const sale = await buy(product)
  const one = await operator(language)
  await one.openOrder(sale.orderId)
  await agree(one, sale, { captured: 0, refunded: 0, voided: 0 })
  expect(await one.widget.getByRole("button", { name: one.words.refund, exact: true }).isDisabled()).toBe(true)
  await browser.shoot(`admin-${language}-1-confirmed`)

  // what a pay-later order lets you choose the amount of is known once Aplazame was read
  await one.fromMenu(one.words.refresh)
  await one.confirm("refresh")
  await one.widget.getByRole("button", { name: one.words.capture, exact: true }).click()
  await browser.shoot(`admin-${language}-2-asked`)
  if (product === "pay_later") await one.send("capture", null)
  else await one.confirm("capture")
  await agree(one, sale, { captured: sale.total, refunded: 0, voided: 0 })

  await one.refund("10,00".replace(",", language === "en" ? "." : ","))
  await one.page.locator("[data-sonner-toast]").filter({ hasText: /10[.,]00/ }).first().waitFor()
  await agree(one, sale, { captured: sale.total, refunded: 1000, voided: 0 })
  await browser.shoot(`admin-${language}-3-refunded`)

  // more than is left is said before it is asked
  await one.widget.getByRole("button", { name: one.words.refund, exact: true }).click()
  await one.form.getByLabel(one.words.amount, { exact: true }).fill("999999")
  expect(await one.submit("refund").isDisabled()).toBe(true)
  await browser.shoot(`admin-${language}-4-too-much`)
  await one.page.keyboard.press("Escape")
  await one.form.waitFor({ state: "detached" })

  await one.refund(null)
  await agree(one, sale, { captured: sale.total, refunded: sale.total, voided: 0 })
  const refundButton = one.widget.getByRole("button", { name: one.words.refund, exact: true })
  expect(await refundButton.isDisabled()).toBe(true)
  await browser.shoot(`admin-${language}-5-all-refunded`)
})

it("shows what Aplazame refused by the first filter of the list, of whom and why, and pages on a phone", async () => {
  const { mid } = await refused()
  await buy("instalments")
  const one = await operator("en")
  const { page } = one
  await one.open("/aplazame")
  await page.getByRole("row").nth(1).waitFor()
  await page.getByRole("button", { name: "Filter", exact: true }).click()
  expect(await page.getByRole("menuitem").first().innerText()).toBe("Status")
  await page.getByRole("menuitem").first().click()
  await page.getByRole("radio", { name: "Refused", exact: true }).click()
  await page.waitForURL(/status=refused/)
  await page.keyboard.press("Escape")
  await page.getByRole("cell", { name: "Accepted", exact: true }).first().waitFor({ state: "detached" })
  const row = page.getByRole("row").filter({ has: page.locator(`[title="${mid}"]`) })
  await row.getByRole("cell", { name: "Aplazame did not grant the credit" }).waitFor()
  expect(await row.innerText()).toContain("Lucía García")
  await browser.shoot("admin-en-24-refused")
  await page.getByRole("button", { name: "Clear all" }).click()
  await page.waitForURL((url) => !url.searchParams.has("status"))
  await page.setViewportSize({ width: 390, height: 900 })
  for (const name of ["Prev", "Next"]) {
    const { x = 0, width = 0 } = (await page.getByRole("button", { name, exact: true }).boundingBox()) ?? {}
    expect({ name, within: x > 0 && x + width <= 390 }).toEqual({ name, within: true })
  }
  await browser.shoot("admin-en-25-pager")
  await page.setViewportSize({ width: 1360, height: 900 })
})

it("follows a fulfilment: widget and page show the capture that comes of it, and nobody loads the page anew", async () => {
  const sale = await buy("instalments")
  const one = await operator("en")
  const { page } = one
  await one.openOrder(sale.orderId)
  await agree(one, sale, { captured: 0, refunded: 0, voided: 0 })
  await page.evaluate(() => Object.assign(window, { notLoadedAnew: true }))
  await page.getByRole("heading", { name: "Unfulfilled Items" }).locator("xpath=ancestor::*[.//button][1]").getByRole("button").last().click()
  await page.getByRole("menuitem", { name: /fulfill/i }).click()
  // Medusa's form refuses what is sent before it has found the shopper's shipping option.
  const create = page.getByRole("button", { name: "Create Fulfillment" })
  for (await create.waitFor(); await create.isVisible(); await page.waitForTimeout(1_500)) await create.click({ timeout: 5_000 }).catch(() => undefined)
  await agree(one, sale, { captured: sale.total, refunded: 0, voided: 0 })
  // Medusa's own badge, which its page does not ask for again by itself.
  await page.locator("main").getByText("Captured", { exact: true }).first().waitFor()
  await page.waitForFunction(() => !/Authorized/.test(document.querySelector("main")?.innerText ?? ""))
  expect(await page.evaluate(() => "notLoadedAnew" in window)).toBe(true)
  // Who asked is said in words, also of the update that the planned capture sent.
  expect(await one.widget.getByText("by fulfillment #1").count()).toBe(2)
  expect(await one.widget.innerText()).not.toContain("aplop_")
  await browser.shoot("admin-en-19-followed")
})

it("says what became of a refund whose answer was lost while the panel moved another amount, beside Aplazame's figures of now", async () => {
  const sale = await buy("instalments")
  const one = await operator("es")
  const { page } = one
  await one.openOrder(sale.orderId)
  await one.capture()
  const fault = await emulator.addFault({ route: "POST /orders/:id/refund", ref: sale.checkoutId, times: 1, reset: "after", delay_ms: 3_000 })
  await one.widget.getByRole("button", { name: one.words.refund, exact: true }).click()
  await one.form.getByLabel(one.words.amount, { exact: true }).fill("20,00")
  await one.submit("refund").click()
  for (const end = Date.now() + 20_000; (await emulator.order(sale.checkoutId)).refunded !== 2000 && Date.now() < end; ) await page.waitForTimeout(50)
  await emulator.panelRefund(sale.checkoutId, 500)
  await page.locator("[data-sonner-toast]").filter({ hasText: "todavía no ha respondido" }).first().waitFor()
  await emulator.removeFault(fault.id)
  await page.keyboard.press("Escape")
  const problem = one.widget.getByRole("article", { name: /no permiten saber si una operación/ })
  await problem.getByRole("button", { name: "Decir qué pasó" }).click()
  const form = page.getByRole("dialog", { name: "¿Qué pasó?" })
  // As the heads of Medusa's own drawers are.
  await form.getByRole("heading", { name: "¿Qué pasó?", level: 1 }).waitFor()
  // While the call may still arrive, nobody is asked.
  const yes = form.getByRole("button", { name: "Sí ocurrió", exact: true })
  await yes.waitFor()
  await browser.shoot("admin-es-20-undecided-waits")
  for (const end = Date.now() + 90_000; !(await yes.isEnabled()) && Date.now() < end; ) await page.waitForTimeout(500)
  expect(await form.innerText()).toMatch(/20,00/)
  expect(await form.innerText()).toMatch(/25,00/)
  expect(await form.getByRole("button", { name: "No ocurrió", exact: true }).isEnabled()).toBe(true)
  await browser.shoot("admin-es-21-undecided")
  expect(await seriousFindings(page, "[role=dialog] .gap-y-6")).toEqual([])
  await yes.click()
  await browser.shoot("admin-es-22-sure")
  await page.getByRole("alertdialog").getByRole("button", { name: one.words.confirm }).click()
  await form.waitFor({ state: "detached" })
  await problem.waitFor({ state: "detached" })
  await agree(one, sale, { captured: sale.total, refunded: 2500, voided: 0 })
  await one.widget.getByText(/decidido por/).first().waitFor()
  await browser.shoot("admin-es-23-decided")
})

it("cancels an order and its credit from the widget", async () => {
  const sale = await buy("pay_in_4")
  const one = await operator("es")
  await one.openOrder(sale.orderId)
  await one.fromMenu(one.words.cancelOrder)
  await browser.shoot("admin-es-6-cancel")
  await one.confirm("cancel")
  await agree(one, sale, { captured: 0, refunded: 0, voided: sale.total })
  expect((await emulator.order(sale.checkoutId)).cancelled).not.toBeNull()
  await one.widget.getByText("Cancelado", { exact: true }).first().waitFor()
  expect(await one.widget.getByText("Confirmado", { exact: true }).count()).toBe(0)
  // So does Medusa's part of the page.
  await one.page.getByRole("button", { name: "Capturar pago" }).waitFor({ state: "detached" })
  await browser.shoot("admin-es-6-cancelled")
})

it("shows nothing of Aplazame on an order that was paid otherwise", async () => {
  const one = await operator("en")
  const answer = await one.page.request.get(`${demo.urls.store}/admin/orders?fields=id,*payment_collections.payments&limit=100`)
  const { orders } = (await answer.json()) as { orders: { id: string; payment_collections?: { payments?: { provider_id: string }[] }[] }[] }
  const other = orders.find((order) => !JSON.stringify(order.payment_collections ?? []).includes("pp_aplazame"))
  expect(other).toBeDefined()
  await one.open(`/orders/${other?.id}`)
  await one.page.getByRole("heading", { name: "Summary" }).waitFor()
  await one.page.waitForTimeout(1_500)
  expect(await one.widget.count()).toBe(0)
})

it("filters, sorts and searches Aplazame's list, by an address that can be shared", async () => {
  const sale = await buy("instalments")
  const one = await operator("en")
  const { page } = one
  const addFilter = async (name: string): Promise<void> => {
    await page.getByRole("button", { name: "Filter", exact: true }).click()
    await page.getByRole("menuitem", { name, exact: true }).click()
    // The kit's menu takes the focus back to its button when it has closed, and with it what a key or a press would reach.
    await page.getByRole("menu").waitFor({ state: "detached" })
  }
  // Escape closes what lies on top, the tooltip of that button too.
  const closeFilter = async (): Promise<void> => {
    for (const form = page.getByRole("dialog"); (await form.count()) > 0; await page.waitForTimeout(300)) await page.keyboard.press("Escape")
  }
  await one.open("/aplazame")
  await page.getByRole("row").nth(1).waitFor()
  await browser.shoot("admin-en-7-orders")
  await addFilter("Reference")
  await page.getByRole("textbox", { name: "Value" }).fill(sale.mid)
  await page.waitForURL(new RegExp(`mid=${sale.mid}`))
  await page.getByText("1 of 1 results").waitFor()
  await closeFilter()
  await page.getByRole("row").nth(1).waitFor()
  expect(await page.getByRole("row").count()).toBe(2)
  expect(await page.getByRole("row").nth(1).innerText()).toContain("Lucía García")
  await browser.shoot("admin-en-7-filtered")
  await page.reload()
  await page.getByText("1 of 1 results").waitFor()
  await page.getByRole("button", { name: "Clear all" }).click()
  await page.waitForURL((url) => !url.searchParams.has("mid"))

  await addFilter("Amount")
  await page.getByRole("textbox", { name: "Value" }).fill("10")
  await page.waitForURL(/total_amount-gte=1000/)
  await page.getByRole("button", { name: "Add", exact: true }).click()
  await page.getByRole("combobox", { name: "Comparison" }).last().click()
  await page.getByRole("option", { name: "up to" }).click()
  await page.getByRole("textbox", { name: "Value" }).last().fill("2500.50")
  await page.waitForURL((url) => url.searchParams.get("total_amount-gte") === "1000" && url.searchParams.get("total_amount-lte") === "250050")
  await browser.shoot("admin-en-7-conditions")
  await closeFilter()
  await page.getByText("from 10.00, up to 2500.50").waitFor()
  await addFilter("Created")
  await page.getByRole("group", { name: "Created" }).getByRole("button", { name: /calendar/i }).click()
  await page.getByRole("button", { name: /today|hoy/i }).click()
  await page.waitForURL(/created-gte=\d{4}-\d\d-\d\d/)
  await page.goto(`${demo.urls.store}/app/aplazame`)

  await page.getByRole("columnheader", { name: "Amount" }).getByRole("button").click()
  await page.waitForURL(/ordering=-total_amount/)
  await page.getByRole("button", { name: "Sort", exact: true }).click()
  await page.getByRole("menuitemradio", { name: "Confirmed" }).click()
  await page.waitForURL(/ordering=-confirmed/)
  await page.keyboard.press("Escape")
  await page.getByRole("searchbox", { name: "Search name or email" }).fill("nobody of that name")
  await page.waitForURL(/q=nobody/)
  await page.getByText("No results").waitFor()
  await browser.shoot("admin-en-8-empty")
  await page.goto(`${demo.urls.store}/app/aplazame?mid=${sale.mid}`)
  await page.getByRole("button", { name: "Copy Reference" }).click()
  await page.getByRole("link", { name: /^#/ }).click()
  await page.waitForURL(new RegExp(sale.orderId))
})

it("applies a notification again that was not applied, and looks through the ledger", async () => {
  const sale = await buy("instalments")
  const fault = await emulator.addFault({ route: "GET /orders/:id", ref: sale.checkoutId, status: 503 })
  await emulator.sendNotification({ ref: sale.checkoutId, status: "ko", status_reason: "ko_generic" })
  await emulator.removeFault(fault.id)
  const one = await operator("es")
  const { page } = one
  await one.open("/aplazame?tab=notifications")
  const rows = page.getByRole("row").filter({ has: page.locator(`a[href*="${sale.orderId}"]`) })
  await rows.first().waitFor()
  await browser.shoot("admin-es-9-notifications")
  expect(await rows.filter({ hasText: "Aplicada" }).getByRole("button").count()).toBe(0)
  await rows.getByRole("button", { name: "Acciones" }).click()
  await page.getByRole("menuitem", { name: "Aplicar de nuevo" }).click()
  await one.confirm("replay")
  await rows.getByRole("button", { name: "Acciones" }).waitFor({ state: "detached" })
  await page.getByRole("tab", { name: "Operaciones" }).click()
  await page.getByRole("row").nth(1).waitFor()
  // What was not needed says nothing to anybody who does not ask for it.
  const needless = page.getByRole("cell", { name: "No hizo falta", exact: true })
  expect(await needless.count()).toBe(0)
  await one.open("/aplazame?tab=operations&state=skipped")
  await needless.first().waitFor()
  await one.open("/aplazame?tab=operations")
  await page.getByRole("row").nth(1).waitFor()
  await page.getByRole("button", { name: "Filtrar" }).click()
  await page.getByRole("menuitem", { name: "Operación" }).click()
  await page.getByRole("radio", { name: /Reembolso|Devolución/ }).click()
  await page.waitForURL(/kind=refund/)
  await page.keyboard.press("Escape")
  await page.getByRole("cell", { name: /^(Captura|Cobro)$/ }).first().waitFor({ state: "detached" })
  await browser.shoot("admin-es-10-operations")
})

it("reconciles, dry first, and resolves the problems that come of it with a note, together", async () => {
  const [sale, puzzling, other] = [await buy("instalments"), await buy("instalments"), await buy("instalments")]
  const one = await operator("es")
  const { page } = one
  await one.openOrder(sale.orderId)
  await one.capture()
  await emulator.panelRefund(sale.checkoutId, 500)
  // More than was ever approved: no movement of anybody explains it.
  const faults = await Promise.all(
    [puzzling, other].map(({ checkoutId, total }) => emulator.addFault({ route: "GET /orders/:id/refund", ref: checkoutId, status: 200, error_body: { remaining_amount: total + 500 } }))
  )
  await one.open("/aplazame?tab=reconcile")
  const run = page.getByRole("button", { name: "Conciliar", exact: true })
  expect(await run.isDisabled()).toBe(true)
  await page.getByRole("button", { name: "Simular", exact: true }).click()
  await page.getByText(/No se ha cambiado nada/).first().waitFor()
  await page.getByRole("cell", { name: /en Aplazame/ }).first().waitFor()
  await browser.shoot("admin-es-11-dry-run")
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Exportar CSV" }).click()])
  expect(csv.suggestedFilename()).toMatch(/^aplazame-.*\.csv$/)
  await run.click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirmar" }).click()
  await page.getByRole("row", { name: /Conciliación Terminada/ }).first().waitFor()
  await browser.shoot("admin-es-12-reconciled")
  for (const { id } of faults) await emulator.removeFault(id)

  await page.getByRole("tab", { name: /Problemas \d/ }).click()
  await page.getByRole("link", { name: "Aplazame" }).getByRole("img", { name: /Problemas abiertos: \d/ }).waitFor()
  await page.getByRole("link", { name: /no coinciden/ }).first().click()
  await page.getByRole("article", { name: /no coinciden/ }).waitFor()
  await page.getByRole("dialog").getByRole("heading", { name: "Problema", level: 1 }).waitFor()
  await page.waitForTimeout(500)
  await browser.shoot("admin-es-13-problem")
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  const boxes = page.getByRole("checkbox", { name: /no coinciden/ })
  await boxes.nth(0).click()
  await boxes.nth(1).click()
  await browser.shoot("admin-es-13-problems")
  await page.getByRole("button", { name: /Marcar como resuelto/ }).click()
  const form = page.getByRole("dialog")
  await form.getByRole("heading", { name: "Resolver", level: 1 }).waitFor()
  await form.getByRole("textbox").fill("Devuelto en el panel")
  await form.getByRole("button", { name: "Marcar como resuelto" }).click()
  await form.waitFor({ state: "detached" })
  await page.goto(`${demo.urls.store}/app/aplazame?tab=problems&state=resolved`)
  await page.getByText(/Devuelto en el panel/).nth(1).waitFor()
})

it("tests the connection and shows the doctor's findings, with the keys masked", async () => {
  const one = await operator("es")
  const { page } = one
  await one.open("/settings/aplazame")
  await page.getByRole("button", { name: "Probar conexión" }).click()
  await page.getByText(/todo es correcto/).waitFor()
  await page.getByText("La base de datos tiene las tablas del plugin.").waitFor()
  const text = await page.locator("main").innerText()
  expect(text).not.toMatch(/demo_private_0/)
  await browser.shoot("admin-es-14-settings")
})

it("says what is wrong when Aplazame is away, and has the button to try again", async () => {
  const one = await operator("es")
  const fault = await emulator.addFault({ route: "GET /orders", status: 503 })
  await one.open("/aplazame")
  await one.page.getByRole("button", { name: "Reintentar" }).waitFor()
  await browser.shoot("admin-es-15-away")
  await emulator.removeFault(fault.id)
  await one.page.getByRole("button", { name: "Reintentar" }).click()
  await one.page.getByRole("row").nth(1).waitFor()
})

it("puts a product into a campaign by the keyboard, and takes it out by the mouse", async () => {
  await emulator.seedCampaigns()
  const one = await operator("es")
  const { page } = one
  const answer = await page.request.get(`${demo.urls.store}/admin/products?fields=id&limit=1`)
  const { products } = (await answer.json()) as { products: { id: string }[] }
  await one.open(`/products/${products[0]?.id}`)
  const campaigns = page.getByRole("region", { name: "Campañas de Aplazame" })
  const whole = campaigns.getByRole("switch", { name: "Todo al 0 %" })
  const some = campaigns.getByRole("switch", { name: "Septiembre sin intereses" })
  await whole.waitFor()
  expect([await whole.isChecked(), await whole.isDisabled(), await some.isChecked()]).toEqual([true, true, false])
  await one.tabTo(some)
  await page.keyboard.press("Space")
  await page.getByText("Añadido a la campaña").waitFor()
  await page.reload()
  await campaigns.getByRole("switch", { name: "Septiembre sin intereses", checked: true }).waitFor()
  expect(await seriousFindings(page, "[aria-label='Campañas de Aplazame']")).toEqual([])
  await campaigns.scrollIntoViewIfNeeded()
  await browser.shoot("admin-es-18-campaigns")
  await some.click()
  await page.getByText("Quitado de la campaña").waitFor()
  await campaigns.getByRole("switch", { name: "Septiembre sin intereses", checked: false }).waitFor()
})

it("shows what became of the checkouts of a month and of a week, and gives it to a spreadsheet", async () => {
  await buy("instalments")
  await refused()
  const one = await operator("es")
  const { page } = one
  await one.open("/aplazame?tab=figures")
  await page.getByRole("img", { name: /compras; el máximo/ }).waitFor()
  await page.getByText("Aplazame no concedió el crédito").waitFor()
  const rows = page.getByRole("row", { name: /20\d\d/ })
  expect(await rows.count()).toBe(10)
  await page.getByRole("combobox", { name: "Periodo" }).click()
  await page.getByRole("option", { name: "Últimos 7 días" }).click()
  await page.waitForURL(/period=7/)
  await page.waitForFunction(() => document.querySelectorAll("[role=img] > div[title]").length === 7)
  expect(await rows.count()).toBe(7)
  await browser.shoot("admin-es-19-figures", { whole: true })
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Exportar CSV" }).click()])
  expect(csv.suggestedFilename()).toMatch(/^aplazame-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
  expect(readFileSync(await csv.path(), "utf8")).toMatch(/^\ufeffFecha,Moneda,Producto,Compras iniciadas,.+\r\n\d{4}-\d\d-\d\d,eur,/)
})

it.each(["light", "dark"])("has nothing serious against it for who cannot see or use a mouse, on any page, in Portuguese, in %s", async (theme) => {
  const sale = await buy("instalments")
  const one = await operator("ptPT")
  const { page } = one
  const found: string[] = []
  const look = async (part: string, name: string): Promise<void> => {
    await page.waitForLoadState("networkidle")
    found.push(...(await seriousFindings(page, part)).map((finding) => `${name}: ${finding}`))
    await browser.shoot(`admin-pt-${name}-${theme}`)
  }
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [THEME, theme] as const)
  await one.openOrder(sale.orderId)
  await look("[aria-label=Aplazame]", "order")
  for (const tab of ["orders", "operations", "notifications", "problems", "figures", "reconcile"]) {
    await one.open(`/aplazame?tab=${tab}`)
    await page.getByRole("tab", { selected: true }).waitFor()
    await look("main", tab)
  }
  await page.getByRole("button", { name: "Simular", exact: true }).click()
  await page.getByText(/encomendas? comparadas?\. .+\. Nada foi alterado/).first().waitFor()
  await look("main", "reconciled")
  await one.open("/settings/aplazame")
  await page.getByRole("button", { name: "Testar ligação" }).waitFor()
  await look("main", "settings")
  await page.evaluate((key) => localStorage.removeItem(key), THEME)
  expect(found).toEqual([])
})

it("fits a narrow window", async () => {
  const sale = await buy("instalments")
  const one = await operator("es")
  await one.page.setViewportSize({ width: 420, height: 900 })
  await one.openOrder(sale.orderId)
  await one.widget.scrollIntoViewIfNeeded()
  await browser.shoot("admin-es-16-narrow-order")
  for (const tab of ["orders", "operations", "notifications", "figures"]) {
    await one.open(`/aplazame?tab=${tab}`)
    await one.page.getByRole("row").nth(1).waitFor()
    expect(await one.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    const heights = await one.page.getByRole("cell").evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().height))
    expect(Math.max(...heights)).toBeLessThanOrEqual(64)
    await browser.shoot(`admin-es-17-narrow-${tab}`)
  }
})
