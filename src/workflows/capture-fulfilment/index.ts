import { createStep, createWorkflow, StepResponse, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { ZERO, subCents, type Cents } from "../../aplazame"
import { fromCents, orderWorth } from "../../mapping"
import { capturable, readCredit } from "../../modules/aplazame/operations"
import { orderById, orderStatus, paymentOfSession } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, OperationRow } from "../../modules/aplazame/rows"
import { afterFailure } from "../after-failure"
import { flowContext, type FlowContext } from "../flow-context"
import { shippedWorth } from "./shipped-worth"

export type CaptureFulfilmentInput = { order_id: string; fulfillment_id: string }

/**
 * Captures because goods were sent. The wish is written first, unique per fulfilment, so that a repeated
 * event changes nothing and a lost one is found by the sweep; then it is tried at once.
 */
export async function captureFulfilment(container: MedusaContainer, input: CaptureFulfilmentInput): Promise<void> {
  const flow = flowContext(container)
  for (const row of await flow.aplazame.orders.ofOrder(input.order_id)) {
    const op = await flow.aplazame.ledger.plan({
      aplazame_order_id: row.id,
      kind: "capture",
      business_key: `fulfillment:${input.fulfillment_id}`,
      requested_by: "fulfilment",
    })
    if (await flow.aplazame.ledger.claim(op.id)) await runPlannedCapture(flow, op)
  }
}

/**
 * Runs a planned capture through Medusa's own workflow, so that Medusa's numbers move with Aplazame's. The
 * provider adopts the planned row.
 */
export async function runPlannedCapture(flow: FlowContext, op: OperationRow): Promise<void> {
  const { aplazame, container, logger } = flow
  if (op.state !== "planned" && op.state !== "not_done") return
  const row = await aplazame.orders.byId(op.aplazame_order_id)
  const payment = row && (await paymentOfSession(flow.query, row.payment_session_id))
  try {
    if (!row?.order_id || (await orderStatus(flow.query, row.order_id)) === "canceled") return void (await skip(flow, op))
    if (!payment) return void (await notCaptured(flow, row, op, "payment_pending", "The payment is not authorised yet"))
    const amount = payment.canceled ? ZERO : await amountToCapture(flow, row)
    if (amount <= 0) return void (await skip(flow, op))
    await capturePaymentWorkflow(container).run({
      input: { payment_id: payment.id, captured_by: op.id, ...(amount === payment.amount ? {} : { amount: fromCents(amount) }) },
    })
    await aplazame.problems.close("operation_exhausted", op.id)
  } catch (error) {
    const message = error instanceof Error ? error.message : "failed"
    logger.warn(`aplazame: capture for ${op.business_key}: ${message}`)
    if (row) await notCaptured(flow, row, op, codeOf(error), message)
  }
}

/** What is to be captured now: the whole order less cancelled items, or what was sent. Never more than the credit. */
async function amountToCapture(flow: FlowContext, row: AplazameOrderRow): Promise<Cents> {
  const { aplazame, query } = flow
  const order = row.order_id ? await orderById(query, row.order_id) : null
  if (!order) return ZERO
  // Not by Medusa's rows: one may have been left by a process that died before it sent anything.
  const captured = row.captured_amount
  const whole = capturable(row, orderWorth(order))
  if (aplazame.settings.captureAmount === "order") return whole
  const { payLater } = await readCredit(aplazame, row)
  if (!payLater) return whole
  const counted = aplazame.settings.captureOn === "shipment" ? "shipped_quantity" : "fulfilled_quantity"
  const sent = subCents(await shippedWorth(query, order, counted), captured)
  return sent < whole ? sent : whole
}

/** Goods have left, so what Aplazame refuses, or what fails too often, is for a person at once. */
function notCaptured(flow: FlowContext, row: AplazameOrderRow, op: OperationRow, code: string, message: string): Promise<void> {
  const figures = { kind: op.kind, amount: op.amount, total: row.total_amount, code }
  return afterFailure(flow, op, { code, message }, { kind: "operation_refused", about: op.id, aplazame_order_id: row.id, order_id: row.order_id, figures })
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

/** `captureFulfilment` for a store that captures at a moment of its own (option `captureOn: "manual"`). */
export const captureFulfilmentWorkflow = createWorkflow("aplazame-capture-fulfilment", (input: WorkflowData<CaptureFulfilmentInput>) => {
  return new WorkflowResponse(captureFulfilmentStep(input))
})
