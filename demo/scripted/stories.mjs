// The life of purchases, told as stories of steps. Each step throws when the world is not as it should be.
import { cents, money, sumCents } from "./money.mjs"
import { CARD, DNI } from "./privacy/needles.mjs"
import { aplazamePayments, expectThat } from "./world.mjs"

const summed = (payments, what) => payments.reduce((sum, payment) => sum + sumCents(payment[what]), 0)
const refundedOf = async (world, purchase) => summed(world.paymentsOf(purchase, await world.order(purchase)), "refunds")
const madeCall = (calls, method, route) => calls.some((call) => call.route === `${method} ${route}` || (call.method === method && call.route === route))
const lastCalls = async (world, purchase, from) => (await world.calls(from)).filter(({ ref, mid }) => ref === purchase.mid || mid === purchase.mid)

/** Steps that several stories begin with. */
function opening(world, wanted, keep) {
  return [
    ["the shopper starts the checkout", async () => {
      keep.purchase = await world.startCheckout(wanted)
      return money(keep.purchase.total)
    }],
    ["Aplazame approves, the store places the order and accepts", async () => {
      const view = await world.aplazame(keep.purchase, "approve", wanted.product ? {} : { product: wanted.label })
      expectThat(view.status === "ok" && view.confirmed, `Aplazame's order is ${view.status} (${view.status_reason})`)
      const order = await world.findOrder(keep.purchase)
      expectThat(order.payment_status === "authorized", `the order's payment is ${order.payment_status}`)
      expectThat(cents(order.total) === keep.purchase.total, `the order's total is ${order.total}`)
      return `order #${order.display_id}, authorised`
    }],
  ]
}

/** @param {(order: object, calls: object[]) => unknown} [check] @param {{ edit?: boolean }} [options] edit: whether the capture begins with a PUT of the order */
const fulfilment = (world, keep, check, { edit = true } = {}) => ["the operator fulfils, the store captures", async () => {
  const from = Math.max(0, ...(await world.calls(0)).map(({ seq }) => seq))
  await world.fulfil(keep.purchase)
  const order = await world.orderUntil(keep.purchase, (one) => one.payment_status === "captured", "the capture")
  const calls = await lastCalls(world, keep.purchase, from)
  expectThat(madeCall(calls, "PUT", "/orders/:id") === edit, edit ? "there was no PUT of the order" : "the order was edited although its difference was voided")
  await check?.(order, calls)
  return money(summed(aplazamePayments(order), "captures"))
}]

/** @param {string} [which] the purchase of the story that is refunded */
const refunding = (world, keep, amountOf, title, which = "purchase") => [title, async () => {
  const purchase = keep[which]
  const before = await refundedOf(world, purchase)
  const amount = amountOf(purchase, before)
  await world.refund(purchase, amount)
  const after = await refundedOf(world, purchase)
  const view = await world.credit(purchase)
  expectThat(after === before + amount, `the store has ${after} refunded`)
  expectThat(view.refunded === before + amount, `Aplazame has ${view.refunded} refunded`)
  return `${money(amount)}, together ${money(before + amount)}`
}]
const theRest = (purchase, before) => purchase.total - before

export function instalments(world) {
  const keep = {}
  return ["Instalments: bought, shipped, refunded in two parts", [
    ...opening(world, { label: "instalments", product: "instalments", items: [["camiseta-sol", "M", 2], ["cafetera-gracia", "Crema", 1]] }, keep),
    fulfilment(world, keep, (_, calls) => expectThat(!madeCall(calls, "POST", "/orders/:id/captures"), "instalments have no captures of their own")),
    refunding(world, keep, () => 1_000, "the operator refunds a part"),
    refunding(world, keep, theRest, "the operator refunds the rest"),
  ]]
}

export function payIn4(world) {
  const keep = {}
  return ["Pay in 4: chosen on Aplazame's page, shipped, a part refunded", [
    ...opening(world, { label: "pay_in_4", items: [["zapatillas-retiro", "41", 1], ["libro-recetas", "Tapa dura", 3]] }, keep),
    fulfilment(world, keep),
    refunding(world, keep, () => 555, "the operator refunds a part"),
  ]]
}

