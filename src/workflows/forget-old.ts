import type { FlowContext } from "./flow-context"

const DAY_MS = 24 * 60 * 60_000
/** Few enough that nobody waits for the locks. */
const BATCH = 500
/** What is left then is forgotten an hour later. */
const BATCHES = 20

/** Deletes what is over and older than `retentionDays`, in small batches. Orders, operations and open problems stay for ever. */
export async function forgetOld({ aplazame }: Pick<FlowContext, "aplazame">): Promise<void> {
  const before = new Date(aplazame.clock() - aplazame.settings.retentionDays * DAY_MS)
  for (let batch = 0; batch < BATCHES; batch++) if ((await aplazame.retention.forget(before, BATCH)) === 0) return
}
