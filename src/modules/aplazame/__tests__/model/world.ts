import { type Cents } from "../../../../aplazame"
import { EXTENDED, isForeign, isPartOfRefund, isUnattended, NOTHING_TO_CAPTURE, CHANGE_KEY, neededFor, VIA_REFUND, type OrderWorth } from "../../../../credit"
import type { OperationPorts, OrderForCapture } from "../../operations"
import type { Booking } from "../../reading"
import type { AplazameOrderRow, OperationRow } from "../../rows"
import { MemoryAplazame, type Effect, type Habits } from "./memory-aplazame"
import { MemoryTables } from "./memory-stores"

export const APPROVED = 10_000
const BEGIN = Date.parse("2026-03-01T10:00:00Z")

export type Setting = Habits & {
  captureCalls: OperationPorts["settings"]["captureCalls"]
  refundCall: OperationPorts["settings"]["refundCall"]
  captureAmount: "order" | "shipped"
  /** What the order was worth when it was placed. */
  placed: number
  /** Aplazame confirms only later. */
  unconfirmed: boolean
  /** Our row knows the product from the beginning. */
  knowsProduct: boolean
  lock: boolean
}

/** What a person wants once, however often it is asked for. */
export type MedusaRequest = { kind: "capture" | "refund"; amount: number; failed: boolean }
export type MedusaRow = { id: string; kind: "capture" | "refund"; amount: number; state: "halfway" | "booked"; request: MedusaRequest | null; at: number }

/** A rule that does not hold. */
export class Violation extends Error {}

/** The order in Medusa, with its captures and refunds. A row is taken back when the provider throws. */
export class MemoryMedusa {
  ordered: number
  lowest: number
  returned = 0
  shipped = 0
  /** What credit lines of refunds took off. */
  written = 0
  version = 1
  canceled = false
  rows: MedusaRow[] = []
  requests: MedusaRequest[] = []
  private serial = 0

  constructor(private readonly placed: number) {
    this.ordered = placed
    this.lowest = placed
  }

  get worth(): OrderWorth {
    const now = Math.max(0, this.ordered - this.returned - this.written)
    return { beforeCreditLines: this.ordered as Cents, afterCreditLines: Math.max(0, this.ordered - this.written) as Cents, returned: this.returned as Cents, byVoids: 0 as Cents, now: now as Cents, placed: this.placed < APPROVED ? (this.placed as Cents) : null, others: { captured: 0 as Cents, refunded: 0 as Cents } }
  }

  /** Medusa's next workflow fails after the provider has answered. */
  failsNext = false

  open(kind: MedusaRow["kind"], amount: number, request: MedusaRequest | null, at = 0): MedusaRow {
    const row: MedusaRow = { id: `${kind === "capture" ? "capt" : "ref"}_${++this.serial}`, kind, amount, state: "halfway", request, at }
    this.rows.push(row)
    return row
  }

  takeBack(row: MedusaRow): void {
    this.rows = this.rows.filter((one) => one !== row)
    if (row.request) row.request.failed = true
  }

  book(row: MedusaRow): void {
    row.state = "booked"
    if (row.kind === "refund") this.written += row.amount
  }

  bookingOf(id: string): Booking {
    return this.rows.find((one) => one.id === id)?.state ?? "gone"
  }

  edit(by: number): boolean {
    if (this.canceled || this.ordered + by < 100) return false
    this.ordered += by
    this.version += 1
    this.lowest = Math.min(this.lowest, this.ordered)
    return true
  }
}

/** A running store. It dies at one of its awaits, and whatever it was about to do is never done. */
export class Process {
  sending: string | null = null
  /** How many effects Aplazame had when what this process now does began. */
  since = 0
  /** What the order needed when it was read for what this process now does. */
  needed = 0
  dead = false
  /** What it does once it has answered. */
  private readonly afterAnswer: (() => Promise<unknown>)[] = []
  private awaits: number | null = null
  private ends: () => void = () => undefined
  readonly death: Promise<void>
  readonly ports: OperationPorts