export function payLater(world) {
  const keep = {}
  const [start, approve] = opening(world, { label: "pay_later", product: "pay_later", customer: true, items: [["silla-oficina-ebro", "Gris", 1]] }, keep)
  return ["Pay later, a returning customer: history sent, captured, refunded in two parts", [
    start,
    ["the store sends the customer's past orders by itself", async () => {
      const view = await world.creditUntil(keep.purchase, ({ history }) => history?.length, "the history")
      return `${view.history.length} orders`
    }],
    approve,
    fulfilment(world, keep, async (_, calls) => {
      expectThat(madeCall(calls, "POST", "/orders/:id/captures"), "there was no POST of a capture")
      const view = await world.credit(keep.purchase)
      expectThat(view.captured === keep.purchase.total && view.remaining_capture === 0, `Aplazame has ${view.captured} captured`)
    }),
    refunding(world, keep, () => 2_345, "the operator refunds a part"),
    refunding(world, keep, theRest, "the operator refunds the rest"),
  ]]
}

export function refusedCredit(world) {
  const keep = {}
  return ["Refused credit: no order, the basket stays", [
    ["the shopper starts the checkout", async () => {
      keep.purchase = await world.startCheckout({ label: "refused", items: [["bicicleta-turia", "Azul", 1]] })
      return money(keep.purchase.total)
    }],
    ["Aplazame refuses, no order is placed", async () => {
      const view = await world.aplazame(keep.purchase, "refuse")
      expectThat(view.status === "ko", `Aplazame's order is ${view.status}`)
      expectThat(await world.hasNoOrder(keep.purchase), "an order was placed all the same")
      const { cart } = await keep.purchase.store.get(`/store/carts/${keep.purchase.cartId}?fields=id,completed_at`)
      expectThat(!cart.completed_at, "the cart is closed")
      return view.status_reason
    }],
  ]]
}

/** An identity check is asked for: the order is placed and waits, its stock is held. */
function challenged(world, keep) {
  return [
    ["the shopper starts the checkout", async () => {
      keep.purchase = await world.startCheckout({ label: "challenge", product: "instalments", items: [["bicicleta-turia", "Roja", 1]], shipping: "pickup" })
      return money(keep.purchase.total)
    }],
    ["Aplazame asks for an identity check, the order waits", async () => {
      await world.aplazame(keep.purchase, "challenge")
      const order = await world.findOrder(keep.purchase)
      expectThat(["awaiting", "not_paid"].includes(order.payment_status), `the order's payment is ${order.payment_status}`)
      expectThat(aplazamePayments(order).length === 0, "there is a payment already")
      return `order #${order.display_id}, ${order.payment_status}`
    }],
  ]
}

export function challengePassed(world) {
  const keep = {}
  return ["Identity check passed: the waiting order becomes authorised", [
    ...challenged(world, keep),
    ["the shopper passes, the store accepts", async () => {
      const view = await world.aplazame(keep.purchase, "pass-challenge")
      expectThat(view.status === "ok", `Aplazame's order is ${view.status} (${view.status_reason})`)
      const order = await world.orderUntil(keep.purchase, (one) => one.payment_status === "authorized", "the authorisation")
      return `order #${order.display_id}, authorised`
    }],
    fulfilment(world, keep),
  ]]
}

export function challengeFailed(world) {
  const keep = {}
  return ["Identity check failed: the waiting order is cancelled", [
    ...challenged(world, keep),
    ["the shopper fails, the store cancels", async () => {
      const view = await world.aplazame(keep.purchase, "fail-challenge")
      expectThat(view.status === "ko", `Aplazame's order is ${view.status}`)
      const order = await world.orderUntil(keep.purchase, (one) => one.status === "canceled", "the cancellation")
      return `order #${order.display_id} cancelled, ${view.status_reason}`
    }],
  ]]
}

export function cancelled(world) {
  const keep = {}
  return ["Cancelled before it is shipped", [
    ...opening(world, { label: "cancelled", product: "instalments", items: [["cafetera-gracia", "Negra", 1], ["libro-recetas", "Tapa dura", 1]] }, keep),
    ["the operator cancels, Aplazame cancels the credit", async () => {
      await world.admin.post(`/admin/orders/${keep.purchase.orderId}/cancel`)
      const view = await world.creditUntil(keep.purchase, (one) => one.cancelled, "the cancellation at Aplazame")
      const order = await world.order(keep.purchase)
      expectThat(order.status === "canceled", `the order is ${order.status}`)
      return `order #${order.display_id}, cancelled at Aplazame ${view.cancelled.slice(0, 10)}`
    }],
  ]]
}

