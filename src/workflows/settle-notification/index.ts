import { createStep, createWorkflow, StepResponse, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { withRequestId, type NotificationPayload } from "../../aplazame"
import { orderStatus } from "../../modules/aplazame/reading"
import type { AplazameOrderRow, NotificationRow } from "../../modules/aplazame/rows"
import { subjectOf } from "../../modules/aplazame/subject"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { OK, UnknownOrderError, type Decision } from "./decision"
import { hooks } from "./sale-hooks"
import { rowOf, applyAnnouncement, type Announcement } from "./apply-announcement"

export { NotYetError, UnknownOrderError, type Decision } from "./decision"
export type { OrderPlacedHookInput, SaleHookInput, SaleStatus } from "./sale-hooks"

/**
 * Records a notification, applies it, and returns the answer for Aplazame. A repeat of an applied notification is answered at
 * once while its order is alive.
 *
 * @throws UnknownOrderError, NotYetError, or our own failure; the inbox row is then free for the repeat
 */
export async function settleNotification(container: MedusaContainer, payload: NotificationPayload): Promise<Decision> {
  const flow = flowContext(container)
  const row = await rowOf(flow, payload)
  const recorded = await flow.aplazame.inbox.record(payload, row.id)
  return withRequestId(recorded.id, () => applyOnce(flow, row, recorded, payload))
}

/** Applies a recorded notification again (a sweep, or a person's replay). */
export async function replayNotification(container: MedusaContainer, id: string): Promise<Decision> {
  const flow = flowContext(container)
  const recorded = await flow.aplazame.inbox.byId(id)
  if (!recorded) throw new UnknownOrderError()
  const status = ["pending", "ok", "ko"].find((word) => word === recorded.status) as Announcement["status"] | undefined
  const announced: Announcement = { ...recorded, id: recorded.aplazame_id, status: status ?? "unknown" }
  const row = await rowOf(flow, announced)
  return withRequestId(recorded.id, () => applyOnce(flow, row, recorded, announced))
}

async function applyOnce(flow: FlowContext, row: AplazameOrderRow, recorded: NotificationRow, announced: Announcement): Promise<Decision> {
  if (await wasApplied(flow, row, recorded)) return OK
  try {
    const decision = await flow.locking.execute(
      [lockNames.checkout(subjectOf(row))],
      async () => {
        const current = (await flow.aplazame.orders.byId(row.id)) ?? row
        const now = (await flow.aplazame.inbox.byId(recorded.id)) ?? recorded
        return (await wasApplied(flow, current, now)) ? OK : applyAnnouncement(flow, current, announced)
      },
      { timeout: LOCK_WAIT_SECONDS }
    )
    await flow.aplazame.inbox.applied(recorded.id, decision.status, decision.status === "ko" ? decision.reason : null)
    await flow.aplazame.problems.close("notification_failed", recorded.id)
    if (announced.status !== "pending") await closeEarlier(flow, row)
    return decision
  } catch (error) {
    await flow.aplazame.inbox.failed(recorded.id, error instanceof Error ? error.name : "failed")
    throw error
  } finally {
    emitSoon(flow)
  }
}

/** A final notification closes the problems of earlier ones that were given up. */
async function closeEarlier({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<void> {
  for (const one of await aplazame.inbox.ofCredit(row.id)) if (one.state === "closed") await aplazame.problems.close("notification_failed", one.id)
}

/**
 * An `ok` answer stays, unless the order was cancelled since. A final notification that arrived before Aplazame's own state was
 * answered without effect; when it arrives again it is applied again.
 */
async function wasApplied({ query }: FlowContext, row: AplazameOrderRow, recorded: NotificationRow): Promise<boolean> {
  if (recorded.state !== "applied" || recorded.answer !== "ok" || !row.order_id) return false
  if (recorded.status === "ok" && row.state !== "confirmed") return false
  return (await orderStatus(query, row.order_id)) !== "canceled"
}

export type SettleResult = { ok: true; decision: Decision } | { ok: false; code: "aplazame_order_unknown" }

const settleNotificationStep = createStep("aplazame-settle-notification", async (input: NotificationPayload, { container }) => {
  try {
    return new StepResponse<SettleResult>({ ok: true, decision: await settleNotification(container, input) })
  } catch (error) {
    if (!(error instanceof UnknownOrderError)) throw error
    return new StepResponse<SettleResult>({ ok: false, code: error.code })
  }
})

const workflow = createWorkflow("aplazame-settle-notification", (input: WorkflowData<NotificationPayload>) => {
  return new WorkflowResponse(settleNotificationStep(input))
})

/**
 * `settleNotification` for a store's own workflows (a queue in front of the route, say), and the hooks of every sale,
 * whatever brings it: a notification, its replay, or a final state that a job reads. `validate` runs before a sale is accepted,
 * and refuses it by throwing a `MedusaError` of type `NOT_ALLOWED`; `orderPlaced` runs for an order that stands.
 */
export const settleNotificationWorkflow = Object.assign(workflow, { hooks })
