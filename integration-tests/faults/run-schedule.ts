import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  beginOrderEditOrderWorkflow,
  cancelOrderWorkflow,
  capturePaymentWorkflow,
  createPaymentSessionsWorkflow,
  confirmOrderEditRequestWorkflow,
  createOrderPaymentCollectionWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  refundPaymentWorkflow,
  requestOrderEditRequestWorkflow,
} from "@medusajs/medusa/core-flows"
import { messageOf } from "../../src/aplazame/message-of"
import { cents } from "../../src/aplazame"
import { owedOn } from "../../src/modules/aplazame/order-payment"
import type { Query } from "../../src/modules/aplazame/reading"
import type { OperationRow } from "../../src/modules/aplazame/rows"
import { captureFulfilment, resumeOperations } from "../../src/workflows"
import { BOOKED_VOIDS, fulfilmentKey, isBackground, isSendable } from "../../src/credit"
import { allowedActions, orderFacts } from "../../src/workflows/admin-actions/overview"
import { voidCredit } from "../../src/workflows/admin-actions/actions/void-credit"
import { flowContext } from "../../src/workflows/flow-context"
import { reconcileByAge } from "../../src/workflows/reconcile"
import { sweep } from "../../src/workflows/sweep"
import type { Bench } from "../support/aplazame-store"
import { ruleOf, TIMES, type LinkPayment, type Schedule, type Step } from "./schedule"
import { PROVIDER } from "../support/seed-store"
import { confirmedCredit, convertedDraft, type Credit, type Order } from "./support/credit"
import type { NotificationLives } from "./support/hook-requests"
import { differences } from "./support/judge"
import { medusaSide, readLedgers, sum, type Ledgers } from "./support/ledgers"
import { inProcess, quiet } from "./support/lives"
import { loseMemory } from "./support/lose-memory"
import { Asked, type Ask } from "./support/operator-asks"
import { payByLink } from "./support/pay-by-link"
import { dropConnections, untilConnected } from "./support/restart-postgres"
import { forget, tenMinutesPass } from "./support/time"
import { within } from "./support/within"
import { withoutLock } from "./support/without-lock"

const ROUNDS = 14
/** So long a person waits for an answer. */
const PATIENCE_MS = 15_000

/** One of the credits of an order, and what was asked for of it. */
type Party = { credit: Credit; asked: Asked }

export type Outcome = { differences: string[]; story: string[]; ledgers: Ledgers[]; deaths: number; faults: number; overpaid: number }

/** One order from its purchase to the moment when nothing moves any more. */
class Run {
  readonly story: string[] = []
  private readonly pg: Knex
  /** Every credit that pays the order, the oldest first. */
  private readonly parties: Party[] = []
  /** The one that a step is about. */
  private on!: Party
  private quantity: number
  private lateUntil = 0
  private fulfilments = 0
  /** The credits of the order when each fulfilment was made. */
  private readonly paidFor: string[][] = []
  deaths = 0
  faults = 0

  constructor(
    private readonly bench: Bench,
    private readonly lives: NotificationLives,
    private readonly order: Order
  ) {
    this.pg = bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    this.quantity = order.items[0]?.quantity ?? 0
  }

  private get credit(): Credit {
    return this.on.credit
  }

  private get asked(): Asked {
    return this.on.asked
  }

  get isPaid(): boolean {
    return this.parties.length > 0
  }

  /** The order has this credit too. */
  paidBy(credit: Credit): void {
    this.on = { credit, asked: new Asked() }
    this.parties.push(this.on)
  }

  /** The order's link is paid, or what is open of it; an amount as Medusa has it. */
  async payLink(what: string, amount: number, payment: LinkPayment): Promise<void> {
    const { id: orderId, items } = this.order
    const collectionId = await this.openCollection(amount)
    const end = await payByLink(this.bench, this.lives, collectionId, payment)
    this.deaths += end.deaths
    this.story.push(...end.story, `${what} → ${end.paid ? `paid ${end.paid.total_amount} by ${end.paid.mid}` : end.code}`)
    if (!end.paid) return
    const { mid, aplazame_id, payment_id, payment_session_id, total_amount } = end.paid
    this.paidBy({ product: payment.product, total: total_amount, mid, remoteId: aplazame_id ?? "", orderId, paymentId: payment_id, collectionId, sessionId: payment_session_id, items })
  }

