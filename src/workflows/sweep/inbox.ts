import type { FlowContext } from "../flow-context"
import { replayNotification } from "../settle-notification"

const BATCH = 20
const OLDER_THAN_MS = 60_000
const MAX_ATTEMPTS = 10

/**
 * Applies notifications that were recorded and not applied. Only what does not need an answer can be
 * finished here: an approval is answered when Aplazame comes back with it.
 */
export async function sweepInbox(flow: FlowContext): Promise<void> {
  const { aplazame, container } = flow
  for (const recorded of await aplazame.inbox.stale(new Date(Date.now() - OLDER_THAN_MS), BATCH)) {
    if (recorded.status === "pending" && recorded.status_reason === "confirmation_required") {
      if (recorded.attempts < MAX_ATTEMPTS) await aplazame.inbox.failed(recorded.id, recorded.error_message ?? "waiting for Aplazame to come back")
      continue
    }
    if (recorded.attempts >= MAX_ATTEMPTS) {
      await aplazame.problems.open({
        kind: "notification_failed",
        about: recorded.id,
        aplazame_order_id: recorded.aplazame_order_id,
        figures: { status: recorded.status, reason: recorded.status_reason, attempts: recorded.attempts },
      })
      continue
    }
    try {
      await replayNotification(container, recorded.id)
    } catch (error) {
      flow.logger.warn(`aplazame: notification ${recorded.id} not applied: ${error instanceof Error ? error.message : "failed"}`)
    }
  }
}
