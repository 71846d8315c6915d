import type { NotificationPayload } from "../../../../aplazame"

/** Three of these make a key of the inbox's index, which Postgres keeps below 2704 bytes. */
const LONGEST_TEXT = 255
const LARGEST_AMOUNT = 2_147_483_647

/** What a notification says is beyond what any order has. */
export class UnstorableError extends Error {
  readonly code = "notification_unstorable"
}

/**
 * Refuses what the inbox can't hold: Postgres keeps no NUL in a text, and amounts are integers of 32 bits there.
 * No order of ours has anything of the kind, so it is malformed and not a failure of ours to be tried again.
 * @throws UnstorableError
 */
export function checkStorable({ id, mid, raw_status, status_reason, currency_code, total_amount }: NotificationPayload): void {
  const texts = [id, mid, raw_status, status_reason, currency_code ?? ""]
  const fits = texts.every((text) => text.length <= LONGEST_TEXT && !text.includes("\0")) && Math.abs(total_amount) <= LARGEST_AMOUNT
  if (!fits) throw new UnstorableError("A text or an amount is beyond what an order can have")
}
