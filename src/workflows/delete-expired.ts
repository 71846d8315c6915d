import { DAY_MS } from "../config/durations"
import type { FlowContext } from "./flow-context"

/** Few rows, so that their locks are short. */
const BATCH = 500
/** The rest is deleted in the next run. */
const BATCHES = 20

/** Deletes what is over and older than `retentionDays`, in small batches. Orders, operations and open problems stay for ever. */
export async function deleteExpired({ aplazame }: Pick<FlowContext, "aplazame">): Promise<void> {
  const before = new Date(aplazame.clock() - aplazame.settings.retentionDays * DAY_MS)
  for (let batch = 0; batch < BATCHES; batch++) if ((await aplazame.retention.deleteBatch(before, BATCH)) === 0) return
}
