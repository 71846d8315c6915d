import { DAY_MS } from "../../config/durations"
import { emitSoon } from "../emit-events"
import type { FlowContext } from "../flow-context"

/** Long enough for somebody who asks what the store was told last week. */
const KEPT_MS = 7 * DAY_MS
const BATCH = 1_000

/** Emits the events of what the other parts found, and deletes some of those that were emitted long ago. */
export async function sweepEvents(flow: FlowContext): Promise<void> {
  emitSoon(flow)
  await flow.aplazame.events.deleteBatch(new Date(flow.aplazame.clock() - KEPT_MS), BATCH)
}
