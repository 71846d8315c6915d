import { z } from "zod"
import { notificationsQuery } from "../../../src/api/admin/aplazame/notifications/query"
import { decision } from "../../../src/api/hooks/aplazame/notifications/decision.answer"
import { listedNotification, listedNotificationExample } from "../../../src/api/admin/aplazame/notifications/listed-notification.answer"
import { counted } from "../../../src/api/values.answer"
import { adminRefusals, MOVED } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/notifications"

/** The inbox. */
export const notifications: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Notifications",
    who: "operator",
    summary: "The inbox, newest first",
    query: notificationsQuery,
    answers: [
      {
        status: 200,
        description: "A page. `count` is exact up to 100; `count_capped` says that there are more.",
        body: z.strictObject({ notifications: z.array(listedNotification), ...counted }),
        example: { notifications: [listedNotificationExample], count: 1, count_capped: false, limit: 20, offset: 0 },
      },
      ...adminRefusals([], { takes: true }),
    ],
  },
  {
    method: "POST",
    path: `${BASE}/{id}/replay`,
    tag: "Notifications",
    who: "operator",
    summary: "Applies a notification again, after reading the order at Aplazame",
    description: "Repeats give one end state, so it needs no token.",
    parts: { id: { description: "A row of the inbox." } },
    answers: [
      {
        status: 200,
        description: "What Aplazame would be told, and the notification as it is then.",
        body: z.strictObject({ decision, notification: listedNotification }),
        example: { decision: { status: "ok" }, notification: listedNotificationExample },
      },
      ...adminRefusals(["not_found", ...MOVED], { takes: false }),
    ],
  },
]