  constructor(
    readonly name: string,
    readonly world: World
  ) {
    this.death = new Promise((ends) => (this.ends = ends))
    const { tables, aplazame } = world
    const place = this.port(() => aplazame.takePlace())
    this.ports = {
      client: {
        ...this.portsOf(aplazame.client(() => this.sending)),
        holdPlace: async (work: () => Promise<unknown>) => {
          await place()
          return work()
        },
      },
      ledger: this.portsOf(tables.ledger),
      bookings: this.portsOf(tables.bookings),
      orders: this.portsOf(tables.orders),
      problems: this.portsOf(tables.notes),
      settings: { timeoutMs: 15_000, settleAfterMs: 60_000, giveUpAfterHours: 72, captureCalls: world.setting.captureCalls, refundCall: world.setting.refundCall },
      clock: () => world.now,
      afterAnswer: (work: () => Promise<unknown>) => void this.afterAnswer.push(work),
    } as unknown as OperationPorts
  }

  begin(): void {
    this.since = this.world.aplazame.effects.length
    this.needed = this.world.needed
  }

  dieAfter(awaits: number): void {
    this.awaits = awaits
  }

  /** Whoever asked has the answer. */
  async answered(): Promise<void> {
    for (const work of this.afterAnswer.splice(0)) await work()
  }

  /** One await: another process may run, or this one may end. */
  async pause(): Promise<void> {
    await this.world.interleave?.(this.name)
    if (this.passes()) return
    return new Promise(() => undefined)
  }

  bookingOf = async (id: string): Promise<Booking> => {
    await this.pause()
    return this.world.medusa.bookingOf(id)
  }

  private passes(): boolean {
    if (this.awaits !== null && --this.awaits < 0 && !this.dead) {
      this.dead = true
      this.world.note(`${this.name} dies`)
      this.ends()
    }
    return !this.dead
  }

  private portsOf(methods: object): object {
    return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, this.port(method)]))
  }

  /** A method with an await before and one after its effect. */
  private port(method: (...args: unknown[]) => unknown) {
    return async (...args: unknown[]): Promise<unknown> => {
      if (this.world.interleave) await this.pause()
      else if (!this.passes()) return new Promise(() => undefined)
      this.world.acting = this
      let answer
      let error: unknown = null
      try {
        answer = method(...args)
      } catch (thrown) {
        if (thrown instanceof Violation) this.world.violation ??= thrown
        error = thrown
      }
      if (this.world.interleave) await this.pause()
      else if (!this.passes()) return new Promise(() => undefined)
      if (error !== null) throw error
      return answer
    }
  }
}

/** How often the figures could not tell, and a person or chance decided. */
export type Counts = { commands: number; moneyCalls: number; undecided: number; decided: number; coincidences: number; worlds: number; moved: number; asked: number; succeeded: number }
export const noCounts = (): Counts => ({ commands: 0, moneyCalls: 0, undecided: 0, decided: 0, coincidences: 0, worlds: 0, moved: 0, asked: 0, succeeded: 0 })

/** One credit with its order, its Aplazame, and the processes that work on it. */
export class World {
  now = BEGIN
  readonly aplazame: MemoryAplazame
  readonly medusa: MemoryMedusa
  readonly tables: MemoryTables
  acting: Process
  processes: [Process, Process]
  interleave: ((who: string) => Promise<unknown>) | null = null
  violation: Violation | null = null
  readonly log: string[] = []
  /** What the panel moved, or what a late edit changed, made it impossible to tell: sums are not compared any more. */
  blurred = false
  meantRefunds = 0
  /** Operations of persons of which the person knows: their request succeeded, or they were told. */
  readonly known = new Set<string>()
  /** The most that edits, and goods that came back before they were captured, took off. */
  private takenOff = 0
  /** The most that had come back before it was captured. */
  private neverCaptured = 0
  /** What edits took off after as much had been given back for no goods that came back: that money does not go back twice. */
  private refundedForEdits = 0
  private serial = 0
  private readonly sentSince = new Map<string, { since: number; needed: number }>()
  private seen = 0
  private locked: Promise<unknown> = Promise.resolve()

