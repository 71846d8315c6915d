import { z } from "zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { EmulatorControlError, type OrderView } from "../../src/emulator"
import type { ProblemRow } from "../../src/modules/aplazame/rows"
import { resumeOperations, startCheckout } from "../../src/workflows"
import { sweep } from "../../src/workflows/sweep"
import type { Bench } from "../support/aplazame-store"
import { PROVIDER } from "../support/seed-store"
import { paymentSession, readyCart } from "../support/shopper"
import { purchaseRule, type PurchaseSchedule, type PurchaseStep } from "./purchase-schedule"
import type { NotificationLives } from "./support/hook-requests"
import { inProcess, quiet } from "./support/lives"
import { loseMemory } from "./support/lose-memory"

const ROUNDS = 8

const linkSchema = z.array(
  z.object({
    order_id: z.string(),
    order: z.object({
      status: z.string(),
      payment_collections: z.array(z.object({ payments: z.array(z.object({ canceled_at: z.unknown() })).default([]) })).default([]),
    }),
  })
)

export type PurchaseOutcome = { differences: string[]; story: string[]; deaths: number; faults: number; sold: boolean }

/** One cart from "pay" to the moment when nothing moves any more. */
class Purchase {
  readonly story: string[] = []
  deaths = 0
  faults = 0
  private readonly pg: Knex
  private sessionId = ""

  constructor(
    private readonly bench: Bench,
    private readonly lives: NotificationLives,
    private readonly cartId: string
  ) {
    this.pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  }

  /** The newest session of the cart, as the storefront would hold it. */
  async session(): Promise<void> {
    this.sessionId = (await paymentSession(this.bench.seed, this.cartId, PROVIDER)).id
  }

  async step(step: PurchaseStep): Promise<void> {
    const ref = await this.newest()
    if (step.hit) await this.bench.emulator.setFaults(purchaseRule(step.hit, step.do === "press pay" ? null : ref))
    const known = this.lives.given.length
    const inside = ["press pay", "shopper completes", "wait"].includes(step.do)
    if (!inside) this.lives.diesAt(step.dies)
    const { life, error } = await inProcess(inside ? step.dies : null, () => this.act(step, ref))
    await quiet()
    this.lives.diesAt(null)
    const died = [life, ...this.lives.given.slice(known)].filter((one) => one.dead)
    if (died.length > 0) await loseMemory(this.bench)
    this.deaths += died.length
    if (step.hit) {
      this.faults += (await this.bench.emulator.faults()).filter((rule) => rule.applied > 0).length
      await this.bench.emulator.clearFaults()
    }
    const end = died[0]?.trace.at(-1) ?? (error ? `failed: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}` : "ok")
    this.story.push(`${step.do}${"reason" in step ? ` ${step.status} ${step.reason}` : ""}${step.hit ? ` [${step.hit}]` : ""} → ${end}`)
  }

  private async act(step: PurchaseStep, ref: string | null): Promise<unknown> {
    const { emulator, container, seed } = this.bench
    switch (step.do) {
      case "press pay":
        return startCheckout(container, { session_id: this.sessionId, customer_id: null })
      case "shopper completes":
        return completeCartWorkflow(container).run({ input: { id: this.cartId } })
      case "cart changes":
        await seed.store.post(`/store/carts/${this.cartId}/line-items`, { variant_id: seed.variants.ZAPATILLAS, quantity: 1 })
        return this.session()
      case "wait":
        await this.tenMinutesPass()
        return this.jobs()
      case "approve":
        return ref && emulator.approve(ref, { product: step.product })
      case "challenge":
        return ref && emulator.challenge(ref, { product: step.product })
      case "pass challenge":
        return ref && emulator.passChallenge(ref)
      case "fail challenge":
        return ref && emulator.failChallenge(ref)
      case "refuse":
        return ref && emulator.refuse(ref)
      case "stray notification":
        return ref && emulator.sendNotification({ ref, status: step.status, status_reason: step.reason, times: 3, parallel: true })
    }
  }

  private async remotes(): Promise<OrderView[]> {
    const mids = (await this.bench.aplazame.orders.ofSubject({ kind: "cart", id: this.cartId })).map((row) => row.mid)
    const found = await Promise.all(mids.map((mid) => this.bench.emulator.order(mid).catch(unknownIsNull)))
    return found.filter((one) => one !== null)
  }

  private newest = async (): Promise<string | null> => (await this.remotes())[0]?.id ?? null

  private async tenMinutesPass(): Promise<void> {
    const back = (...columns: string[]): string => columns.map((column) => `${column} = ${column} - interval '10 minutes'`).join(", ")
    const mine = "SELECT id FROM aplazame_order WHERE cart_id = ?"
    await this.pg.raw(`UPDATE aplazame_operation SET ${back("created_at", "updated_at", "sent_at", "settled_at", "next_attempt_at", "lease_until")} WHERE aplazame_order_id IN (${mine})`, [this.cartId])
    await this.pg.raw(`UPDATE aplazame_notification SET ${back("created_at", "updated_at")} WHERE aplazame_order_id IN (${mine})`, [this.cartId])
    await this.pg.raw(`UPDATE aplazame_order SET ${back("created_at", "updated_at", "checked_at", "accepting_until")} WHERE cart_id = ?`, [this.cartId])
    await this.pg.raw(`UPDATE order_change SET ${back("created_at")} WHERE order_id IN (SELECT order_id FROM order_cart WHERE cart_id = ?)`, [this.cartId])
  }

