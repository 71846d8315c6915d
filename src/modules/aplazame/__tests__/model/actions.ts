import { isAplazameError, minCents, type Cents } from "../../../../aplazame"
import {
  ADMIN_KEY,
  BACKGROUND,
  cancelKey,
  changeKey,
  fulfilmentKey,
  givenUp,
  hasEnded,
  LEFTOVER_AFTER_MS,
  isBackground,
  isForeign,
  isOpen,
  isPartOfRefund,
  isPastGiveUpTime,
  isSendable,
  isUnsettled,
  mayHaveHappened,
  mayCapture,
  movesMoney,
  nextTry,
  planEnd,
  planMovements,
  refundable,
  refundInsteadKey,
  retryKey,
  refundedForEdits,
  returnedUncaptured,
  toCapture,
  toVoid,
  toVoidForReturns,
  RECHECK_MS,
} from "../../../../credit"
import { settleThenReadSnapshotForCancel, settleThenReadSnapshotForCapture, cancelWholeCredit, captureCredit, applyDecision, recordForeignMovements, OperationError, readConfirmedCredit, readSnapshot, refundCredit, settleByReading, readAndCompare, voidCreditPart } from "../../operations"
import type { OperationRow } from "../../rows"
import { type MedusaRow, type Process, type MedusaRequest, type World } from "./world"

/**
 * What the plugin's flows do with the runner, as short as they can be told: Medusa's buttons, the fulfilment, order
 * changes, cancels, the job that carries on, the reconciliation. The lines of the runner itself are the real ones.
 */

type Act = (world: World, process: Process) => Promise<void>

const LEASE_MS = 60_000
const GIVE_UP_MS = 72 * 60 * 60_000

/** Runs until it ends or its process dies. What the runner refuses is an answer; anything unexpected is a fault. */
export async function run(world: World, which: 0 | 1, name: string, act: Act): Promise<void> {
  const process = world.process(which)
  const line = world.log.push(`${process.name} ${name}`) - 1
  const told = act(world, process).then(
    () => void (world.log[line] += " ✓"),
    (error: unknown) => {
      if (!(error instanceof OperationError)) throw error
      world.log[line] += ` ✗ ${error.code}`
      if (["done_after_all", "moved_at_aplazame", "operation_undecided"].includes(error.code)) for (const op of world.tables.operations) if (op.state === "done") world.known.add(op.id)
    }
  )
  await Promise.race([told.then(() => process.answered()), process.death])
}

const cents = (n: number): Cents => n as Cents

/** Medusa's refund button: a row, the provider, and the row is taken back when it throws. */
export const askRefund = (amount: number, retried?: MedusaRequest): Act => async (world, process) => {
  const request = retried ?? newRequest(world, "refund", amount)
  const row = world.medusa.open("refund", amount, request, world.now)
  await process.pause()
  try {
    const parts = await world.withLock(process, () =>
      refundCredit(process.ports, world.row, { amount: cents(amount), refund_id: row.id, payment_id: "pay_1", bookingOf: process.bookingOf })
    )
    await booked(world, process, row)
    const back = parts.reduce((sum, op) => sum + (op.amount ?? 0), 0)
    if (back !== amount || parts.some((op) => op.state !== "done")) world.fail(`a refund of ${amount} succeeded with ${parts.map((op) => `${op.amount} ${op.state}`).join(", ")}`)
    world.counts.succeeded += 1
  } catch (error) {
    world.medusa.takeBack(row)
    throw error
  }
}

/** Medusa's capture button, and the workflow that a fulfilment runs. */
export const askCapture = (amount: number | "all", retried?: MedusaRequest): Act => async (world, process) => {
  const { credit } = await readSnapshot(process.ports, world.row, world.medusa.worth)
  const may = mayCapture(credit, credit.product === "pay_later")
  const wanted = amount === "all" ? (may.ok ? may.max : 0) : amount
  if (wanted <= 0 || world.medusa.canceled) return
  await captureRow(world, process, wanted, retried ?? newRequest(world, "capture", wanted), null)
}