  constructor(
    readonly setting: Setting,
    readonly counts: Counts
  ) {
    counts.worlds += 1
    const clock = (): number => this.now
    this.aplazame = new MemoryAplazame(APPROVED, setting, clock)
    this.aplazame.confirmed = !setting.unconfirmed
    this.medusa = new MemoryMedusa(setting.placed)
    this.tables = new MemoryTables(creditRow(setting), clock, { sent: (op) => this.sent(op), settled: (op) => this.settled(op) })
    this.processes = [new Process("P1", this), new Process("P2", this)]
    this.acting = this.processes[0]
  }

  get row(): AplazameOrderRow {
    return { ...this.tables.order }
  }

  get order(): OrderForCapture {
    return { id: "order_1", worth: this.medusa.worth, edit: (total) => ({ articles: [], currency: "eur", total_amount: total }) }
  }

  id(): number {
    return ++this.serial
  }

  note(text: string): void {
    this.log.push(text)
  }

  readonly fail = (text: string): never => {
    const problem = new Violation(text)
    this.violation ??= problem
    throw problem
  }

  panelMoved = (): boolean => this.aplazame.effects.some((one) => one.by === "panel")

  /** The most that the order needs now. */
  get needed(): number {
    const { worth, returned } = this.medusa
    const { captured_amount, refunded_amount } = this.tables.order
    return neededFor(worth, Math.max(0, returned - captured_amount, Math.min(returned, this.voidedForReturns)) as Cents, refunded_amount) + this.mayBePaidByRefunds
  }

  private get voidedForReturns(): number {
    let sum = 0
    for (const op of this.tables.operations) if (op.state === "done") sum += op.for_returns ?? 0
    return sum
  }

  /** An edit of the order; false where Medusa refuses it. */
  edit(by: number): boolean {
    const { lowest } = this.medusa
    if (!this.medusa.edit(by)) return false
    this.refundedForEdits += Math.min(Math.max(0, this.refundedForNoReturn() - this.refundedForEdits), lowest - this.medusa.lowest)
    return true
  }

  /** What a refund had given back for goods that an edit took off later, as far as goods that came back don't explain it since. */
  private paidByRefunds(before: Effect): number {
    return Math.min(this.refundedForEdits, this.refundedForNoReturn(before.seq))
  }

  /** The most that this can be: a refund whose answer came late, or the panel's, may have been made before the edit. */
  get mayBePaidByRefunds(): number {
    return Math.min(Math.max(0, this.setting.placed - this.medusa.ordered), this.refundedForNoReturn() + this.moved("panel", ["refund", "void"]))
  }

  private refundedForNoReturn(before = Infinity): number {
    const { operations, order } = this.tables
    const back = this.aplazame.effects.reduce((sum, one) => {
      const op = one.by === "us" && one.seq < before ? operations.find((row) => row.id === one.opId) : undefined
      return op && isPartOfRefund(op) ? sum + one.amount : sum
    }, 0)
    // Goods whose value was voided before it was captured are no reason for a refund.
    return Math.max(0, back - Math.min(Math.max(0, this.medusa.returned - this.voidedForReturns), order.captured_amount))
  }

  pass(milliseconds: number): void {
    this.now += milliseconds
    this.aplazame.arrive(this.now)
    this.look()
  }

  /** The process of this number, anew where it has died. */
  process(which: 0 | 1): Process {
    if (this.processes[which].dead) this.processes[which] = new Process(`P${which + 1}`, this)
    return this.processes[which]
  }

