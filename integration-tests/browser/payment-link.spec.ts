import { editOrder, fulfil, hundredths, orderOf } from "../support/operator"
import { paymentsOf } from "../support/payment-link"
import { FIRST_ADMIN_PAGE_MS, openAdminDesk, type AdminDesk } from "./admin-desk"
import { seriousFindings } from "./axe"
import { openBrowser, type Browser } from "./browser"
import { demoApis, type DemoApis } from "./demo-purchase"
import { DraftDesk } from "./draft-desk"
import { figuresBeyond } from "./figures"
import type { Operator } from "./operator"
import { GOOD_DNI, PHONE, REFUSED_DNI, Shop } from "./shop"

// Vite puts each page of the admin together at the first look at it, and the story sees many.
jest.setTimeout(600_000)

let desk: AdminDesk
let phone: Browser
let apis: DemoApis
let shop: Shop

beforeAll(async () => {
  desk = await openAdminDesk()
  phone = await openBrowser()
  phone.page.setDefaultTimeout(60_000)
  apis = await demoApis(desk.demo)
  shop = await Shop.enter(phone, desk.demo, PHONE)
}, FIRST_ADMIN_PAGE_MS)
afterAll(async () => {
  await phone?.close()
  await desk?.browser.close()
})

afterEach(async () => {
  // What was on the screens at the end, for whoever reads a failure.
  await Promise.all([desk.browser.shoot("admin-link-end", { whole: true }), phone.shoot("admin-link-end-phone")])
})

/** The operator's part of an order's page that has its payment link. */
const linkOf = ({ page }: Operator) => page.getByRole("region", { name: "Payment link", exact: true })

/** What the operator copies by the button. */
async function copiedBy(one: Operator): Promise<string> {
  await one.page.evaluate(() => document.addEventListener("copy", () => void ((window as any).copied = String(getSelection())), { capture: true, once: true }))
  await linkOf(one).getByRole("button", { name: "Copy Aplazame link" }).click()
  return one.page.evaluate(() => (window as any).copied)
}

/** Opens a link on the shopper's phone and presses pay there. */
async function opensOnThePhone(url: string): Promise<void> {
  await shop.page.goto(url)
  const page = shop.page.locator("[data-aplazame-link]")
  await page.locator("[data-aplazame-pay]").click()
}

const paid = () => shop.page.locator('[data-aplazame-link] [data-aplazame-outcome="paid"]').waitFor()

/** The order's page, and of it the widgets, from that of the newest credit. */
async function shootCredits(name: string, newest: Operator): Promise<void> {
  await desk.browser.shoot(`admin-link-${name}`)
  await newest.widget.evaluate((widget) => widget.scrollIntoView())
  await desk.browser.shoot(`admin-link-${name}-widgets`)
}

/** All that is not yet sent leaves, as the operator's own page of the order does it. */
async function sendsAll(orderId: string): Promise<void> {
  const { admin } = apis
  const { stock_locations } = await admin.ok<{ stock_locations: { id: string }[] }>(admin.get("/admin/stock-locations"))
  await fulfil({ admin, locationId: stock_locations[0]!.id }, await orderOf(apis, orderId))
}

