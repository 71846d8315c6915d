/**
 * What the doctor looks at. A closed list: the admin and the command have words for each.
 *
 * `level`: `ok`, `info` (nothing to do), `warning` (works, and will hurt), `error` (does not work).
 */
export const FINDING_IDS = [
  "keys",
  "public_key",
  "previous_keys",
  "sandbox_side",
  "sandbox_in_production",
  "region_without_provider",
  "region_currency",
  "country_without_region",
  "notification_url",
  "locking",
  "event_bus",
  "workflow_engine",
  "locale",
  "medusa",
  "migrations",
  "commits",
  "dependencies",
  "clock",
] as const
export type FindingId = (typeof FINDING_IDS)[number]
export type Level = "ok" | "info" | "warning" | "error"

/** One thing the doctor looked at. `detail` names the variant of its sentence; `figures` fill it in. */
export type Finding = { id: FindingId; level: Level; detail: string; figures: Record<string, string | number> }

export const finding = (id: FindingId, level: Level, detail: string, figures: Finding["figures"] = {}): Finding => ({ id, level, detail, figures })
export const fine = (id: FindingId, figures: Finding["figures"] = {}): Finding => finding(id, "ok", "ok", figures)