  /** Both stores are started anew. */
  restart(): void {
    this.processes = [new Process("P1", this), new Process("P2", this)]
  }

  /** The lock that two processes may share; a dead one's is free. */
  async withLock<T>(process: Process, job: () => Promise<T>): Promise<T> {
    if (!this.setting.lock || !this.interleave) {
      process.begin()
      return job()
    }
    const before = this.locked
    let free: () => void = () => undefined
    this.locked = new Promise<void>((done) => (free = done))
    await before
    void process.death.then(free)
    try {
      process.begin()
      return await job()
    } finally {
      free()
    }
  }

  /** What was moved by `by`, of the kinds. */
  moved(by: Effect["by"], kinds: Effect["kind"][], before = Infinity): number {
    let sum = 0
    for (const one of this.aplazame.effects) if (one.by === by && one.seq < before && kinds.includes(one.kind)) sum += one.amount
    return sum
  }

  noted(kinds: OperationRow["kind"][]): number {
    let sum = 0
    for (const op of this.tables.operations) if (op.state === "done" && isForeign(op) && kinds.includes(op.kind)) sum += op.amount ?? 0
    return sum
  }

  /** Checked whenever a call is about to go out: what the panel moved before it began is known. */
  private sent(op: OperationRow): void {
    this.acting.sending = op.id
    const { lowest, returned } = this.medusa
    this.neverCaptured = Math.max(this.neverCaptured, returned - this.tables.order.captured_amount)
    this.takenOff = this.setting.placed - lowest + this.neverCaptured
    this.sentSince.set(op.id, { since: this.acting.since, needed: Math.max(this.acting.needed, this.needed) })
    if (op.kind === "update" || op.kind === "cancel" || this.blurred) return
    this.counts.moneyCalls += 1
    // An extended refund is compared by all that could still go back, which a capture does not change.
    for (const kinds of op.target === EXTENDED || this.setting.captureCalls === "put" ? [GIVEN_BACK] : [GIVEN_BACK, CAPTURED]) {
      const there = this.moved("panel", [...kinds], this.acting.since)
      const here = this.noted([...kinds])
      if (there > here) this.fail(`${op.kind} of ${op.amount} goes out though the panel moved ${there} (${kinds.join(", ")}) and the ledger knows ${here}`)
    }
  }

  private settled(op: OperationRow): void {
    if (op.kind === "update" || op.kind === "history") return
    const times = this.timesDone(op.id)
    if (op.kind === "cancel") {
      if (op.state === "done" && !this.aplazame.cancelled) this.fail("a cancel is done and the credit lives")
      return
    }
    if (op.state === "done") {
      const right = op.target === NOTHING_TO_CAPTURE ? 0 : 1
      if (times === right) return
      if (times < right && (this.blurred || this.panelSince(op))) {
        this.counts.coincidences += 1
        this.blurred = true
        return
      }
      this.fail(`${op.kind} ${op.id} of ${op.amount} is done and has happened ${times} times`)
    }
    if (op.state !== "unknown" && times > 0) this.fail(`${op.kind} ${op.id} of ${op.amount} is ${op.state} and has happened`)
  }

  /**
   * The panel moved something of the same kind between the figures that an operation was sent on and those it is settled by.
   * Captures and voids are listed each, and a refund of the order is held to be one only where nothing was voided beside it. What
   * is given back of everything lowers one figure, as a void does. An order that all was taken off has ended, and may refuse
   * its voids: by a void or by a refund, nothing is left of it.
   */
  private panelSince(op: OperationRow): boolean {
    const { since } = this.sentSince.get(op.id) ?? { since: 0 }
    const refuses = this.setting.endedRefusesQuestions && this.aplazame.cancelled
    const listed = op.kind === "capture" || (op.kind === "void" && op.target === null && !refuses)
    const alone = !refuses && this.setting.product !== "pay_later" && (op.target === VIA_REFUND || (op.kind === "refund" && op.target === null))
    const alike: readonly string[] = listed ? [op.kind] : alone ? ["refund"] : GIVEN_BACK
    return this.aplazame.effects.some((one) => one.by === "panel" && one.seq >= since && alike.includes(one.kind))
  }

