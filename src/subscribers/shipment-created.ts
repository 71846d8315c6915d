import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { orderOfFulfillment } from "../modules/aplazame/reading"
import { captureFulfilment } from "../workflows/capture-fulfilment"
import { flowContext } from "../workflows/flow-context"

/** Captures when a fulfilment is shipped, if the store captures then. The event's id is the fulfilment's. */
export default async function onShipmentCreated({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { aplazame, query } = flowContext(container)
  if (aplazame.settings.captureOn !== "shipment") return
  const order_id = await orderOfFulfillment(query, event.data.id)
  if (order_id) await captureFulfilment(container, { order_id, fulfillment_id: event.data.id })
}

export const config: SubscriberConfig = { event: "shipment.created", context: { subscriberId: "aplazame-shipment-created" } }
