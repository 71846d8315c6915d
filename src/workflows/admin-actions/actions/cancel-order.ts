import { setTimeout as sleep } from "node:timers/promises"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { OperationRow } from "../../../modules/aplazame/rows"
import { cancelCredit } from "../../cancel-credit"
import type { FlowContext } from "../../flow-context"
import { ActionError } from "../action-error"
import type { OrderFacts } from "../overview"

/** How long to wait for a cancel that another caller runs; longer than one call may take. */
const WAIT_FOR_OTHER_MS = 15_000
const READ_AGAIN_MS = 100

/**
 * Cancels the order by Medusa's own workflow, then its credits. The subscriber cancels them too, whichever runs first: the
 * answer waits until the credits have ended.
 */
export async function cancelByOperator({ aplazame, container }: FlowContext, { row }: OrderFacts, actor: string): Promise<void> {
  if (!row.order_id) throw new ActionError("not_found")
  await cancelOrderWorkflow(container).run({ input: { order_id: row.order_id, canceled_by: actor } })
  const end = Date.now() + WAIT_FOR_OTHER_MS
  for (const { id } of await cancelCredit(container, row.order_id)) {
    while (Date.now() < end && isUnderWay(await aplazame.ledger.byId(id))) await sleep(READ_AGAIN_MS)
  }
}

/** Claimed by another caller and not yet answered. A failed operation has no claim and waits for its next attempt. */
const isUnderWay = (op: OperationRow | null): boolean =>
  op !== null && (op.state === "sent" || (op.state === "planned" && op.lease_until !== null))