  private timesDone(id: string): number {
    let times = 0
    for (const one of this.aplazame.effects) if (one.opId === id) times += 1
    return times
  }

  /** Looks at every new effect of ours at Aplazame, and at the sums. */
  look(): void {
    const { effects } = this.aplazame
    for (; this.seen < effects.length; this.seen++) {
      const effect = effects[this.seen]
      if (effect?.by === "us") this.judge(effect)
    }
    this.sums()
    if (this.violation) throw this.violation
  }

  private judge(effect: Effect): void {
    if (effect.kind === "update" || effect.kind === "cancel") return
    const op = this.tables.operations.find((one) => one.id === effect.opId)
    if (!op) return this.fail("a call without an operation")
    if (this.timesDone(op.id) > 1) this.fail(`${op.kind} ${op.id} of ${op.amount} happened twice`)
    if (effect.amount !== op.amount) this.fail(`${op.kind} ${op.id} of ${op.amount} went out as ${effect.amount}`)
    const ours = (which: (one: OperationRow) => boolean): number => {
      let sum = 0
      for (const one of effects(this)) {
        const of = this.tables.operations.find((row) => row.id === one.opId)
        if (of && which(of)) sum += one.amount
      }
      return sum
    }
    if (this.interleave === null && isPersons(op) && (op.kind === "refund" || op.kind === "void")) {
      for (const one of this.tables.operations) {
        const since = one.settled_at === null || op.sent_at === null ? 0 : op.sent_at.getTime() - one.settled_at.getTime()
        const mine = one.id === op.id || (one.medusa_ref !== null && one.medusa_ref === op.medusa_ref)
        if (mine || one.state !== "done" || !isPersons(one) || (one.kind !== "refund" && one.kind !== "void") || this.known.has(one.id) || since < 15_000 || since >= 900_000) continue
        // Whoever asks again within three seconds of a refusal that died on its way counts as told: `TELLING_MS`.
        if (effect.at < one.settled_at!.getTime() || (one.untold_since !== null && op.sent_at !== null && one.untold_since > op.sent_at)) continue
        this.fail(`${op.kind} ${op.id} of ${op.amount} goes out, and nobody was told of ${one.kind} ${one.id} of ${one.amount}`)
      }
    }
    const back = ours(isPartOfRefund)
    if (isPartOfRefund(op) && back > this.meantRefunds) this.fail(`${back} was given back, ${this.meantRefunds} was asked for in all`)
    if (op.kind === "void" && op.business_key.startsWith(CHANGE_KEY)) {
      const off = ours((one) => one.kind === "void" && one.business_key.startsWith(CHANGE_KEY))
      const paid = this.paidByRefunds(effect)
      if (off > this.takenOff - paid && !this.blurred) this.fail(`${off} was voided for changes of the order, which took off ${this.takenOff}, ${paid} of it refunded before`)
    }
    if (op.kind === "capture") this.checkCapture(op, effect)
  }

  private checkCapture(op: OperationRow, { seq }: Effect): void {
    const { since, needed } = this.sentSince.get(op.id) ?? { since: 0, needed: 0 }
    const captured = this.moved("us", ["capture"], seq + 1) + this.moved("panel", ["capture"], since)
    // Of an order that was placed below its credit nothing tells whether a person took off that, or goods that came back.
    const byHand = this.setting.placed < APPROVED && this.medusa.returned > 0 && this.tables.operations.some((one) => one.kind === "void" && !one.business_key.startsWith(CHANGE_KEY))
    if (captured > needed && !this.blurred && !byHand) this.fail(`capture ${op.id}: ${captured} is captured, the order needs ${needed}`)
    if (this.aplazame.captured + this.aplazame.voided > this.aplazame.approved) this.fail("more is captured than was granted")
  }