  private async jobs(): Promise<void> {
    await sweep(this.bench.container)
    await resumeOperations(this.bench.container)
  }

  /** Aplazame's patience ends, its last words are delivered, and the jobs run until nothing changes. */
  async settle(): Promise<void> {
    for (const remote of await this.remotes()) if (remote.status === "pending") await this.bench.emulator.expire(remote.id).catch(unknownIsNull)
    let before = ""
    for (let round = 0; round < ROUNDS; round++) {
      await this.delivered()
      await this.tenMinutesPass()
      await this.jobs()
      await quiet()
      const now = JSON.stringify([(await this.bench.aplazame.orders.ofSubject({ kind: "cart", id: this.cartId })).map((row) => [row.state, row.order_id]), await this.openOperations()])
      if (now === before) return
      before = now
    }
  }

  private async delivered(): Promise<void> {
    const end = Date.now() + 5_000
    while (Date.now() < end) {
      const waiting = (await this.remotes()).flatMap((remote) => remote.notifications).filter((one) => one.state === "queued")
      if (waiting.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }

  private openOperations = async (): Promise<string[]> =>
    (await this.pg("aplazame_operation").whereIn("aplazame_order_id", this.pg("aplazame_order").where({ cart_id: this.cartId }).select("id")).whereIn("state", ["planned", "sent", "unknown"]).whereNot({ kind: "history" }).select("business_key")).map((op) => String(op.business_key))

  async judge(): Promise<PurchaseOutcome> {
    const { container, aplazame } = this.bench
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const rows = await aplazame.orders.ofSubject({ kind: "cart", id: this.cartId })
    const remotes = await this.remotes()
    const problems: ProblemRow[] = (await Promise.all(rows.map((row) => aplazame.problems.openOfCredit(row.id)))).flat()
    const { data } = await query.graph({ entity: "order_cart", fields: ["order_id", "order.id", "order.status", "order.payment_collections.payments.canceled_at"], filters: { cart_id: this.cartId } })
    const links = linkSchema.parse(data)
    const found: string[] = []
    if (links.length > 1) found.push(`the cart became ${links.length} orders`)
    const order = links[0]?.order
    const alive = order && order.status !== "canceled"
    const paid = (order?.payment_collections ?? []).flatMap((collection) => collection.payments).filter((payment) => !payment.canceled_at).length
    const live = remotes.filter((remote) => remote.status === "ok" && remote.cancelled === null)
    // Without a checkout at Aplazame nobody asked us for anything: an order that Medusa left half made is not ours to judge.
    if (remotes.length > 0 && problems.length === 0) {
      if (live.length > 1) found.push(`${live.length} credits of one cart live`)
      if (alive && live.length === 0) found.push("an order without a credit, and nobody is told")
      if (!alive && live.length > 0) found.push("a credit without an order, and nobody is told")
      if (alive && paid !== 1) found.push(`the order has ${paid} payments`)
      const row = rows.find((one) => one.aplazame_id === live[0]?.id)
      if (alive && (row?.state !== "confirmed" || row.order_id !== links[0]?.order_id)) found.push(`our row is ${row?.state ?? "missing"} for ${row?.order_id ?? "no order"}`)
      const open = await this.openOperations()
      if (open.length > 0) found.push(`open without a problem: ${open.join(", ")}`)
    }
    const told = problems.map((problem) => `  problem ${problem.kind} ${JSON.stringify(problem.figures)}`)
    const state = [...rows.map((row) => `  ours ${row.state} order ${row.order_id ?? "none"} ${row.reason_code ?? ""}`), ...remotes.map((one) => `  Aplazame ${one.status}/${one.status_reason} ${one.cancelled ? "cancelled" : ""} ${one.notifications.map((n) => `${n.status}:${n.state}:${n.attempts}`).join(" ")}`), `  Medusa ${order?.status ?? "no order"}, ${paid} payments`]
    return { differences: found, story: [...this.story, ...state, ...told], deaths: this.deaths, faults: this.faults, sold: Boolean(alive) }
  }

  async forget(): Promise<void> {
    const mine = this.pg("aplazame_order").where({ cart_id: this.cartId }).select("id")
    for (const table of ["aplazame_operation", "aplazame_notification", "aplazame_problem"]) await this.pg(table).whereIn("aplazame_order_id", mine).update({ deleted_at: new Date() })
    await this.pg.raw(`UPDATE "order" SET canceled_at = canceled_at - interval '30 days' WHERE id IN (SELECT order_id FROM aplazame_order WHERE cart_id = ?)`, [this.cartId])
    await this.pg("aplazame_order").where({ cart_id: this.cartId }).update({ deleted_at: new Date() })
  }
}

export async function runPurchase(bench: Bench, lives: NotificationLives, schedule: PurchaseSchedule): Promise<PurchaseOutcome> {
  await bench.emulator.patchSettings({ profile: schedule.profile })
  const purchase = new Purchase(bench, lives, await readyCart(bench.seed, { lines: { CAMISETA: 1 } }))
  await purchase.session()
  for (const step of schedule.steps) await purchase.step(step)
  await purchase.settle()
  const outcome = await purchase.judge()
  await purchase.forget()
  return outcome
}

/** A step that does not fit the order's state, or an order that never came to be. */
function unknownIsNull(error: unknown): null {
  if (error instanceof EmulatorControlError && (error.status === 404 || error.status === 409)) return null
  throw error
}