async function captureRow(world: World, process: Process, amount: number, request: MedusaRequest | null, requestedBy: string | null): Promise<void> {
  const row = world.medusa.open("capture", amount, request, world.now)
  await process.pause()
  try {
    const done = await world.withLock(process, () =>
      captureCredit(process.ports, world.row, { amount: cents(amount), capture_id: row.id, payment_id: "pay_1", requested_by: requestedBy, order: world.order, bookingOf: process.bookingOf })
    )
    await booked(world, process, row)
    if (done.state !== "done" || done.amount !== amount) world.fail(`a capture of ${amount} succeeded with ${done.amount} ${done.state}`)
    world.counts.succeeded += 1
  } catch (error) {
    world.medusa.takeBack(row)
    throw error
  }
}

async function booked(world: World, process: Process, row: MedusaRow): Promise<void> {
  await process.pause()
  if (world.medusa.failsNext) {
    world.medusa.failsNext = false
    throw new OperationError("operation_busy")
  }
  world.medusa.book(row)
  for (const op of world.tables.operations) if (op.medusa_ref === row.id && op.state === "done") world.known.add(op.id)
  if (row.request) row.request.failed = false
}

function newRequest(world: World, kind: MedusaRequest["kind"], amount: number): MedusaRequest {
  const request = { kind, amount, failed: false }
  world.medusa.requests.push(request)
  world.counts.asked += 1
  if (kind === "refund") world.meantRefunds += amount
  return request
}

/** The operator presses the same button again after it failed. */
export const retry: Act = async (world, process) => {
  const request = world.medusa.requests.filter((one) => one.failed).at(-1)
  if (!request) return
  request.failed = false
  // Who was told of it, or has seen it in Medusa's books since, means another one.
  const means = (op: OperationRow): boolean => op.state === "done" && isPartOfRefund(op) && op.request_amount === request.amount && (world.known.has(op.id) || world.now - (op.settled_at?.getTime() ?? 0) >= 900_000)
  if (request.kind === "refund" && world.tables.operations.some(means)) world.meantRefunds += request.amount
  await (request.kind === "refund" ? askRefund : askCapture)(request.amount, request)(world, process)
}

/** The admin's void button, which a cancelled order does not have. */
export const askVoid = (amount: number): Act => async (world, process) => {
  if (world.medusa.canceled) return
  const done = await world.withLock(process, () => voidCreditPart(process.ports, world.row, { amount: cents(amount), key: `${ADMIN_KEY}${world.id()}`, payment_id: "pay_1", requested_by: "op", bookingOf: process.bookingOf }))
  // The button books what it voided before it answers.
  Object.assign(world.tables.operations.find((op) => op.id === done.id) ?? {}, { booked_at: new Date(world.now) })
  world.known.add(done.id)
}

/** An edit of the order, or goods that came back: the void of what it took off is planned, then tried. */
export const change = (by: { edit: number } | { back: number }): Act => async (world, process) => {
  const { medusa } = world
  if (medusa.canceled) return
  if ("edit" in by) {
    if (!world.edit(by.edit)) return
  } else {
    const back = Math.min(by.back, medusa.shipped - medusa.returned)
    if (back <= 0) return
    medusa.returned += back
    medusa.version += 1
  }
  const { ledger } = process.ports
  const op = await ledger.plan({ aplazame_order_id: "aplord_1", kind: "void", business_key: changeKey("order_1", medusa.version), payment_id: "pay_1", requested_by: "order change" })
  if (world.tables.claim(op.id, LEASE_MS)) await runPlanned(world, process, op)
}

/** The sweep: a change of the order whose event was lost. */
export const sweepChange: Act = async (world, process) => {
  if (world.medusa.canceled || toVoid((await readSnapshot(process.ports, world.row, world.medusa.worth)).credit) <= 0) return
  const op = await process.ports.ledger.plan({ aplazame_order_id: "aplord_1", kind: "void", business_key: changeKey("order_1", world.medusa.version), requested_by: "order change" })
  if (world.tables.claim(op.id, LEASE_MS)) await runPlanned(world, process, op)
}

/** The operator's button that asks again for what the plugin gave up on: `retryOperation` of the admin. */
export const retryOperation: Act = async (world, process) => {
  const gaveUp = (op: OperationRow): boolean => op.state === "refused" || op.state === "not_done" || (op.state === "skipped" && op.error_code !== null)
  const op = world.tables.operations.filter((one) => isBackground(one) && one.kind !== "history" && one.kind !== "update" && one.kind !== "refund" && gaveUp(one)).at(-1)
  if (!op) return
  const again = await process.ports.ledger.plan({ aplazame_order_id: op.aplazame_order_id, kind: op.kind, business_key: retryKey(op.business_key, String(world.id())), requested_by: "op" })
  await resumeOne(world, process, again)
}

