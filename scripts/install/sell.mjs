// One purchase from basket to refund in the fresh store, and one whose capture gets no answer.
import { createApi } from "../../demo/lib/api.mjs"
import { aplazamePayments, createWorld } from "../../demo/scripted/world.mjs"
import { cents, sumCents } from "../../demo/scripted/money.mjs"
import { seedStore } from "../../demo/seed/index.mjs"
import { expectThat } from "./checks.mjs"

const captured = (order) => aplazamePayments(order).reduce((sum, payment) => sum + sumCents(payment.captures), 0)

/** @param {(name: string, prove: () => unknown, options?: object) => Promise<any>} check @param {{ store: string, emulator: string, storefront: string }} urls */
export async function sell(check, urls) {
  const seeded = await check("the admin API makes a Spanish shop", () => seedStore(createApi(urls.store), urls.storefront), { needed: true })
  const world = await createWorld({ urls, seeded })
  let purchase
  await check("a cart becomes a checkout at Aplazame", async () => {
    purchase = await world.startCheckout({ label: "pay_later", product: "pay_later", customer: true, items: [["cafetera-gracia", "Crema", 1]] })
  }, { needed: true })
  await check("the subscriber sends the customer's past orders", async () => {
    const { history } = await world.creditUntil(purchase, (credit) => credit.history?.length, "the history")
    return `${history.length} orders`
  })
  await check("Aplazame approves, and the order is authorised", async () => {
    await world.aplazame(purchase, "approve")
    const order = await world.findOrder(purchase)
    expectThat(order.payment_status === "authorized" && cents(order.total) === purchase.total, `the order is ${order.payment_status}, ${order.total}`)
  }, { needed: true })
  await check("the operator fulfils, and the subscriber captures", async () => {
    await world.fulfil(purchase)
    const order = await world.orderUntil(purchase, (one) => one.payment_status === "captured", "the capture")
    const credit = await world.credit(purchase)
    expectThat(captured(order) === purchase.total && credit.captured === purchase.total, `captured: ${captured(order)} here, ${credit.captured} there`)
  }, { needed: true })
  await check("the operator refunds, here and there", async () => {
    await world.refund(purchase, 1_000)
    const credit = await world.credit(purchase)
    expectThat(credit.refunded === 1_000, `Aplazame has ${credit.refunded} refunded`)
  })
  await check("a capture whose answer is lost is settled by the job", async () => {
    const emulator = createApi(`${urls.emulator}/_emulator`)
    const lost = await world.startCheckout({ label: "pay_later", product: "pay_later", items: [["libro-recetas", "Tapa dura", 1]] })
    await world.aplazame(lost, "approve")
    await world.findOrder(lost)
    await emulator.put("/faults", { rules: [{ route: "POST /orders/:id/captures", reset: "after", times: 1 }] })
    await world.fulfil(lost)
    await world.orderUntil(lost, (one) => one.payment_status === "captured", "the capture")
    const { rules: [rule] } = await emulator.get("/faults")
    expectThat(rule.applied === 1, "no answer was lost")
    const credit = await world.credit(lost)
    expectThat(credit.captured === lost.total, `Aplazame has ${credit.captured} captured of ${lost.total}`)
  })
  return seeded
}
