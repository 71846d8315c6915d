// A store that is sold from, left with things open, and goes on with another Medusa on the same database: orders, ledger
// and what was under way are there, and nothing of it happens twice.
import { aplazamePayments, createWorld } from "../../demo/scripted/world.mjs"
import { cents, sumCents } from "../../demo/scripted/money.mjs"
import { seedStore } from "../../demo/seed/index.mjs"
import { createApi } from "../../demo/lib/api.mjs"
import { waitFor } from "../lib/wait-for.mjs"
import { expectThat } from "./checks.mjs"

const BOOK = [["libro-recetas", "Tapa dura", 1]]
const OPEN = ["planned", "sent", "unknown"]
const captured = (order) => aplazamePayments(order).reduce((sum, payment) => sum + sumCents(payment.captures), 0)
const operations = async (world) => (await world.admin.get("/admin/aplazame/operations?limit=100")).operations
/** @returns the state of the capture that was left open @throws when it is not open, or not one */
async function openCapture(world, { open }) {
  const states = (await operations(world)).filter(({ mid, kind }) => mid === open.mid && kind === "capture").map(({ state }) => state)
  expectThat(states.length === 1 && OPEN.includes(states[0]), `the capture is ${states.join(", ") || "nowhere"}`)
  return states[0]
}
/** What of an order may not change by an upgrade. */
const facts = (order) => JSON.stringify({ status: order.status, payment: order.payment_status, total: cents(order.total), captured: captured(order) })

/** @param {Function} check @param {{ store: string, emulator: string, storefront: string }} urls @returns what `goOn` needs */
export async function leaveOpen(check, urls) {
  const seeded = await check("the admin API makes a Spanish shop", () => seedStore(createApi(urls.store), urls.storefront), { needed: true })
  const world = await createWorld({ urls, seeded })
  const buy = async (wanted = {}) => {
    const purchase = await world.startCheckout({ label: "pay_later", product: "pay_later", items: BOOK, ...wanted })
    await world.aplazame(purchase, "approve")
    await world.findOrder(purchase)
    return purchase
  }
  const left = { seeded }
  await check("one order is captured, and a part of it given back", async () => {
    left.done = await buy({ customer: true })
    await world.fulfil(left.done)
    await world.orderUntil(left.done, (order) => order.payment_status === "captured", "the capture")
    await world.refund(left.done, 500)
  }, { needed: true })
  await check("one order is authorised", async () => {
    left.authorised = await buy()
  }, { needed: true })
  await check("one checkout waits for Aplazame", async () => {
    left.waiting = await world.startCheckout({ label: "pay_later", product: "pay_later", items: BOOK })
  }, { needed: true })
  await check("one capture has no answer, and is left so", async () => {
    left.open = await buy()
    const lost = { route: "POST /orders/:id/captures", reset: "after", times: 1 }
    const faults = createApi(`${urls.emulator}/_emulator`)
    await world.faults([lost])
    await world.fulfil(left.open)
    await waitFor(async () => (await faults.get("/faults")).rules[0].applied === 1, { what: "the lost answer", timeoutMs: 20_000, everyMs: 10 })
    // nobody can look what came of it
    await world.faults([{ method: "GET", route: "^/orders/", status: 503 }])
    return openCapture(world, left)
  }, { needed: true })
  left.facts = await Promise.all([left.done, left.authorised].map(async (purchase) => facts(await world.order(purchase))))
  left.operations = await operations(world)
  return left
}

/** @param {Function} check @param {{ store: string, emulator: string, storefront: string }} urls @param {Awaited<ReturnType<typeof leaveOpen>>} left */
export async function goOn(check, urls, left) {
  const world = await createWorld({ urls, seeded: left.seeded })
  await check("the orders are as they were", async () => {
    const now = await Promise.all([left.done, left.authorised].map(async (purchase) => facts(await world.order(purchase))))
    expectThat(String(now) === String(left.facts), `${left.facts} became ${now}`)
  })
  await check("the ledger is as it was", async () => {
    const now = new Map((await operations(world)).map((operation) => [operation.id, operation]))
    const settled = left.operations.filter(({ state }) => !OPEN.includes(state))
    const changed = settled.filter(({ id, state, amount, mid }) => now.get(id)?.state !== state || now.get(id).amount !== amount || now.get(id).mid !== mid)
    const gone = left.operations.filter(({ id }) => !now.has(id))
    expectThat(changed.length + gone.length === 0, `changed: ${changed.map(({ kind, state }) => `${kind} ${state}`)}; gone: ${gone.map(({ kind }) => kind)}`)
    return `${left.operations.length} operations`
  })
  await check("the capture that had no answer is still open", () => openCapture(world, left))
  await check("… and is settled by reading, and not sent again", async () => {
    await world.faults([])
    await world.orderUntil(left.open, (order) => order.payment_status === "captured", "the capture")
    const credit = await world.credit(left.open)
    expectThat(credit.captured === left.open.total, `Aplazame has ${credit.captured} captured of ${left.open.total}`)
    const sent = (await operations(world)).filter(({ mid, kind }) => mid === left.open.mid && kind === "capture")
    expectThat(sent.length === 1 && sent[0].state === "done", `its captures: ${sent.map(({ state }) => state)}`)
  })
  await check("the authorised order is fulfilled, and captured", async () => {
    await world.fulfil(left.authorised)
    const order = await world.orderUntil(left.authorised, (one) => one.payment_status === "captured", "the capture")
    const credit = await world.credit(left.authorised)
    expectThat(captured(order) === left.authorised.total && credit.captured === left.authorised.total, `captured: ${captured(order)} here, ${credit.captured} there`)
  })
  await check("the checkout that waited is approved, and becomes an order", async () => {
    await world.aplazame(left.waiting, "approve")
    const order = await world.findOrder(left.waiting)
    expectThat(order.payment_status === "authorized" && cents(order.total) === left.waiting.total, `the order is ${order.payment_status}, ${order.total}`)
  })
  await check("of the captured order a second part is given back", async () => {
    await world.refund(left.done, 300)
    const credit = await world.credit(left.done)
    expectThat(credit.refunded === 800, `Aplazame has ${credit.refunded} refunded`)
  })
  return left.seeded
}
