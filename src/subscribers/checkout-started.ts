import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { APLAZAME_EVENTS, type CreditEventData } from "../modules/aplazame/events"
import { inBackground } from "../workflows/background"
import { flowContext } from "../workflows/flow-context"
import { pushHistory } from "../workflows/push-history"

/** Pushes the shopper's history as soon as a checkout began; if this is lost, the job does it. */
export default async function onCheckoutStarted({ event, container }: SubscriberArgs<CreditEventData>): Promise<void> {
  await inBackground(flowContext(container), () => pushHistory(container, event.data.id))
}

export const config: SubscriberConfig = { event: APLAZAME_EVENTS.CHECKOUT_STARTED, context: { subscriberId: "aplazame-checkout-started" } }