  /** What Medusa's edit has opened for the difference, else a new one, as the admin's link has it. */
  private async openCollection(amount: number): Promise<string> {
    const { container } = this.bench
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity: "order", fields: ["payment_collections.id", "payment_collections.status"], filters: { id: this.order.id } })
    const collections: ({ id: string; status: string } | null)[] = data[0]?.payment_collections ?? []
    const open = collections.find((one) => one?.status === "not_paid")
    if (open) return open.id
    const { result } = await createOrderPaymentCollectionWorkflow(container).run({ input: { order_id: this.order.id, amount } })
    if (!result[0]) throw new Error("no collection")
    return result[0].id
  }

  /** The order is edited upwards, and the difference is paid by link. An order that can't be edited any more stays as it is. */
  async raise(payment: LinkPayment): Promise<void> {
    const { error } = await inProcess(null, () => this.editTo(this.quantity + 1))
    await quiet()
    if (error) return void this.story.push(`edit up → failed: ${messageOf(error)}`)
    this.quantity++
    const owed = await owedOn(this.bench.container.resolve<Query>(ContainerRegistrationKeys.QUERY), this.order.id, "eur")
    if (owed > 0) await this.payLink("edit up", owed / 100, payment)
  }

  async step(step: Step, newest: boolean): Promise<void> {
    this.on = this.parties.at(newest ? -1 : 0)!
    const refs = this.parties.map(({ credit }) => credit.remoteId)
    if (step.faults.length > 0) await this.bench.emulator.setFaults(...step.faults.flatMap((fault) => refs.map((ref) => ruleOf(fault, ref))))
    const { life, error } = await inProcess(step.dies, () => this.act(step))
    await quiet()
    if (step.do.endsWith("restarts")) await untilConnected(this.pg)
    if (step.faults.length > 0) {
      const applied = (await this.bench.emulator.faults()).filter((rule) => rule.applied > 0)
      this.faults += applied.length
      if (step.faults.some((fault) => fault.hit === "late" || fault.hit === "late_answer")) this.lateUntil = Date.now() + TIMES.late + 20
      await this.bench.emulator.clearFaults()
    }
    if (life.dead) {
      this.deaths++
      await loseMemory(this.bench)
    }
    const end = life.dead ? life.trace.at(-1) : error ? `failed: ${messageOf(error)}` : "ok"
    this.story.push(`${this.parties.length > 1 ? `${this.credit.mid}: ` : ""}${step.do}${"share" in step ? ` ${step.share}` : ""} ${step.faults.map((f) => `[${f.target} ${f.hit} ×${f.times}]`).join(" ")} → ${end}`)
  }

  private async act(step: Step): Promise<void> {
    switch (step.do) {
      case "fulfil":
        this.sent()
        return captureFulfilment(this.bench.container, this.fulfilment(++this.fulfilments))
      case "fulfil, event twice": {
        this.sent()
        const fulfilment = this.fulfilment(++this.fulfilments)
        return all([captureFulfilment(this.bench.container, fulfilment), captureFulfilment(this.bench.container, fulfilment)])
      }
      case "capture":
        return this.ask(await this.newAsk("capture", step.share))
      case "refund":
        return this.ask(await this.newAsk("refund", step.share))
      case "two refunds": {
        const [one, two] = [await this.newAsk("refund", step.share), await this.newAsk("refund", step.share)]
        return all([this.ask(one), this.ask(two)])
      }
      case "refund and capture": {
        const [one, two] = [await this.newAsk("refund", step.share), await this.newAsk("capture", step.share)]
        return all([this.ask(one), this.ask(two)])
      }
      case "refund, Postgres restarts":
        return all([givenUp(this.ask(await this.newAsk("refund", step.share))), this.restart(step.after)])
      case "capture, Postgres restarts":
        return all([givenUp(this.ask(await this.newAsk("capture", step.share))), this.restart(step.after)])
      case "operator voids":
        return this.operatorVoids(step.share)
      case "panel refunds":
        return this.panel("refund", step.share)
      case "panel voids":
        return this.panel("void", step.share)
      case "second tab":
        return this.secondTab()
      case "two refunds without a lock": {
        const [one, two] = [await this.newAsk("refund", step.share), await this.newAsk("refund", step.share)]
        return withoutLock(this.bench, () => all([this.ask(one), this.ask(two)]))
      }
      case "refund and capture without a lock": {
        const [one, two] = [await this.newAsk("refund", step.share), await this.newAsk("capture", step.share)]
        return withoutLock(this.bench, () => all([this.ask(one), this.ask(two)]))
      }
      case "hours without Aplazame":
        return this.outage(step.hours)
      case "edit down":
        return this.editDown()
      case "cancel order":
        return this.cancelOrder()
      case "retry":
        return this.retry()
      case "wait":
        await this.timePasses()
        return this.jobs()
      case "resume":
        await resumeOperations(this.bench.container)
    }
  }

  /** Every credit of the order may be captured by it. */
  private sent(): void {
    this.paidFor.push(this.parties.map(({ credit }) => credit.mid))
    for (const { asked } of this.parties) {
      asked.fulfilled = true
      asked.byFulfilment++
    }
  }

  private fulfilment = (n: number) => ({ order_id: this.order.id, fulfillment_id: `ful_${this.order.id}_${n}` })

  /** A person reads the order and asks for a share of what is left; null when nothing is. */
  private async newAsk(kind: Ask["kind"], share: number): Promise<Ask | null> {
    const medusa = await medusaSide(this.bench, this.credit)
    const captured = sum(medusa.captures.map((c) => c.amount))
    const left = kind === "capture" ? medusa.paymentAmount - captured : captured - sum(medusa.refunds.map((r) => r.amount))
    const amount = Math.round(left * share)
    if (amount <= 0) return null
    const ask: Ask = { kind, amount, succeeded: false, again: 0 }
    this.asked.asks.push(ask)
    return ask
  }

  private async ask(ask: Ask | null): Promise<void> {
    if (!ask) return
    const input = { payment_id: this.credit.paymentId, amount: ask.amount / 100 }
    // Medusa answers "done" to any capture of a payment that is captured, and does nothing.
    if (ask.kind === "capture" && (await medusaSide(this.bench, this.credit)).captured) return
    if (ask.kind === "capture") await capturePaymentWorkflow(this.bench.container).run({ input })
    else await refundPaymentWorkflow(this.bench.container).run({ input })
    ask.succeeded = true
  }

  private async retry(): Promise<void> {
    const failed = this.asked.asks.filter((one) => !one.succeeded).at(-1)
    if (!failed) return
    if (this.asked.isShown(failed, await medusaSide(this.bench, this.credit))) failed.again++
    await this.ask(failed)
  }

  private async operatorVoids(share: number): Promise<void> {
    const { container, aplazame } = this.bench
    const row = await aplazame.orders.byId(this.credit.mid)
    if (!row) return
    const flow = flowContext(container)
    const facts = await orderFacts(flow, row)
    const { max } = allowedActions(facts).void
    if (max) await voidCredit(flow, facts, cents(Math.max(1, Math.round(max * share))), { token: randomUUID(), actor: "operator" })
  }

  /** What the panel takes is a share of what it could; an order that is not alive has nothing to take. */
  private async panel(kind: "refund" | "void", share: number): Promise<void> {
    const { emulator } = this.bench
    const { remoteId, product } = this.credit
    const order = await emulator.order(remoteId)
    if (order.status !== "ok" || order.cancelled !== null) return
    const outstanding = order.total - order.voided - order.refunded
    const left = kind === "void" && product === "pay_later" ? order.remaining_capture : outstanding
    const amount = Math.round(left * share)
    if (amount <= 0) return
    if (kind === "refund") await emulator.panelRefund(remoteId, amount)
    else await emulator.panelVoid(remoteId, amount)
    this.asked.byPanel += amount
  }

  private async secondTab(): Promise<void> {
    await createPaymentSessionsWorkflow(this.bench.container).run({ input: { payment_collection_id: this.credit.collectionId, provider_id: PROVIDER } })
  }

  /** The jobs run as time goes by, and meet nothing but 503. */
  private async outage(hours: number): Promise<void> {
    await this.bench.emulator.setFaults(...this.parties.map(({ credit }) => ({ route: "^/orders/", ref: credit.remoteId, status: 503 })))
    for (let tens = 0; tens < hours * 6; tens += 3) {
      for (let one = 0; one < 3; one++) await this.timePasses()
      await this.jobs()
    }
    await this.bench.emulator.clearFaults()
  }

  private async editDown(): Promise<void> {
    if (this.quantity > 1) await this.editTo(--this.quantity)
  }

  private async editTo(quantity: number): Promise<void> {
    const { container } = this.bench
    const { id: order_id, items } = this.order
    const item = items[0]
    if (!item) return
    await beginOrderEditOrderWorkflow(container).run({ input: { order_id } })
    await orderEditUpdateItemQuantityWorkflow(container).run({ input: { order_id, items: [{ id: item.id, quantity }] } })
    await requestOrderEditRequestWorkflow(container).run({ input: { order_id } })
    await confirmOrderEditRequestWorkflow(container).run({ input: { order_id, confirmed_by: "operator" } })
  }

  private async cancelOrder(): Promise<void> {
    for (const { credit, asked } of this.parties) {
      const medusa = await medusaSide(this.bench, credit)
      asked.byCancel.push(sum(medusa.captures.map((c) => c.amount)) - sum(medusa.refunds.map((r) => r.amount)))
    }
    await cancelOrderWorkflow(this.bench.container).run({ input: { order_id: this.order.id } })
  }

  private async restart(after: number): Promise<void> {
    await sleep(after)
    await dropConnections()
  }

  private async timePasses(): Promise<void> {
    await sleep(Math.max(0, this.lateUntil - Date.now()))
    await tenMinutesPass(this.pg, this.told())
  }

  private async jobs(): Promise<void> {
    await sweep(this.bench.container)
    await resumeOperations(this.bench.container)
  }

  /** Everything is whole again and time goes by until nothing is due. */
  async settle(): Promise<void> {
    // As the sweep does: a fulfilment is found that was not written down for one of its credits that have something uncaptured; the others are the ledger's business.
    for (let n = 1; n <= this.fulfilments; n++) {
      const fulfilment = this.fulfilment(n)
      const rows = (await this.bench.aplazame.orders.ofOrder(this.order.id)).filter((row) => this.paidFor[n - 1]?.includes(row.mid) && row.state === "confirmed" && row.captured_amount + row.voided_amount < row.total_amount)
      const written = await Promise.all(rows.map((row) => this.bench.aplazame.ledger.byKey(fulfilmentKey(fulfilment.fulfillment_id, row))))
      if (written.some((op) => !op)) await captureFulfilment(this.bench.container, fulfilment, undefined, rows)
    }
    let before = await this.states()
    for (let round = 0; round < ROUNDS; round++) {
      await this.timePasses()
      await this.jobs()
      const compared = this.parties.every(({ asked }) => asked.byPanel === 0) || (await this.reconcile())
      await quiet()
      const now = await this.states()
      if (compared && now === before && !/to book|taken|to do/.test(now)) return
      before = now
    }
  }

  /**
   * As the hourly job does in time: what was moved in Aplazame's panel is found. False where it could not compare, as after a
   * connection was dropped: the next hour does.
   */
  private async reconcile(): Promise<boolean> {
    await this.pg("aplazame_order").whereIn("id", this.parties.map(({ credit }) => credit.mid)).update({ reconciled_at: null })
    return (await reconcileByAge(this.bench.container)) > 0
  }

  /** Work of an event may still have begun after its step, and died: what it took is free again ten minutes later. */
  private states = async (): Promise<string> => (await Promise.all(this.parties.map(({ credit }) => this.statesOf(credit)))).join("\n")

  private async statesOf({ mid }: Credit): Promise<string> {
    const operations = await this.bench.aplazame.ledger.ofCredit(mid)
    const isToBook = (op: OperationRow): boolean => op.state === "done" && op.booked_at === null && (op.medusa_ref !== null || BOOKED_VOIDS.some((key) => op.business_key.startsWith(key)))
    const isTaken = (op: OperationRow): boolean => op.lease_until !== null && op.lease_until > new Date()
    // A busy machine outlasts the short patience of these tests: what the plugin planned goes on until it is through, or a person is told.
    const told = (await this.bench.aplazame.problems.openOfCredit(mid)).length > 0
    const isToDo = (op: OperationRow): boolean => !told && isBackground(op) && isSendable(op.state)
    return operations.map((op) => `${op.id} ${op.state}${isToBook(op) ? " to book" : ""}${isTaken(op) ? " taken" : ""}${isToDo(op) ? " to do" : ""}`).join("\n")
  }

  async judge(): Promise<Outcome> {
    const judged = await Promise.all(this.parties.map(async (party) => ({ ...party, ledgers: await readLedgers(this.bench, party.credit) })))
    const { deaths, faults, story } = this
    const overpaid = sum(judged.map(({ asked, ledgers }) => asked.overpaid(ledgers.theirs.refunded)))
    return { differences: differences(judged), story, ledgers: judged.map(({ ledgers }) => ledgers), deaths, faults, overpaid }
  }

  private told = () => ({ orderId: this.order.id, credits: this.parties.map(({ credit }) => credit) })

  forget = (): Promise<void> => forget(this.pg, this.told())
}