it("sells an order by phone: its link by e-mail, paid on a phone after a refusal; its raise by another link; sent, and given back, the newest first", async () => {
  const { emulator } = apis
  const one = await desk.operator("en")
  const before = await figuresBeyond(one, apis, shop.email)
  const drafts = new DraftDesk(one)
  await drafts.make({ email: shop.email, titles: ["Zapatillas Retiro"], shipping: "Envío estándar" })
  await desk.browser.shoot("admin-link-draft")
  const id = await drafts.convert()
  const first = hundredths((await orderOf(apis, id)).total)
  await linkOf(one).getByText(`€${(first / 100).toFixed(2)} is outstanding`).waitFor()
  const link = await copiedBy(one)
  await linkOf(one).getByRole("button", { name: "Send by e-mail" }).click()
  await one.page.getByRole("alertdialog").getByRole("button", { name: one.words.confirm }).click()
  await linkOf(one).getByText(/^(Sent|Not sent) · /).waitFor().finally(() => desk.browser.shoot("admin-link-sent"))
  expect(await seriousFindings(one.page, "[aria-label='Payment link']")).toEqual([])

  // What the store's own provider was given.
  const { notifications } = await apis.admin.ok<any>(apis.admin.get("/admin/notifications?channel=email&limit=100&order=-created_at"))
  const mails = notifications.filter(({ to }: any) => to === shop.email)
  expect(mails).toMatchObject([{ template: "payment-link" }])
  const { url } = (await apis.admin.ok<any>(apis.admin.get(`/admin/notifications/${mails[0].id}?fields=id,data`))).notification.data
  expect(url).toBe(link)
  await opensOnThePhone(link)
  const frame = await shop.confirm(REFUSED_DNI)
  await frame.locator('[data-testid="apz-close"]').click()
  await shop.step("again").click()
  await shop.confirm(GOOD_DNI, "instalments")
  await paid()
  const [credit] = (await shop.credits()).filter(({ status }) => status === "ok")
  const sale = { checkoutId: credit!.id, total: first }

  await one.openOrder(id)
  await desk.agree(one, sale, { captured: 0, refunded: 0, voided: 0 })
  expect(await linkOf(one).count()).toBe(0)
  await sendsAll(id)
  await one.page.reload()
  await desk.agree(one, sale, { captured: first, refunded: 0, voided: 0 })

  await editOrder(apis, id, { variantId: await apis.variantOf("libro-recetas"), quantity: 1 })
  const rest = hundredths((await orderOf(apis, id)).total) - first
  await one.openOrder(id)
  const copied = await copiedBy(one)
  expect(copied).toMatch(new RegExp(`^${desk.demo.urls.storefront}/payment-collection/pay_col_\\w+$`))
  await opensOnThePhone(copied)
  await shop.confirm(GOOD_DNI)
  await paid()
  const raise = (await shop.credits()).find(({ status, id: ref }) => status === "ok" && ref !== credit!.id)!

  await one.page.reload()
  const credits = [
    { at: one.ofCredit(rest), sale: { checkoutId: raise.id, total: rest } },
    { at: one.ofCredit(first), sale },
  ] as const
  await credits[0].at.widget.waitFor()
  await desk.agree(credits[1].at, credits[1].sale, { captured: first, refunded: 0, voided: 0 })
  await desk.agree(credits[0].at, credits[0].sale, { captured: 0, refunded: 0, voided: 0 })
  await sendsAll(id)
  await one.page.reload()
  for (const { at, sale } of credits) await desk.agree(at, sale, { captured: sale.total, refunded: 0, voided: 0 })
  await shootCredits("two-credits", credits[0].at)

  for (const { at, sale } of credits) {
    await at.refund((sale.total / 100).toFixed(2))
    await desk.agree(at, sale, { captured: sale.total, refunded: sale.total, voided: 0 })
    // What is given back of one credit changes what the other may be asked: the page is read anew.
    await one.page.reload()
    await at.widget.waitFor()
  }
  const order = await orderOf(apis, id)
  const givenBack = (payment: any): number => hundredths(payment.refunds.reduce((sum: number, { amount }: any) => sum + amount, 0))
  expect(paymentsOf(order).map((payment) => [hundredths(payment.amount), givenBack(payment)]).sort()).toEqual([[first, first], [rest, rest]].sort())
  expect(await Promise.all(credits.map(({ sale }) => emulator.order(sale.checkoutId)))).toMatchObject([{ refunded: rest }, { refunded: first }])
  await shootCredits("given-back", credits[0].at)

  const added = { approved: 2, approvedAmount: first + rest, refundedAmount: first + rest }
  const after = await figuresBeyond(one, apis, shop.email).finally(() => desk.browser.shoot("admin-link-figures", { whole: true }))
  expect(after).toEqual({ approved: before.approved + added.approved, approvedAmount: before.approvedAmount + added.approvedAmount, refundedAmount: before.refundedAmount + added.refundedAmount })
})
