/**
 * A moment as Aplazame's SDKs write it: UTC, whole seconds, offset without a colon (`2014-03-21T13:56:45+0000`).
 * docs: Aplazame API, "dates".
 */
export function toAplazameDate(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "+0000")
}
