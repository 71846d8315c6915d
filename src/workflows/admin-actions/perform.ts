import { setTimeout as sleep } from "node:timers/promises"
import { cancelOrderWorkflow, capturePaymentWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { ZERO, type Cents } from "../../aplazame"
import type { AdminActionKind } from "../../modules/aplazame/models/admin-action"
import type { OperationRow } from "../../modules/aplazame/rows"
import { cancelCredit } from "../cancel-credit"
import type { FlowContext } from "../flow-context"
import { ActionError } from "./action-error"
import { exactAmount } from "../exact-amount"
import { allowedActions, type OrderFacts } from "./overview"
import { resendHistory } from "./resend-history"
import { voidCredit } from "./void-credit"

/** What an operator wants, as the page sends it. Amounts are hundredths. */
export type Wish = {
  token: string
  actor: string
  amount?: Cents
  note?: string
  refund_reason_id?: string
}

/**
 * Does what the button says, by the workflow that Medusa's own button runs, so that Medusa's payment, order
 * totals and events are the same whoever asked.
 * @throws ActionError, or what the workflow threw
 */
export async function perform(flow: FlowContext, action: AdminActionKind, facts: OrderFacts, wish: Wish): Promise<void> {
  const amount = checked(action, facts, wish.amount)
  switch (action) {
    case "capture":
      return capture(flow, facts, amount, wish)
    case "refund":
      return refund(flow, facts, amount, wish)
    case "void":
      return voidCredit(flow, facts, amount, wish)
    case "cancel":
      return cancel(flow, facts, wish)
    case "history":
      return resendHistory(flow, facts.row, wish.token, wish.actor)
  }
}

/** Refuses what the figures already rule out, before anything is written or sent. */
function checked(action: AdminActionKind, facts: OrderFacts, asked: Cents | undefined): Cents {
  const { allowed, reason, max, whole } = allowedActions(facts)[action]
  if (!allowed) throw new ActionError(reason ?? "failed")
  const amount = asked ?? max ?? ZERO
  if (max === null) return amount
  if (amount > max) throw new ActionError(action === "capture" ? "amount_above_order" : "amount_above_remaining", { amount, remaining: max, expected: max })
  if (whole && amount !== max) throw new ActionError("partial_capture_not_supported", { amount, expected: max })
  return amount
}

const paymentOf = ({ payment }: OrderFacts) => {
  if (!payment) throw new ActionError("payment_missing")
  return payment
}

async function capture({ aplazame, container, query }: FlowContext, facts: OrderFacts, amount: Cents, { actor }: Wish): Promise<void> {
  const { id, amount: authorised } = paymentOf(facts)
  const part = amount === authorised ? {} : { amount: await exactAmount(query, id, "capture", amount) }
  await aplazame.captureActor.runAs(id, actor, () => capturePaymentWorkflow(container).run({ input: { payment_id: id, captured_by: actor, ...part } }))
}

async function refund({ container, query }: FlowContext, facts: OrderFacts, amount: Cents, { actor, note, refund_reason_id }: Wish): Promise<void> {
  const { id } = paymentOf(facts)
  await refundPaymentWorkflow(container).run({
    input: { payment_id: id, created_by: actor, amount: await exactAmount(query, id, "refund", amount), note, refund_reason_id },
  })
}

/**
 * Medusa's cancel, then the credit at once. The subscriber does the same, and either may come first: the page
 * gets its answer when the credit has ended, whoever ended it.
 */
async function cancel({ aplazame, container }: FlowContext, { row }: OrderFacts, { actor }: Wish): Promise<void> {
  if (!row.order_id) throw new ActionError("not_found")
  await cancelOrderWorkflow(container).run({ input: { order_id: row.order_id, canceled_by: actor } })
  const end = Date.now() + WAIT_FOR_OTHER_MS
  for (const { id } of await cancelCredit(container, row.order_id)) {
    while (Date.now() < end && isUnderWay(await aplazame.ledger.byId(id))) await sleep(LOOK_AGAIN_MS)
  }
}

/** How long the page waits for a cancel that another caller is at; longer than that one call may take. */
const WAIT_FOR_OTHER_MS = 15_000
const LOOK_AGAIN_MS = 100

/** Claimed by another caller and not yet answered. A failed operation has no claim and waits for its next attempt. */
const isUnderWay = (op: OperationRow | null): boolean =>
  op !== null && (op.state === "sent" || (op.state === "planned" && op.lease_until !== null && new Date(op.lease_until) > new Date()))
