import { z } from "@medusajs/framework/zod"
import { paging } from "../shared/validation"

/** `GET /admin/aplazame/notifications`: the inbox, newest first. */
export const notificationsQuery = z.object({ state: z.enum(["received", "applied", "failed", "closed"]).optional(), ...paging }).strict()
export type NotificationsQuery = z.infer<typeof notificationsQuery>
