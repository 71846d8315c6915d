import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Cents } from "../../../aplazame"
import { exactAmount } from "../../exact-amount"
import type { FlowContext } from "../../flow-context"
import { paymentOf, type OrderFacts } from "../overview"

type RefundAction = { actor: string; note?: string; refund_reason_id?: string }

/** Refunds by Medusa's own workflow. The provider's `refundPayment` sends it. */
export async function refundByOperator({ container, query }: FlowContext, facts: OrderFacts, amount: Cents, { actor, note, refund_reason_id }: RefundAction): Promise<void> {
  const { id } = paymentOf(facts)
  await refundPaymentWorkflow(container).run({
    input: { payment_id: id, created_by: actor, amount: await exactAmount(query, id, "refund", amount), note, refund_reason_id },
  })
}
