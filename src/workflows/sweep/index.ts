import type { MedusaContainer } from "@medusajs/framework/types"
import { messageOf } from "../../aplazame/message-of"
import { flowContext } from "../flow-context"
import { sweepCancelledOrders } from "./cancelled-orders"
import { sweepCartOwners } from "./cart-owners"
import { sweepCheckouts } from "./checkouts"
import { sweepEvents } from "./events"
import { sweepFulfilments } from "./fulfilments"
import { sweepInbox } from "./inbox"
import { sweepMovements } from "./movements"
import { sweepLeftCreditLines, sweepOrderChanges, sweepReturns } from "./order-changes"
import { sweepRefused } from "./refused"
import { sweepUncaptured } from "./uncaptured"

/**
 * Finds what a lost event or a process that died has left undone: credit lines that block their order, checkouts without history, notifications that are recorded and
 * not applied, order changes without their void, orders that a refund and its return lowered twice, fulfilments without capture,
 * cancelled orders with credit left, captures and refunds that are not booked in Medusa, refusals that nobody was told of, credits without a capture. Deletes
 * emitted events, and notes of cart owners that are no longer needed. Each part is safe to repeat and independent.
 */
export async function sweep(container: MedusaContainer): Promise<void> {
  const flow = flowContext(container)
  const parts = { sweepLeftCreditLines, sweepCheckouts, sweepInbox, sweepOrderChanges, sweepReturns, sweepFulfilments, sweepCancelledOrders, sweepMovements, sweepRefused, sweepUncaptured, sweepEvents, sweepCartOwners }
  for (const [name, part] of Object.entries(parts)) {
    try {
      await part(flow)
    } catch (error) {
      flow.logger.warn(`aplazame: ${name}: ${messageOf(error)}`)
    }
  }
}
