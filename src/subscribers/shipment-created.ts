import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { orderOfFulfillment } from "../modules/aplazame/reading"
import { inBackground } from "../workflows/background"
import { captureFulfilment } from "../workflows/capture-fulfilment"
import { isCapturedOn } from "../workflows/capture-fulfilment/goods-kind"
import { flowContext } from "../workflows/flow-context"

/** Captures when a fulfilment is shipped, if the store captures then. The event's id is the fulfilment's. */
export default async function onShipmentCreated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const flow = flowContext(container)
  const order_id = await orderOfFulfillment(flow.query, event.data.id)
  if (order_id && (await isCapturedOn(flow, order_id, "shipment"))) await captureFulfilment(container, { order_id, fulfillment_id: event.data.id }, inBackground)
}

export const config: SubscriberConfig = { event: "shipment.created", context: { subscriberId: "aplazame-shipment-created" } }