/** Goods are sent: an operation in the ledger, then Medusa's capture workflow. */
export const fulfil = (amount: number): Act => async (world, process) => {
  const { medusa } = world
  const sent = Math.min(amount, medusa.ordered - medusa.shipped)
  if (medusa.canceled || (sent <= 0 && amount !== Infinity)) return
  medusa.shipped += Math.max(0, sent)
  const op = await process.ports.ledger.plan({ aplazame_order_id: "aplord_1", kind: "capture", business_key: fulfilmentKey(`ful_${world.id()}`), requested_by: "fulfilment" })
  if (world.tables.claim(op.id, LEASE_MS)) await runPlanned(world, process, op)
}

/** The order is cancelled in Medusa; its credit is to end. */
export const cancelOrder: Act = async (world, process) => {
  world.medusa.canceled = true
  const { row } = world
  if (hasEnded(row.state)) return
  const op = await process.ports.ledger.planAgain({ aplazame_order_id: row.id, kind: "cancel", business_key: cancelKey(row), requested_by: "order cancelled" })
  if (world.tables.claim(op.id, LEASE_MS)) await runPlanned(world, process, op)
}

/** The operator's button that ends the captured credit of a cancelled order. */
export const endCredit: Act = async (world, process) => {
  if (!world.medusa.canceled) return
  await world.withLock(process, async () => {
    const amount = refundable((await readSnapshot(process.ports, world.row, null)).credit)
    if (amount <= 0) return
    world.meantRefunds += amount
    const before = new Set(world.tables.operations.filter((op) => op.state === "done").map((op) => op.id))
    const done = await refundCredit(process.ports, world.row, { amount, refund_id: `cancelled:${world.id()}`, payment_id: "pay_1", requested_by: "op" })
    if (done.some((op) => before.has(op.id))) world.fail("the end of a credit sent nothing and says that it did")
    world.counts.succeeded += 1
  })
}

async function runPlanned(world: World, process: Process, op: OperationRow): Promise<void> {
  if (!isBackground(op)) {
    if (world.now - op.created_at.getTime() >= LEASE_MS) await process.ports.ledger.settle(op.id, { state: "skipped", error_code: "interrupted" })
    return
  }
  try {
    if (op.kind === "capture") await plannedCapture(world, process, op)
    else if (op.kind === "void") await world.withLock(process, () => plannedChange(world, process, op))
    else if (op.kind === "cancel") await world.withLock(process, () => plannedCancel(world, process, op))
  } catch (error) {
    if (!(error instanceof OperationError || isAplazameError(error))) throw error
    const { code } = error
    if (code === "moved_at_aplazame") world.counts.moved += 1
    if (op.kind === "void" && code === "credit_cancelled") return void (await process.ports.ledger.settle(op.id, { state: "skipped", error_code: code }))
    const instead = await process.ports.ledger.byKey(refundInsteadKey(op.business_key))
    await afterFailure(world, process, instead && isUnsettled(instead.state) ? instead : op, code)
    world.log.push(`  ${process.name} planned ${op.kind} ${op.id}: ${code}`)
  } finally {
    if (!process.dead) world.tables.release(op.id)
  }
}

/** As the flow of the same name: again later while it is wanted, else a person is told. */
async function afterFailure(world: World, process: Process, op: OperationRow, code: string): Promise<void> {
  const { ledger, problems } = process.ports
  const now = await ledger.byId(op.id)
  if (!now || mayHaveHappened(now.state)) return
  const waits = (await ledger.ofCredit(op.aplazame_order_id)).some((one) => one.id !== op.id && movesMoney(one) && one.kind !== "update" && isOpen(one.state))
  if (isSendable(now.state) && (waits || !isPastGiveUpTime(now.failing_since, world.now, GIVE_UP_MS))) {
    const postponed = now.attempts > op.attempts && now.next_attempt_at !== null && now.next_attempt_at.getTime() > world.now
    if (!postponed) await ledger.postpone(op.id, nextTry(now.attempts, world.now, now.kind, () => 0.5), { code, message: code }, null, waits)
    return
  }
  await problems.open({ kind: "operation_refused", about: op.id, operation_id: op.id })
  if (isSendable(now.state)) await ledger.settle(op.id, { ...givenUp(now), error_code: code })
}

