import type { MedusaContainer } from "@medusajs/framework/types"
import { flowContext } from "../flow-context"
import { sweepCancelledOrders } from "./cancelled-orders"
import { sweepCartOwners } from "./cart-owners"
import { sweepCheckouts } from "./checkouts"
import { sweepEvents } from "./events"
import { sweepFulfilments } from "./fulfilments"
import { sweepInbox } from "./inbox"
import { sweepMovements } from "./movements"
import { sweepOrderChanges, sweepReturns } from "./order-changes"
import { sweepUncaptured } from "./uncaptured"

/**
 * Finds what an event that never came, or a process that died, left undone: checkouts without history,
 * notifications recorded but not applied, order changes without their void, orders that a refund and its return lowered twice, fulfilments without capture, cancelled orders with credit left,
 * captures and refunds that Medusa did not finish booking, credits that nobody captures. Forgets events that were emitted long ago, and whose carts were that are orders now. Each part is safe to repeat and stands alone.
 */
export async function sweep(container: MedusaContainer): Promise<void> {
  const flow = flowContext(container)
  const parts = { sweepCheckouts, sweepInbox, sweepOrderChanges, sweepReturns, sweepFulfilments, sweepCancelledOrders, sweepMovements, sweepUncaptured, sweepEvents, sweepCartOwners }
  for (const [name, part] of Object.entries(parts)) {
    try {
      await part(flow)
    } catch (error) {
      flow.logger.warn(`aplazame: ${name}: ${error instanceof Error ? error.message : "failed"}`)
    }
  }
}
