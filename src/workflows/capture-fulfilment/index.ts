import { createStep, createWorkflow, StepResponse, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { minCents, type Cents } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { capturable, fulfilmentKey, fulfilmentOf, hasEnded, isForPlaced, isSendable, placedKey, RECHECK_MS } from "../../credit"
import type { OrderView } from "../../mapping"
import { readConfirmedCredit, readSnapshot } from "../../modules/aplazame/operations"
import { worthOfCredit } from "../../modules/aplazame/worth-of-credit"
import { paymentOfCredit } from "../../modules/aplazame/payment-of-credit"
import { orderById, orderState, type PaymentView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { problemOfLostCredit, problemOfRefused } from "../../modules/aplazame/stores"
import { afterFailure } from "../after-failure"
import { inline } from "../background"
import { exactAmount } from "../exact-amount"
import { flowContext, type FlowContext } from "../flow-context"
import { bookForeign } from "../resume-operations/book-foreign"
import { StoreHookError } from "../store-hook"
import { sentAndDue } from "./due"
import { isCapturedOn } from "./goods-kind"
import { amountAllowedByHook, wasHeldBack } from "./capture-hold"
import { hooks } from "./capture-hook"

export type { CaptureChange, CaptureHookInput } from "./capture-hook"

export type CaptureFulfilmentInput = { order_id: string; fulfillment_id: string }

/**
 * Captures because goods were sent. The operation is planned first, unique per fulfilment: a repeated event changes nothing,
 * and the sweep finds a lost one. Then it is tried at once. After a capture that the store's hook held back, a new request
 * plans a new operation.
 * @param run how it is tried: the caller waits for it, or it runs in the background
 * @param only of these credits of the order; without it of all that it has now
 */
export async function captureFulfilment(container: MedusaContainer, input: CaptureFulfilmentInput, run = inline, only?: readonly AplazameOrderRow[]): Promise<void> {
  const flow = flowContext(container)
  const { ledger, orders } = flow.aplazame
  for (const row of only ?? (await orders.ofOrder(input.order_id))) {
    const newOperation = { aplazame_order_id: row.id, kind: "capture", business_key: fulfilmentKey(input.fulfillment_id, row), requested_by: "fulfilment" } as const
    const planned = await ledger.plan(newOperation)
    const op = wasHeldBack(planned) ? await ledger.planAgain(newOperation) : planned
    if (await ledger.claim(op.id)) await run(flow, () => runPlannedCapture(flow, op))
  }
}

/**
 * Plans the capture of an order that is captured when it is placed, because nothing of it is shipped. The job sends it some
 * seconds later. If the process dies before it is planned, the sweep finds it.
 */
export async function captureOfPlaced(flow: FlowContext, row: AplazameOrderRow): Promise<void> {
  if (row.order_id && (await isCapturedOn(flow, row.order_id, "placed"))) await planPlaced(flow, row)
}

/** The same for an order that is known to be captured when it is placed. Once for each credit. */
export async function planPlaced({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<void> {
  await aplazame.ledger.plan({ aplazame_order_id: row.id, kind: "capture", business_key: placedKey(row), requested_by: "placed" })
}

/**
 * Runs a planned capture through Medusa's own workflow, so that Medusa's figures change with Aplazame's. The provider's
 * `capturePayment` carries out the planned row: its id is handed over as the actor (`capture-actor.ts`).
 */
export async function runPlannedCapture(flow: FlowContext, op: OperationRow): Promise<void> {
  if (!isSendable(op.state)) return
  // By the database's clock, as what is settled.
  const since = await flow.aplazame.ledger.now()
  const row = await flow.aplazame.orders.byId(op.aplazame_order_id)
  if (!row) return
  try {
    await captureNow(flow, op, row)
  } catch (error) {
    // A foreign movement was recorded. Once it is booked in Medusa, the rest is captured.
    if (codeOf(error) === "moved_at_aplazame" && (await bookForeign(flow, row.id))) return again(flow, op, row, since)
    // Another call was settled since the amount was decided: it is decided again.
    if (codeOf(error) === "operation_busy") return again(flow, op, row, since)
    await failed(flow, op, row, error, since)
  }
}

async function again(flow: FlowContext, op: OperationRow, row: AplazameOrderRow, since: number): Promise<void> {
  try {
    await captureNow(flow, op, (await flow.aplazame.orders.byId(row.id)) ?? row)
  } catch (error) {
    await failed(flow, op, row, error, since)
  }
}

async function captureNow(flow: FlowContext, op: OperationRow, row: AplazameOrderRow): Promise<void> {
  const { aplazame, container } = flow
  if (!row.order_id) return skip(flow, op)
  const state = await orderState(flow.query, row.order_id)
  if (state?.status === "canceled") return skip(flow, op)
  const payment = await paymentOfCredit(aplazame, flow.query, row)
  if (!payment) return withoutPayment(flow, op, row)
  const order = await orderById(flow.query, row.order_id)
  if (payment.canceled || !order) return skip(flow, op)
  if (state?.cancelledFulfillments.includes(fulfilmentOf(op) ?? "")) return skip(flow, op)
  const { allowed, decidedOn } = await amountToCapture(flow, op, row, order, payment)
  if (allowed <= 0) return skip(flow, op)
  const amount = await amountAllowedByHook(flow, { op, row, order }, allowed)
  if (amount === null) return
  const part = amount === payment.amount ? {} : { amount: await exactAmount(flow.query, payment.id, "capture", amount) }
  await aplazame.captureActor.runAs(payment.id, op.id, () => capturePaymentWorkflow(container).run({ input: { payment_id: payment.id, captured_by: op.id, ...part } }), decidedOn)
  await aplazame.problems.close("operation_exhausted", op.id)
  if (amount === allowed) await aplazame.problems.close("capture_held", row.id)
}

/** Goods were sent during an identity check: the capture waits until the check ends. After a refusal there is nothing to wait for. */
async function withoutPayment(flow: FlowContext, op: OperationRow, row: AplazameOrderRow): Promise<void> {
  if (hasEnded(row.state)) return skip(flow, op)
  await flow.aplazame.ledger.wait(op.id, new Date(flow.aplazame.clock() + RECHECK_MS), { code: "payment_pending", message: "The payment is not authorised yet" })
}

/** The amount to capture now: what the order needs of the credit, or the share of what was sent. Never more than Medusa's payment has left. */
async function amountToCapture(flow: FlowContext, op: OperationRow, row: AplazameOrderRow, order: OrderView, payment: PaymentView): Promise<{ allowed: Cents; decidedOn: number }> {
  const { aplazame } = flow
  const snapshot = await readSnapshot(aplazame, row, await worthOfCredit(flow, order, row))
  const { revision: decidedOn } = snapshot
  // Not by Medusa's rows: one may be left over from a process that died before it sent anything.
  const { captured } = snapshot.credit.settled
  const whole = capturable(snapshot.credit, { authorized: payment.amount, captured })
  if (aplazame.settings.captureAmount === "order" || isForPlaced(op)) return { allowed: whole, decidedOn }
  if (!(await readConfirmedCredit(aplazame, snapshot)).payLater) return { allowed: whole, decidedOn }
  return { allowed: minCents(await sentAndDue(flow, order, snapshot.credit, row), whole), decidedOn }
}

/** Goods have left, so a refusal, or a failure that lasts too long, opens a problem. */
async function failed(flow: FlowContext, op: OperationRow, row: AplazameOrderRow, error: unknown, since: number): Promise<void> {
  const code = codeOf(error)
  // What the store's own code says of itself is for the log.
  const message = error instanceof StoreHookError ? "The store's own hook failed; see the log" : messageOf(error)
  flow.logger.warn(`aplazame: capture for ${op.business_key}: ${message}`)
  const lost = code === "credit_cancelled"
  const final = lost || (code === "operation_refused" && (await isRefusedForGood(flow, row, since)))
  await afterFailure(flow, op, { code, message, final }, lost ? problemOfLostCredit(row) : problemOfRefused(row, op, code))
}

/** Aplazame refused what this capture sent, its edit included. A wrong key and the rate limit are temporary. */
async function isRefusedForGood({ aplazame }: FlowContext, row: AplazameOrderRow, since: number): Promise<boolean> {
  const isNew = (one: OperationRow): boolean => one.state === "refused" && one.settled_at !== null && new Date(one.settled_at).getTime() >= since
  const last = (await aplazame.ledger.ofCredit(row.id)).filter(isNew).at(-1)
  return last !== undefined && last.error_code !== "aplazame_unauthorized" && last.error_code !== "aplazame_rate_limited"
}

async function skip({ aplazame }: FlowContext, op: OperationRow): Promise<void> {
  await aplazame.ledger.settle(op.id, { state: "skipped" })
}

const codeOf = (error: unknown): string => {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined
  return typeof code === "string" ? code : "failed"
}

const captureFulfilmentStep = createStep("aplazame-capture-fulfilment", async (input: CaptureFulfilmentInput, { container }) => {
  await captureFulfilment(container, input)
  return new StepResponse(undefined)
})

const workflow = createWorkflow("aplazame-capture-fulfilment", (input: WorkflowData<CaptureFulfilmentInput>) => {
  return new WorkflowResponse(captureFulfilmentStep(input))
})

/**
 * `captureFulfilment` for a store that captures at a moment of its own (option `captureOn: "manual"`), and the hook of every
 * capture that the plugin makes by itself, whatever brings it: an event, the job, the sweep. `setAmount` lowers what is
 * captured now, or holds it back.
 */
export const captureFulfilmentWorkflow = Object.assign(workflow, { hooks })