async function plannedCapture(world: World, process: Process, op: OperationRow): Promise<void> {
  const { ports } = process
  const { medusa, row } = world
  if (!isSendable(op.state)) return
  const skip = (): Promise<unknown> => ports.ledger.settle(op.id, { state: "skipped" })
  if (medusa.canceled || hasEnded(row.state)) return void (await skip())
  if (row.state !== "confirmed") {
    process.begin()
    await ports.orders.takeOver(row, await ports.client.retrieveOrder("apz_1"))
    if (world.row.state !== "confirmed") return world.tables.wait(op.id, new Date(world.now + RECHECK_MS))
  }
  for (let attempt = 1; attempt <= 2; attempt++) {
    const read = await readSnapshot(ports, world.row, medusa.worth)
    const whole = toCapture(read.credit)
    const shipped = world.setting.captureAmount === "shipped" && (await readConfirmedCredit(ports, read)).payLater
    const amount = shipped ? minCents(cents(medusa.shipped + refundedForEdits(read.credit) - returnedUncaptured(read.credit) - read.credit.settled.captured), whole) : whole
    if (amount <= 0) return void (await skip())
    try {
      return await captureRow(world, process, amount, null, op.id)
    } catch (error) {
      if (!(error instanceof OperationError && error.code === "moved_at_aplazame" && attempt === 1)) throw error
      world.counts.moved += 1
    }
  }
}

async function plannedChange(world: World, process: Process, op: OperationRow): Promise<void> {
  const { ledger } = process.ports
  if (!isSendable(op.state)) return
  if (world.medusa.canceled || hasEnded(world.row.state)) return void (await ledger.settle(op.id, { state: "skipped" }))
  const snapshot = await settleThenReadSnapshotForCapture(process.ports, world.row, world.medusa.worth)
  const difference = toVoid(snapshot.credit)
  if (difference <= 0) return void (await ledger.settle(op.id, { state: "skipped" }))
  const for_returns = toVoidForReturns(snapshot.credit)
  await voidCreditPart(process.ports, world.row, { amount: difference, for_returns, key: op.business_key, payment_id: "pay_1", requested_by: "order change", decidedOn: snapshot.revision })
}

async function plannedCancel(world: World, process: Process, op: OperationRow): Promise<void> {
  const { ports } = process
  const snapshot = await settleThenReadSnapshotForCancel(ports, world.row, null)
  const plan = planEnd(snapshot.credit)
  switch (plan.do) {
    case "nothing":
      return void (await ports.ledger.settle(op.id, { state: "skipped" }))
    case "wait":
    case "cancel": {
      const { did } = await cancelWholeCredit(ports, snapshot.row, { key: op.business_key, payment_id: op.payment_id, requested_by: op.requested_by, decidedOn: snapshot.revision })
      if (did === "not_confirmed") world.tables.wait(op.id, new Date(world.now + RECHECK_MS))
      if (did === "had_ended") await ports.ledger.settle(op.id, { state: "skipped" })
      return
    }
    case "void_rest":
    case "refund":
      try {
        const { captures, payLater } = await readConfirmedCredit(ports, snapshot)
        const rest = plan.do === "void_rest" ? (payLater ? minCents(plan.amount, captures.left) : plan.amount) : 0
        if (rest > 0) await voidCreditPart(ports, snapshot.row, { amount: cents(rest), key: `cancel-rest:${snapshot.row.id}`, payment_id: "pay_1", requested_by: op.requested_by, decidedOn: snapshot.revision })
      } catch (error) {
        if (!(error instanceof OperationError && error.code === "credit_cancelled")) throw error
      }
      await ports.problems.open({ kind: "cancelled_order_credit_left", about: snapshot.row.id })
      await ports.ledger.settle(op.id, { state: "skipped" })
  }
}

/** The job: what is due is settled by reading, then what the plugin planned is carried on. */
export const resume: Act = async (world, process) => {
  const due = (op: OperationRow): boolean =>
    (op.state === "planned" || isOpen(op.state) || (op.state === "not_done" && BACKGROUND.some((prefix) => op.business_key.startsWith(prefix)))) &&
    (op.next_attempt_at === null || op.next_attempt_at.getTime() <= world.now) &&
    (op.lease_until === null || op.lease_until.getTime() <= world.now)
  const claimed = world.tables.operations.filter(due)
  for (const op of claimed) op.lease_until = new Date(world.now + LEASE_MS)
  await process.pause()
  for (const { id } of claimed) {
    const op = await process.ports.ledger.byId(id)
    if (!op) continue
    try {
      await resumeOne(world, process, { ...op, lease_until: null })
    } catch (error) {
      if (!(error instanceof OperationError || isAplazameError(error))) throw error
    } finally {
      if (!process.dead) world.tables.release(id)
    }
  }
}