/** Makes an order, does to it what the schedule says, lets everything settle, and compares the ledgers. */
export async function runSchedule(bench: Bench, lives: NotificationLives, schedule: Schedule): Promise<Outcome> {
  const { profile, product, lines, steps, byLink } = schedule
  await bench.emulator.patchSettings({ profile })
  const run = byLink?.draft ? await draftRun(bench, lives, schedule, byLink.draft) : boughtRun(bench, lives, await confirmedCredit(bench, product, lines))
  for (const [i, step] of steps.entries()) {
    if (byLink?.raise?.before === i) await run.raise(byLink.raise)
    await run.step(step, byLink?.newest[i] ?? false)
  }
  await run.settle()
  const outcome = await run.judge()
  await run.forget()
  return outcome
}

function boughtRun(bench: Bench, lives: NotificationLives, credit: Credit): Run {
  const run = new Run(bench, lives, { id: credit.orderId, items: credit.items })
  run.paidBy(credit)
  return run
}

async function draftRun(bench: Bench, lives: NotificationLives, { lines }: Schedule, payment: LinkPayment): Promise<Run> {
  const order = await convertedDraft(bench, lines)
  const run = new Run(bench, lives, order)
  await run.payLink("draft", order.total, payment)
  if (!run.isPaid) throw new Error(`the draft was not paid: ${run.story.join(", ")}`)
  return run
}

/**
 * A workflow of Medusa's that loses Postgres while it notes how far it came may never end, once in some thousand times:
 * the person's request hangs, they give up, and what it left is found as after a death.
 */
const givenUp = (work: Promise<void>): Promise<void> => within(PATIENCE_MS, () => "the request never ended", work)

/** Waits for all, then fails with the first failure: the others must not go on unseen. */
async function all(work: Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work)
  for (const end of ends) if (end.status === "rejected") throw end.reason
}
