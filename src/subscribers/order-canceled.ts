import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { inBackground } from "../workflows/background"
import { cancelCredit } from "../workflows/cancel-credit"

/** Ends the credit of a cancelled order. */
export default async function onOrderCanceled({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await cancelCredit(container, event.data.id, inBackground)
}

export const config: SubscriberConfig = { event: "order.canceled", context: { subscriberId: "aplazame-order-canceled" } }
