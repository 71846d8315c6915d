import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { inBackground } from "../workflows/background"
import { captureFulfilment } from "../workflows/capture-fulfilment"
import { isCapturedOn } from "../workflows/capture-fulfilment/goods-kind"
import { flowContext } from "../workflows/flow-context"

/** Captures when a fulfilment is created, if the store captures then. */
export default async function onFulfilmentCreated({ event, container }: SubscriberArgs<{ order_id: string; fulfillment_id: string }>): Promise<void> {
  if (!(await isCapturedOn(flowContext(container), event.data.order_id, "fulfillment"))) return
  await captureFulfilment(container, { order_id: event.data.order_id, fulfillment_id: event.data.fulfillment_id }, inBackground)
}

export const config: SubscriberConfig = { event: "order.fulfillment_created", context: { subscriberId: "aplazame-fulfilment-created" } }
