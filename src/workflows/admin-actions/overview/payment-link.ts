import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Cents } from "../../../aplazame"
import { isLinkOf } from "../../../modules/aplazame/order-payment"
import { openCollections } from "../../../modules/aplazame/reading"
import type { FlowContext } from "../../flow-context"
import { refusalOfLink, type CheckoutCode } from "../../start-checkout"

/** Where an order is paid, and how much. */
export type PaymentLink = { url: string; amount: Cents }

/** The link of an order by which a checkout would begin now: of the collections that nobody has paid, the one that asks for what the order owes. Else why none would. */
export async function paymentLinkOf(flow: FlowContext, orderId: string): Promise<{ link: PaymentLink } | { link: null; reason: CheckoutCode }> {
  let reason: CheckoutCode = "order_already_paid"
  for (const { id, amount } of await openCollections(flow.query, orderId)) {
    if (!(await isLinkOf(flow, orderId, id))) continue
    const refusal = await refusalOfLink(flow, orderId, amount)
    if (refusal === null) return { link: { url: addressOf(flow, id), amount } }
    reason = refusal
  }
  return { link: null, reason }
}

/** Below the shop that Medusa's admin knows, else below ours. Unlike the address of Medusa's own button it bears no id of the order, with which the store tells more of it. */
function addressOf({ container, aplazame }: FlowContext, collectionId: string): string {
  const { admin } = container.resolve<{ admin?: { storefrontUrl?: string } }>(ContainerRegistrationKeys.CONFIG_MODULE)
  return `${(admin?.storefrontUrl || aplazame.settings.storefrontUrl).replace(/\/+$/, "")}/payment-collection/${collectionId}`
}
