import { setTimeout as sleep } from "node:timers/promises"
import { differences } from "../../faults/support/judge"
import { sum } from "../../faults/support/ledgers"
import { Asked, type Ask } from "../../faults/support/operator-asks"
import { within } from "../../faults/support/within"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, fulfil, hundredths, orderOf, paymentOf, refund } from "../../support/operator"
import { complete, openCheckout } from "../../support/shopper"
import { tenMinutesPass } from "../../support/ten-minutes-pass"
import { ordersOf, purchaseOf, readBooks } from "./books"
import type { Cluster } from "./cluster"
import { crashPostgres } from "./crash-postgres"
import type { Act, ClusterSchedule, Round, Trouble } from "../schedule"

/** So long a person waits for an answer. */
const PATIENCE_MS = 20_000
const SETTLED_WITHIN_MS = 300_000

export type Outcome = { differences: string[]; story: string[]; kills: number; outages: number; sold: number }

/** One cart, from the open checkout to the moment when nothing moves any more. */
class Sale {
  readonly asked = new Asked()
  approved = false

  private constructor(
    private readonly cluster: Cluster,
    readonly checkout: Awaited<ReturnType<typeof openCheckout>>,
    private readonly product: ClusterSchedule["products"][number]
  ) {
    this.asked.byFulfilment = 1
  }

  static open = async (cluster: Cluster, product: ClusterSchedule["products"][number]): Promise<Sale> => new Sale(cluster, await openCheckout(cluster.seed, { lines: { CAMISETA: 1 } }), product)

  /** What is done, in a word of its end. */
  async act(act: Act): Promise<string> {
    const { cluster, checkout } = this
    const { emulator } = cluster
    if (act.do === "approve") {
      this.approved = true
      await emulator.approve(checkout.checkout_id, { product: this.product, wait: false })
      return "ok"
    }
    const here = cluster.at(act.at)
    if (act.do === "complete") return String((await complete(here, checkout.cartId)).status)
    if (act.do === "notification again") {
      await emulator.sendNotification({ ref: checkout.checkout_id, status: "pending", status_reason: "confirmation_required", times: 2, parallel: true })
      return "sent"
    }
    const [orderId] = await ordersOf(cluster, checkout.cartId)
    if (orderId === undefined) return "no order yet"
    const order = await orderOf(here, orderId)
    if (act.do === "fulfil") return order.fulfillments.length > 0 ? "fulfilled already" : String(await fulfil(here, order).then(() => "ok"))
    const payment = paymentOf(order)
    const captured = sum(payment.captures.map((one: { amount: number }) => hundredths(one.amount)))
    const refunded = sum(payment.refunds.map((one: { amount: number }) => hundredths(one.amount)))
    if (act.do === "cancel") {
      this.asked.byCancel.push(captured - refunded)
      return String((await cancelOrder(here, orderId)).status)
    }
    const amount = act.do === "capture" ? hundredths(payment.amount) - captured : Math.round((captured - refunded) * act.share)
    // Medusa answers "done" to any capture of a payment that is captured, and does nothing.
    if (amount <= 0 || (act.do === "capture" && payment.captured_at)) return `nothing to ${act.do}`
    const ask: Ask = { kind: act.do, amount, succeeded: false, again: 0 }
    this.asked.asks.push(ask)
    const { status } = await (act.do === "capture" ? capture : refund)(here, payment.id, amount / 100)
    ask.succeeded = status === 200
    return `${amount}: ${status}`
  }

  /** What is wrong with it; nothing when its three ledgers agree, or when it was never sold. */
  async wrong(): Promise<string[]> {
    const { cluster, checkout, asked } = this
    const orders = await ordersOf(cluster, checkout.cartId)
    if (orders.length > 1) return [`the cart became ${orders.length} orders`]
    if (orders.length === 0) {
      const { status, cancelled } = await cluster.emulator.order(checkout.checkout_id)
      if (status === "ok" && cancelled === null) return ["a credit without an order"]
      return this.approved && status === "pending" ? ["approved, and not decided yet"] : []
    }
    const order = await orderOf(cluster.seed, orders[0]!)
    if (!paymentOf(order)) return ["the order has no payment"]
    const purchase = await purchaseOf(cluster, checkout)
    asked.fulfilled = order.fulfillments.some((one: { canceled_at: unknown }) => !one.canceled_at)
    const books = await readBooks(cluster, purchase)
    return differences([{ credit: purchase, ledgers: books, asked }])
  }

