import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CHECKOUT_STARTED } from "../workflows/start-checkout"
import { pushHistory } from "../workflows/push-history"

/** Pushes the shopper's history as soon as a checkout began; if this is lost, the job does it. */
export default async function onCheckoutStarted({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await pushHistory(container, event.data.id)
}

export const config: SubscriberConfig = { event: CHECKOUT_STARTED, context: { subscriberId: "aplazame-checkout-started" } }
