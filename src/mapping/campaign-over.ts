import type { Campaign } from "../aplazame/schemas"

/**
 * Whether a campaign has ended. Its dates bear no zone and are read as UTC, a date without a time as the end of
 * that day: a campaign shown some hours too long does no harm. One without an end, or with one that can't be read,
 * goes on. docs: Aplazame API, campaigns.
 */
export function isCampaignOver({ end_date }: Pick<Campaign, "end_date">, now: Date): boolean {
  if (end_date === null) return false
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(end_date)
  const text = /^\d{4}-\d{2}-\d{2}$/.test(end_date) ? `${end_date}T23:59:59.999Z` : zoned ? end_date : `${end_date}Z`
  return new Date(text).getTime() < now.getTime()
}