export function editedDown(world) {
  const keep = {}
  return ["Edited down before it is shipped: the difference is voided, the rest is captured", [
    ...opening(world, { label: "edited", product: "pay_later", items: [["camiseta-sol", "S", 3]] }, keep),
    ["the operator takes two shirts out, the store voids the difference", async () => {
      const { items } = await world.order(keep.purchase)
      const { order_change: change } = await world.admin.post("/admin/order-edits", { order_id: keep.purchase.orderId })
      await world.admin.post(`/admin/order-edits/${change.order_id}/items/item/${items[0].id}`, { quantity: 1 })
      await world.admin.post(`/admin/order-edits/${change.order_id}/request`)
      await world.admin.post(`/admin/order-edits/${change.order_id}/confirm`)
      const order = await world.order(keep.purchase)
      const difference = keep.purchase.total - cents(order.total)
      const view = await world.creditUntil(keep.purchase, ({ voided }) => voided > 0, "the void")
      expectThat(view.voided === difference, `Aplazame has ${view.voided} voided, the difference is ${difference}`)
      expectThat(!view.cancelled, "the credit was cancelled")
      return money(difference)
    }],
    ["the order stays authorised for the rest", async () => {
      const order = await world.orderUntil(keep.purchase, (one) => one.payment_status === "authorized", "the authorised order")
      return money(cents(order.total))
    }],
    // Aplazame's total keeps the voids in it: a PUT of the lower total would take the difference off twice
    fulfilment(world, keep, async (order, calls) => {
      expectThat(madeCall(calls, "POST", "/orders/:id/captures"), "there was no POST of a capture")
      const view = await world.credit(keep.purchase)
      expectThat(view.captured === cents(order.total) && view.remaining_capture === 0, `Aplazame has ${view.captured} captured`)
    }, { edit: false }),
  ]]
}

export function paidOnPage(world) {
  const keep = {}
  return ["Paid on Aplazame's page, with an identity number and a card", [
    ["the shopper starts the checkout", async () => {
      keep.purchase = await world.startCheckout({ label: "on the page", product: "instalments", items: [["libro-recetas", "Tapa dura", 2]] })
      return money(keep.purchase.total)
    }],
    ["the shopper fills in the page, the store places the order", async () => {
      const state = await world.payOnPage(keep.purchase, DNI, CARD)
      expectThat(state.status === "ok" || state.status === "pending", `the page says ${JSON.stringify(state)}`)
      const order = await world.findOrder(keep.purchase)
      return `order #${order.display_id}, ${order.payment_status}`
    }],
    fulfilment(world, keep),
  ]]
}

/** Whoever has the link is told the order's number, what it owes, and nothing else of it. */
async function toldByLink(world, collectionId, state) {
  const told = await world.linkState(collectionId)
  expectThat(told.state === state && told.order_id === null, `the link says ${JSON.stringify(told)}`)
  return told
}

/** The operator changes an order that is paid: its difference has a collection of its own, with a link. */
const dearer = (world, keep, title, change) => [title, async () => {
  const { orderId, total } = keep.purchase
  await change()
  const order = await world.orderUntil(keep.purchase, (one) => one.payment_collections.some(({ status }) => status === "not_paid"), "the collection of the difference")
  keep.link = await world.linkOf(orderId)
  const { amount } = await toldByLink(world, keep.link, "none")
  // The goods that are asked back for others are not paid twice.
  const askedBack = order.items.reduce((sum, item) => sum + item.return_requested_total, 0)
  const difference = cents(order.total - askedBack) - total
  expectThat(amount === difference, `the link asks for ${amount}, the difference is ${difference}`)
  return money(amount)
}]
const opensLink = (world, keep, label) => ["the shopper opens the link", async () => {
  keep.difference = await world.startByLink(keep.link, { label, product: "pay_later", orderId: keep.purchase.orderId })
  return money(keep.difference.total)
}]

/** Aplazame approves what was paid by link. @param {string} [status] of the order's payment afterwards */
const approving = (world, keep, which, status = "authorized") => ["Aplazame approves, the store gives the order its payment", async () => {
  const purchase = keep[which]
  const view = await world.aplazame(purchase, "approve", purchase.product === "chosen there" ? { product: "instalments" } : {})
  expectThat(view.status === "ok" && view.confirmed, `Aplazame's order is ${view.status} (${view.status_reason})`)
  const order = await world.orderUntil(purchase, (one) => one.payment_status === status, "the authorisation")
  expectThat((await toldByLink(world, purchase.collectionId, "paid")).amount === 0, "the link still asks for money")
  return `order #${order.display_id}, authorised`
}]