  private sums(): void {
    const of = (...kinds: OperationRow["kind"][]): number => {
      let sum = 0
      for (const op of this.tables.operations) if (op.state === "done" && kinds.includes(op.kind)) sum += op.amount ?? 0
      return sum
    }
    const { captured_amount, voided_amount, refunded_amount } = this.tables.order
    const row = [captured_amount, voided_amount, refunded_amount]
    const ledger = [of("capture"), of("void", "cancel"), of("refund")]
    if (row.join() !== ledger.join()) this.fail(`the row says ${row.join(" ")}, the ledger ${ledger.join(" ")}`)
  }

  /** Everything, for a person who reads a failure. */
  story(): string {
    const { aplazame, medusa, tables } = this
    const movement = (one: Effect): string => `  ${one.by} ${one.kind} ${one.amount} ${one.opId ?? ""}`
    const operation = (op: OperationRow): string => `  ${op.id} ${op.kind} ${op.amount} ${op.state} ${op.business_key} before=${op.remaining_before} target=${op.target} ref=${op.medusa_ref} ${op.error_code ?? ""}`
    return [
      `setting ${JSON.stringify(this.setting)}`,
      ...this.log.map((line) => `  ${line}`),
      `Aplazame: total ${aplazame.total} captured ${aplazame.captured} voided ${aplazame.voided} given back ${aplazame.givenBack} cancelled ${aplazame.cancelled}`,
      ...aplazame.effects.map(movement),
      `ledger: ${tables.order.state} captured ${tables.order.captured_amount} voided ${tables.order.voided_amount} refunded ${tables.order.refunded_amount} revision ${tables.order.revision}`,
      ...tables.operations.map(operation),
      `Medusa: ordered ${medusa.ordered} returned ${medusa.returned} shipped ${medusa.shipped} canceled ${medusa.canceled} rows ${medusa.rows.map((one) => `${one.id}=${one.amount}/${one.state}`).join(" ")}`,
      `problems: ${[...tables.problems.keys()].join(" ")}`,
    ].join("\n")
  }
}

const isPersons = (op: OperationRow): boolean => !isUnattended(op) && !isForeign(op) && !op.business_key.startsWith("refund:cancelled:")

const GIVEN_BACK = ["refund", "void"] as const
const CAPTURED = ["capture"] as const

const effects = (world: World): Effect[] => world.aplazame.effects

function creditRow({ product, unconfirmed, knowsProduct }: Setting): AplazameOrderRow {
  const zero = 0 as Cents
  const date = new Date(BEGIN)
  return {
    id: "aplord_1",
    mid: "aplord_1",
    aplazame_id: "apz_1",
    payment_session_id: "payses_1",
    payment_collection_id: "pay_col_1",
    payment_id: "pay_1",
    cart_id: "cart_1",
    for_order_id: null,
    customer_id: null,
    order_id: "order_1",
    fingerprint: "f",
    product: knowsProduct ? product : null,
    state: unconfirmed ? "approved" : "confirmed",
    status: "ok",
    status_reason: "",
    reason_code: null,
    currency_code: "eur",
    language: null,
    sandbox: true,
    total_amount: APPROVED as Cents,
    captured_amount: zero,
    voided_amount: zero,
    refunded_amount: zero,
    placed_amount: null,
    placed_credit_lines: null,
    placed_returned: null, placed_voided: null, placed_raised: null,
    revision: 0,
    accepting_until: null,
    authorized_at: date,
    expires_at: null,
    confirmed_at: date,
    cancelled_at: null,
    promotions_returned_at: null,
    refused_at: null, retry_until: null, released_at: null,
    checked_at: null,
    reconciled_at: null,
    created_at: date,
    updated_at: date,
  }
}
