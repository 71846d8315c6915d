import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Cents } from "../../../aplazame"
import { exactAmount } from "../../exact-amount"
import type { FlowContext } from "../../flow-context"
import { paymentOf, type OrderFacts } from "../overview"

/** Captures by Medusa's own workflow. The provider's `capturePayment` sends it. */
export async function captureByOperator({ aplazame, container, query }: FlowContext, facts: OrderFacts, amount: Cents, actor: string): Promise<void> {
  const { id, amount: authorised } = paymentOf(facts)
  const part = amount === authorised ? {} : { amount: await exactAmount(query, id, "capture", amount) }
  await aplazame.captureActor.runAs(id, actor, () => capturePaymentWorkflow(container).run({ input: { payment_id: id, captured_by: actor, ...part } }))
}
