import { messageOf } from "../../aplazame/message-of"
import type { NotificationRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { replayNotification } from "../settle-notification"

const BATCH = 20
const OLDER_THAN_MS = 60_000
const MAX_ATTEMPTS = 10

/**
 * Applies notifications that were recorded and not applied, those that were tried least first: one that can never be
 * applied keeps no other waiting. After some tries it is closed, and a person is told once.
 */
export async function sweepInbox(flow: FlowContext): Promise<void> {
  for (const recorded of await flow.aplazame.inbox.stale(new Date(flow.aplazame.clock() - OLDER_THAN_MS), BATCH)) await tryAgain(flow, recorded)
}

async function tryAgain(flow: FlowContext, recorded: NotificationRow): Promise<void> {
  const { aplazame, container, logger } = flow
  if (recorded.attempts >= MAX_ATTEMPTS) return giveUp(flow, recorded)
  // An approval is answered when Aplazame comes back with it: it can't be finished here, only counted.
  if (recorded.status === "pending" && recorded.status_reason === "confirmation_required") {
    return aplazame.inbox.failed(recorded.id, recorded.error_message ?? "waiting for Aplazame to come back")
  }
  try {
    await replayNotification(container, recorded.id)
  } catch (error) {
    logger.warn(`aplazame: notification ${recorded.id} not applied: ${messageOf(error)}`)
  }
}

/** The person first: nothing looks at a closed one, and the process may die in between. */
async function giveUp({ aplazame }: FlowContext, recorded: NotificationRow): Promise<void> {
  await aplazame.problems.open({
    kind: "notification_failed",
    about: recorded.id,
    aplazame_order_id: recorded.aplazame_order_id,
    figures: { status: recorded.status, reason: recorded.status_reason, attempts: recorded.attempts },
    once: true,
  })
  await aplazame.inbox.close(recorded.id)
}