async function resumeOne(world: World, process: Process, op: OperationRow): Promise<void> {
  if (!isOpen(op.state)) return runPlanned(world, process, op)
  const settled = await world.withLock(process, async () => {
    const now = await process.ports.ledger.byId(op.id)
    return now ? settleByReading(process.ports, world.row, { ...now, lease_until: null }) : op
  })
  if (settled.state !== "not_done" || !isBackground(settled)) return
  if (world.tables.claim(settled.id, LEASE_MS)) await runPlanned(world, process, settled)
}

/** A person looks into Aplazame's panel and says what became of a call without an answer: the truth, whatever the figures tell. */
export const personDecides: Act = async (world, process) => {
  const op = world.tables.operations.find((one) => one.state === "unknown")
  if (!op) return
  const answer = world.aplazame.effects.some((one) => one.opId === op.id) ? "happened" : "not_happened"
  const { attempts: attempt, id: operation_id } = op
  const settled = await world.withLock(process, () => applyDecision(process.ports, world.row, { operation_id, attempt, answer, decided_by: "user_1", by: "person" }))
  world.known.add(operation_id)
  if (settled.decided_by === "user_1") world.counts.decided += 1
}

/** The reconciliation: what was moved in the panel is noted. */
export const stock: Act = async (world, process) => {
  // Only what Aplazame's list shows as confirmed is compared.
  if (!world.aplazame.confirmed) return
  await world.withLock(process, async () => {
    const { snapshot, explanation } = await readAndCompare(process.ports, world.row)
    if (explanation.kind === "foreign_movements") await recordForeignMovements(process.ports, snapshot, explanation.movements)
  })
}

/** The sweep's booking while everything goes on: `bookPaymentLocked`, with `bookUnnoticed`. */
export const sweepBooks: Act = async (world) => {
  const leftBefore = new Date(world.now - LEFTOVER_AFTER_MS)
  for (const kind of ["capture", "refund"] as const) {
    const rows = world.medusa.rows.filter((row) => row.kind === kind).map(({ id, amount, at }) => ({ id, amount: cents(amount), created_at: new Date(at) }))
    const underWay = world.medusa.rows.some((row) => row.kind === kind && row.state === "halfway" && row.at >= leftBefore.getTime())
    const settledLong = world.tables.operations.filter((op) => op.state !== "done" || (op.next_attempt_at !== null ? op.next_attempt_at.getTime() <= world.now : op.settled_at !== null && op.settled_at < leftBefore))
    if (!settledLong.some((op) => op.state === "done")) continue
    const plan = planMovements(rows, world.tables.operations, kind, leftBefore, underWay)
    for (const gone of plan.remove) world.medusa.rows = world.medusa.rows.filter((row) => row.id !== gone.id)
    for (const one of plan.create) {
      const row = world.medusa.open(kind, one.amount, null, world.now)
      row.state = "booked"
      if (kind === "refund") world.medusa.written += one.amount
      for (const op of world.tables.operations) if (one.operations.includes(op.id)) Object.assign(op, { medusa_ref: row.id, ...(isForeign(op) ? {} : { untold_since: op.untold_since ?? new Date(world.now) }) })
    }
  }
}

/** Brings Medusa's rows in line with the ledger, as the sweep does once no running process is at it. */
export function book(world: World): void {
  for (const kind of ["capture", "refund"] as const) {
    const rows = world.medusa.rows.filter((row) => row.kind === kind).map(({ id, amount }) => ({ id, amount: cents(amount), created_at: new Date(0) }))
    const plan = planMovements(rows, world.tables.operations, kind, new Date(1))
    for (const gone of plan.remove) world.medusa.rows = world.medusa.rows.filter((row) => row.id !== gone.id)
    for (const one of plan.create) world.medusa.rows.push({ id: one.ref, kind, amount: one.amount, state: "booked", request: null, at: 0 })
    for (const row of world.medusa.rows) if (row.kind === kind && !plan.wait) row.state = "booked"
  }
}