export function phoneOrder(world) {
  const keep = {}
  return ["Ordered by phone: a draft in the admin, paid by link after a refusal", [
    ["the operator makes the order, and copies its link", async () => {
      const order = await world.orderByPhone([["silla-oficina-ebro", "Gris", 1]])
      keep.orderId = order.id
      keep.link = await world.linkOf(order.id)
      const { number, amount } = await toldByLink(world, keep.link, "none")
      expectThat(number === order.display_id && amount === cents(order.total), `the link says ${number} and ${amount}`)
      return `order #${number}, ${money(amount)}`
    }],
    ["Aplazame refuses, the order stays as it is", async () => {
      const purchase = await world.startByLink(keep.link, { label: "refused by link", product: "instalments" })
      const view = await world.aplazame(purchase, "refuse")
      expectThat(view.status === "ko", `Aplazame's order is ${view.status}`)
      await toldByLink(world, keep.link, "refused")
      const order = await world.order({ orderId: keep.orderId })
      expectThat(order.status === "pending" && aplazamePayments(order).length === 0, `the order is ${order.status}/${order.payment_status}`)
      return view.status_reason
    }],
    ["the shopper opens the link again", async () => {
      keep.purchase = await world.startByLink(keep.link, { label: "by phone", product: "instalments", orderId: keep.orderId })
      return money(keep.purchase.total)
    }],
    approving(world, keep, "purchase"),
    fulfilment(world, keep),
    refunding(world, keep, () => 1_500, "the operator refunds a part"),
  ]]
}

export function editedUp(world) {
  const keep = {}
  return ["Edited upwards before it is shipped: the difference is paid by link, each credit by its own amount", [
    ...opening(world, { label: "edited upwards", product: "pay_later", items: [["camiseta-sol", "S", 2]] }, keep),
    dearer(world, keep, "the operator adds a pair of shoes, and copies the link", async () => {
      const { orderId } = keep.purchase
      await world.admin.post("/admin/order-edits", { order_id: orderId })
      await world.admin.post(`/admin/order-edits/${orderId}/items`, { items: [{ variant_id: world.variant("zapatillas-retiro", "41"), quantity: 1 }] })
      await world.admin.post(`/admin/order-edits/${orderId}/request`)
      await world.admin.post(`/admin/order-edits/${orderId}/confirm`)
    }),
    opensLink(world, keep, "difference"),
    approving(world, keep, "difference"),
    ["the operator fulfils, the store captures both credits", async () => {
      await world.fulfil(keep.purchase)
      await world.orderUntil(keep.purchase, (one) => one.payment_status === "captured", "the captures")
      for (const which of ["purchase", "difference"]) {
        const { captured } = await world.credit(keep[which])
        expectThat(captured === keep[which].total, `Aplazame has ${captured} of ${keep[which].total} captured`)
      }
      return money(keep.purchase.total + keep.difference.total)
    }],
    refunding(world, keep, theRest, "the operator refunds the difference first", "difference"),
    refunding(world, keep, () => 1_000, "and then a part of the first credit"),
  ]]
}

export function exchangedUp(world) {
  const keep = {}
  return ["Exchanged for something dearer after it was shipped: the difference is paid by link", [
    ...opening(world, { label: "exchanged", product: "pay_later", items: [["camiseta-sol", "M", 1]] }, keep),
    fulfilment(world, keep),
    dearer(world, keep, "the operator exchanges the shirt for a coffee maker, and copies the link", () => world.exchange(keep.purchase, world.variant("cafetera-gracia", "Crema"))),
    opensLink(world, keep, "dearer exchange"),
    approving(world, keep, "difference", "partially_captured"),
    ["the operator captures the difference", async () => {
      const [payment] = world.paymentsOf(keep.difference, await world.order(keep.purchase))
      await world.admin.post(`/admin/payments/${payment.id}/capture`)
      const { captured } = await world.credit(keep.difference)
      expectThat(captured === keep.difference.total, `Aplazame has ${captured} of ${keep.difference.total} captured`)
      return money(captured)
    }],
  ]]
}
