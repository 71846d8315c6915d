// Orders in every state that an operator meets, made by real purchases at the emulator and by what operators do.
import { randomUUID } from "node:crypto"
import { createApi } from "../../demo/lib/api.mjs"
import { createWorld } from "../../demo/scripted/world.mjs"
import { waitFor } from "../lib/wait-for.mjs"

const CHAIR = [["silla-oficina-ebro", "Gris", 1]]
const SHOES = [["zapatillas-retiro", "41", 1]]
const COFFEE = [["cafetera-gracia", "Crema", 1]]
const UNDECIDED_WITHIN_MS = 30_000
/** As long as a call is under way, so that the panel can move something meanwhile. */
const ON_ITS_WAY_MS = 3_000

/** @param {{ urls: { store: string, emulator: string }, seeded: object }} ready */
async function shopOf(ready) {
  const world = await createWorld(ready)
  const aplazame = createApi(`${ready.urls.emulator}/_emulator`)
  const names = [["Ana", "Gil Soler"], ["Marc", "Puig Ferrer"], ["Inés", "Rubio Cano"], ["Jon", "Etxeberria Lasa"], ["Carla", "Souto Vidal"], ["Hugo", "Navarro Peris"], ["Nuria", "Campos Roca"], ["Iván", "Sáez Molina"], ["Berta", "Llopis Mas"], ["Óscar", "Prieto Luna"], ["Elena", "Vega Marín"]]
  const [of, at] = [(purchase) => `/admin/aplazame/orders/${purchase.orderId}`, ({ mid }, action) => `/orders/${encodeURIComponent(mid)}/${action}`]

  /** A checkout of somebody else each time. */
  async function checkout(product, items) {
    const [first_name, last_name] = names[world.purchases.length % names.length]
    return world.startCheckout({ label: product, product, items, name: { first_name, last_name } })
  }
  async function bought(product, items) {
    const purchase = await checkout(product, items)
    await world.aplazame(purchase, "approve")
    await world.findOrder(purchase)
    return purchase
  }
  async function sent(product, items) {
    const purchase = await bought(product, items)
    await world.fulfil(purchase)
    await world.orderUntil(purchase, (order) => order.payment_status === "captured", "the capture")
    return purchase
  }
  /** A press of a button of the order's page, on the figures as they are now. */
  async function press(purchase, action, wanted = {}) {
    const { version } = await world.admin.get(of(purchase))
    return world.admin.call("POST", `${of(purchase)}/${action}`, { token: randomUUID(), version, ...wanted })
  }
  async function pressed(purchase, action, wanted) {
    const { ok, status, body } = await press(purchase, action, wanted)
    if (!ok) throw new Error(`${action} of ${purchase.mid} answered ${status}: ${JSON.stringify(body).slice(0, 300)}`)
  }
  const refresh = (purchase) => world.admin.post(`${of(purchase)}/refresh`)
  const inPanel = (purchase, amount) => aplazame.post(at(purchase, "panel-refund"), { amount })
  return { world, aplazame, checkout, bought, sent, press, pressed, refresh, inPanel }
}

/** What became of each, and how it is made. The last ones are the newest of the list. */
const ORDERS = {
  "refused by Aplazame, no order": async ({ world, checkout }) => {
    const purchase = await checkout("instalments", [["bicicleta-turia", "Azul", 1]])
    await world.aplazame(purchase, "refuse")
    return purchase
  },
  "identity check failed, so the order is canceled": async ({ world, checkout }) => {
    const purchase = await checkout("instalments", SHOES)
    await world.aplazame(purchase, "challenge")
    await world.findOrder(purchase)
    await world.aplazame(purchase, "fail-challenge")
    await world.orderUntil(purchase, (order) => order.status === "canceled", "the cancellation")
    return purchase
  },
  "canceled before it was sent": async ({ world, bought }) => {
    const purchase = await bought("instalments", COFFEE)
    await world.admin.post(`/admin/orders/${purchase.orderId}/cancel`)
    await world.creditUntil(purchase, ({ cancelled }) => cancelled, "the cancellation at Aplazame")
    return purchase
  },
  "refunded in full": async ({ world, sent }) => {
    const purchase = await sent("instalments", SHOES)
    await world.refund(purchase, purchase.total)
    return purchase
  },
  "refunded in part": async ({ world, sent }) => {
    const purchase = await sent("pay_in_4", COFFEE)
    await world.refund(purchase, 2_550)
    return purchase
  },
  "captured in part, and a part of that refunded": async ({ bought, refresh, pressed }) => {
    const purchase = await bought("pay_later", CHAIR)
    // which product was chosen is known then, and that a part can be captured
    await refresh(purchase)
    await pressed(purchase, "capture", { amount: 10_000 })
    await pressed(purchase, "refund", { amount: 3_000 })
    return purchase
  },
  "the two sides disagree: 15.00 was refunded in Aplazame's panel": async ({ sent, inPanel }) => {
    const purchase = await sent("pay_later", SHOES)
    await inPanel(purchase, 1_500)
    return purchase
  },
  "undecided: a refund had no answer while the panel moved another amount": async ({ world, aplazame, sent, press, inPanel }) => {
    const purchase = await sent("instalments", CHAIR)
    const fault = await aplazame.post("/faults", { route: "POST /orders/:id/refund", ref: purchase.checkout.checkout_id, times: 1, reset: "after", delay_ms: ON_ITS_WAY_MS })
    const refund = press(purchase, "refund", { amount: 2_000 })
    await world.creditUntil(purchase, ({ refunded }) => refunded === 2_000, "the refund at Aplazame")
    await inPanel(purchase, 500)
    await refund
    await aplazame.delete(`/faults/${fault.id}`)
    const isOpen = async () => (await world.admin.get("/admin/aplazame/problems")).problems.some(({ kind, order_id }) => kind === "operation_undecided" && order_id === purchase.orderId)
    await waitFor(isOpen, { what: "the undecided refund", timeoutMs: UNDECIDED_WITHIN_MS })
    return purchase
  },
  "captured, all of it": ({ sent }) => sent("pay_in_4", SHOES),
  "waiting for an identity check": async ({ world, checkout }) => {
    const purchase = await checkout("instalments", [["bicicleta-turia", "Roja", 1]])
    await world.aplazame(purchase, "challenge")
    await world.findOrder(purchase)
    return purchase
  },
  "paid, to be sent": ({ bought }) => bought("instalments", COFFEE),
}

/** @param {{ urls: { store: string, emulator: string }, seeded: object }} ready @returns {Promise<{ what: string, display_id: number | null, order_id: string | null, mid: string }[]>} */
export async function makeOrders(ready) {
  const shop = await shopOf(ready)
  const made = []
  for (const [what, make] of Object.entries(ORDERS)) {
    const purchase = await make(shop)
    const order = purchase.orderId ? await shop.world.order(purchase) : null
    made.push({ what, display_id: order?.display_id ?? null, order_id: order?.id ?? null, mid: purchase.mid })
  }
  return made
}
