import type { Overview, TimelineEntry } from "./api-types"

const FIRST_MS = 1_500
const LONGEST_MS = 10_000
/** How often an order is asked for after something was done to it, when nothing follows. */
const MOST_EXPECTING = 12
/** What is tried again later than this is not waited for. */
const SOON_MS = 60_000

/** What a change of it means for an operator: figures, states, and what the timeline holds. */
export const signatureOf = ({ version, credit, timeline }: Overview): string =>
  JSON.stringify([version, credit?.state, credit?.amounts, timeline.map(({ id, state }) => [id, state])])

/** An answer is on its way: sent, to be settled by reading, or about to be sent. */
function isUnderWay(entry: TimelineEntry, now: number): boolean {
  if (entry.type === "notification") return entry.state === "received"
  if (entry.type === "link_email") return entry.state === "running"
  if (entry.state === "sent") return true
  const next = entry.next_attempt_at === null ? now : Date.parse(entry.next_attempt_at)
  return (entry.state === "planned" || entry.state === "unknown") && next - now < SOON_MS
}

/**
 * When an order's overview is asked for again: soon while something is under way, and a bounded while after something was
 * done to the order (`expecting`), since what follows a fulfilment begins a moment later. Less often the longer
 * nothing changes.
 * @param unchanged how many answers have shown the same
 */
export function nextPoll(overview: Overview, unchanged: number, expecting: boolean, now = Date.now()): number | false {
  const underWay = overview.refreshing || overview.timeline.some((entry) => isUnderWay(entry, now))
  if (!overview.credit || !(underWay || (expecting && unchanged < MOST_EXPECTING))) return false
  return Math.min(FIRST_MS * 1.3 ** Math.max(0, unchanged - 4), LONGEST_MS)
}