  sold = async (): Promise<boolean> => (await ordersOf(this.cluster, this.checkout.cartId)).length > 0
}

/** A schedule on a cluster that is whole; at its end it is whole again. */
export async function runClusterSchedule(cluster: Cluster, schedule: ClusterSchedule): Promise<Outcome> {
  const { emulator, servers, workers, redis, db } = cluster
  const story: string[] = []
  const counts = { kills: 0, outages: 0 }
  await emulator.patchSettings({ profile: schedule.profile, retry_delays_ms: [1_000, 2_000], retry_every_ms: 2_000 })
  const sales: Sale[] = []
  for (const product of schedule.products) sales.push(await Sale.open(cluster, product))
  await emulator.setFaults(...(schedule.slow > 0 ? sales.map(({ checkout }) => ({ route: "^/orders/", ref: checkout.checkout_id, delay_ms: schedule.slow })) : []))

  const goWrong = async (trouble: Trouble): Promise<void> => {
    await sleep(trouble.after)
    switch (trouble.what) {
      case "kill server":
        counts.kills++
        return servers[schedule.server]!.kill()
      case "kill worker":
        counts.kills++
        return workers[schedule.worker]!.kill()
      case "Postgres restarts":
        counts.outages++
        return crashPostgres(db)
      case "Redis restarts":
      case "Redis is away":
        counts.outages++
        await redis.kill()
        await sleep("ms" in trouble ? trouble.ms : 0)
        return redis.start()
    }
  }
  const play = async ({ acts, trouble }: Round): Promise<void> => {
    const done = acts.map(async (act, i) => {
      const end = await within(PATIENCE_MS, () => "no answer", sales[i]!.act(act)).catch((error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`)
      story.push(`sale ${i}: ${act.do}${"share" in act ? ` ${act.share}` : ""} at server ${act.at} → ${end}`)
    })
    if (trouble) {
      await goWrong(trouble)
      story.push(`${trouble.what} after ${trouble.after} ms`)
    }
    await Promise.all(done)
  }

  const left = async (): Promise<string[]> => (await Promise.all(sales.map(async (sale, i) => (await sale.wrong()).map((one) => `sale ${i}: ${one}`)))).flat()
  const settle = async (): Promise<string[]> => {
    const mids = sales.map(({ checkout }) => checkout.mid)
    const end = Date.now() + SETTLED_WITHIN_MS
    for (;;) {
      await redis.notesLocks()
      await sleep(4_000)
      await redis.dropsNotedLocks()
      await eventually(() => tenMinutesPass(db, mids))
      await sleep(4_000)
      const found = await left().catch((error: unknown) => [`not readable: ${error instanceof Error ? error.message : String(error)}`])
      if (found.length === 0 || Date.now() > end) return found
    }
  }

  for (const round of schedule.rounds) await play(round)
  await emulator.clearFaults()
  await eventually(() => db.query("SELECT 1"))
  const found = await settle()
  for (const one of found.length > 0 ? sales : []) story.push(...(await told(cluster, one)))
  const sold = (await Promise.all(sales.map((sale) => sale.sold()))).filter(Boolean).length
  await Promise.all([servers[schedule.server]!, workers[schedule.worker]!].map((one) => one.isRunning || one.start()))
  return { differences: found, story, ...counts, sold }
}

/** What the books say of a sale that went wrong. */
async function told({ db, emulator }: Cluster, { checkout }: Sale): Promise<string[]> {
  const { rows } = await db.query(
    "SELECT o.kind, o.state, o.amount, o.business_key, o.error_code FROM aplazame_operation o JOIN aplazame_order a ON a.id = o.aplazame_order_id WHERE a.mid = $1 ORDER BY o.created_at",
    [checkout.mid]
  )
  const { status, captured, refunded, voided, cancelled } = await emulator.order(checkout.checkout_id)
  return [`  ${checkout.mid}`, ...rows.map((row) => `  ours      ${JSON.stringify(row)}`), `  Aplazame  ${JSON.stringify({ status, captured, refunded, voided, cancelled })}`]
}
