import { z } from "zod"
import { AplazameUnreadableError } from "../errors/classes"
import { faultyPaths } from "../http/read-answer"
import { orderCore, settleCore } from "./order"

/**
 * What Aplazame posts to `notification_url`. The sender is not proven by it and the product is not in it:
 * take it as a hint and read the order at Aplazame.
 *
 * Unlike in an answer, `sandbox` and `status` must be there (every plugin of Aplazame's refuses otherwise).
 * docs: Aplazame API, checkout confirmation.
 */
export const notificationSchema = z
  .object({ ...orderCore, status: z.string().min(1), sandbox: z.boolean() })
  .transform((raw) => settleCore(raw))

/** See {@link notificationSchema}. */
export type NotificationPayload = z.infer<typeof notificationSchema>

/**
 * Reads the body of a notification, already parsed from JSON.
 *
 * @throws AplazameUnreadableError naming the fields at fault, never their values.
 */
export function parseNotification(body: unknown): NotificationPayload {
  const result = notificationSchema.safeParse(body)
  if (result.success) return result.data
  const paths = faultyPaths(result.error)
  throw new AplazameUnreadableError({
    operation: "notification",
    effect: "none",
    message: `The notification is not as documented in: ${paths.join(", ")}`,
    fields: Object.fromEntries(paths.map((path) => [path, ["not as documented"]])),
  })
}
