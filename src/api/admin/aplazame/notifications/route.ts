import type { NotificationRow } from "../../../../modules/aplazame/rows"
import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { readPage } from "../shared/page"
import { listedNotifications } from "./listed-notification"
import type { NotificationsQuery } from "./query"

/** `GET /admin/aplazame/notifications`: `{ notifications, count, count_capped, limit, offset }`. */
export const GET = answering(async (req, res) => {
  const { state, limit, offset } = req.validatedQuery as NotificationsQuery
  const { rows, ...counted } = await readPage<NotificationRow>(req.scope, { table: "aplazame_notification", where: { state }, limit, offset })
  res.json({ notifications: await listedNotifications(flowContext(req.scope), rows), ...counted, limit, offset })
})
