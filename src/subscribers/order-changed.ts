import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { inBackground } from "../workflows/background"
import { settleOrderChange } from "../workflows/order-change"

/** Brings the credit down to what the order is worth after an edit, return, claim or exchange. */
export default async function onOrderChanged({ event, container }: SubscriberArgs<{ order_id: string }>): Promise<void> {
  await settleOrderChange(container, event.data.order_id, inBackground)
}

export const config: SubscriberConfig = {
  event: [
    "order-edit.confirmed",
    "order.return_requested",
    "order.return_received",
    "order.claim_created",
    "order.exchange_created",
  ],
  context: { subscriberId: "aplazame-order-changed" },
}
