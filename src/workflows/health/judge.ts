import { MINUTE_MS } from "../../config/durations"
/** What a monitor asks about, in the order in which it is told. */
export const HEALTH_CHECKS = ["database", "calls", "operations", "notifications", "reconciliation", "problems"] as const
type HealthCheckName = (typeof HEALTH_CHECKS)[number]

/** `failing`: money or sales stand still, somebody must be woken. `attention`: somebody should look in working hours. */
export type HealthLevel = "ok" | "attention" | "failing"

/** One check: how it stands, and the figures behind it. Moments are ISO 8601; null where there is none. */
type HealthCheck = { readonly name: HealthCheckName; readonly level: HealthLevel; readonly figures: Readonly<Record<string, number | string | null>> }
export type Health = { readonly status: HealthLevel; readonly checks: readonly HealthCheck[] }

/** What is read for it. */
export type HealthFacts = {
  /** Since when this process holds its calls to Aplazame back; null while they go out. */
  readonly awaySince: Date | null
  /** Operations that are due and that nobody has taken. */
  readonly due: number
  /** Since when the longest of them is due. */
  readonly oldestDue: Date | null
  /** Since when the longest call without a definite answer is open. */
  readonly oldestUnknown: Date | null
  /** Notifications that were received and are not applied, and since when the oldest waits. */
  readonly unapplied: number
  readonly oldestUnapplied: Date | null
  readonly lastNotification: Date | null
  /** When a credit was last compared with Aplazame. */
  readonly lastCompared: Date | null
  /** Of the credits of the last three days, which are compared hourly: since when the longest was not. */
  readonly oldestUncompared: Date | null
  readonly problems: number
}

/** The job comes every five seconds and takes its time when there is much: this late, none comes at all. */
const STALLED_AFTER_MS = 10 * MINUTE_MS
/** Aplazame gives up on an answer long before that, and the sweep takes up what is left each minute. */
const UNAPPLIED_AFTER_MS = 10 * MINUTE_MS
/** Of an hourly comparison that many are missed. */
const UNCOMPARED_AFTER_MS = 3 * 60 * MINUTE_MS
/** A call is settled within a minute or two of Aplazame's return. */
const UNKNOWN_AFTER_MS = 30 * MINUTE_MS

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null
const isOlder = (moment: Date | null, milliseconds: number, now: number): boolean => moment !== null && now - moment.getTime() > milliseconds

/** How the store stands. `facts` null: the database does not answer, and nothing else can be told. */
export function judgeHealth(facts: HealthFacts | null, now: number): Health {
  if (!facts) return { status: "failing", checks: [{ name: "database", level: "failing", figures: {} }] }
  const checks: HealthCheck[] = [
    { name: "database", level: "ok", figures: {} },
    { name: "calls", level: facts.awaySince ? "attention" : "ok", figures: { breaker: facts.awaySince ? "open" : "closed", open_since: iso(facts.awaySince) } },
    {
      name: "operations",
      level: isOlder(facts.oldestDue, STALLED_AFTER_MS, now) ? "failing" : isOlder(facts.oldestUnknown, UNKNOWN_AFTER_MS, now) ? "attention" : "ok",
      figures: { due: facts.due, oldest_due: iso(facts.oldestDue), oldest_without_answer: iso(facts.oldestUnknown) },
    },
    {
      name: "notifications",
      level: isOlder(facts.oldestUnapplied, UNAPPLIED_AFTER_MS, now) ? "attention" : "ok",
      figures: { last: iso(facts.lastNotification), unapplied: facts.unapplied, oldest_unapplied: iso(facts.oldestUnapplied) },
    },
    {
      name: "reconciliation",
      level: isOlder(facts.oldestUncompared, UNCOMPARED_AFTER_MS, now) ? "attention" : "ok",
      figures: { last: iso(facts.lastCompared), oldest_uncompared: iso(facts.oldestUncompared) },
    },
    { name: "problems", level: facts.problems > 0 ? "attention" : "ok", figures: { open: facts.problems } },
  ]
  return { status: worst(checks), checks }
}

function worst(checks: readonly HealthCheck[]): HealthLevel {
  if (checks.some((one) => one.level === "failing")) return "failing"
  return checks.some((one) => one.level === "attention") ? "attention" : "ok"
}
