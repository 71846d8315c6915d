import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isAplazameError, parseNotification, type NotificationPayload } from "../../../../aplazame"
import { notificationKeys } from "../../../../config/options"
import type { NotificationAnswer } from "../../../../modules/aplazame/telemetry/metrics"
import { flowContext, type FlowContext } from "../../../../workflows/flow-context"
import { NotYetError, settleNotification, UnknownOrderError } from "../../../../workflows/settle-notification"
import { isAuthentic } from "../shared/access-token"
import { malformedRefusal, notFoundRefusal, sendHookRefusal, type Refusal } from "../shared/refusal"
import { rejectUnauthenticated } from "../shared/reject-unauthenticated"
import { checkStorable, UnstorableError } from "./check-storable"
import { BodyTooLargeError, readNotificationBody } from "./read-body"

const TOO_LARGE: Refusal = { status: 413, type: "CLIENT_ERROR", detail: "The body is too large" }
const UNKNOWN = notFoundRefusal("Order unknown")
const NOT_YET: Refusal = { status: 503, type: "SERVER_ERROR", detail: "Not applied, send it again" }

/**
 * A notification of Aplazame, answered in the same exchange: 200 `{"status":"ok"}` or `{"status":"ko",
 * "reason"}`, else 403, 429, 413, 400, 404 or 503 with `{status, type, detail}`. Anything but a 200 brings
 * Aplazame back. Serves our own route and, through a middleware, core's `/hooks/payment/aplazame…`.
 * docs: Aplazame API, checkout confirmation.
 */
export async function receiveNotification(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const flow = flowContext(req.scope)
  flow.aplazame.telemetry.notificationAnswered(await answer(flow, req, res))
}

/** Sends the answer, and says which one. */
async function answer({ aplazame, logger }: FlowContext, req: MedusaRequest, res: MedusaResponse): Promise<NotificationAnswer> {
  if (!isAuthentic(req, notificationKeys(aplazame.settings))) return `${rejectUnauthenticated(req, res, aplazame.settings).status}`
  try {
    const payload = await readNotification(req)
    const decision = await settleNotification(req.scope, payload)
    res.status(200).json(decision)
    return decision.status
  } catch (error) {
    const refusal = notificationRefusal(error)
    if (refusal === NOT_YET) logger.warn(`aplazame: notification not applied: ${nameOf(error)}`)
    sendHookRefusal(res, refusal)
    return `${refusal.status}`
  }
}

async function readNotification(req: MedusaRequest): Promise<NotificationPayload> {
  const text = await readNotificationBody(req)
  const payload = parseNotification(JSON.parse(text))
  checkStorable(payload)
  return payload
}

function notificationRefusal(error: unknown): Refusal {
  if (error instanceof BodyTooLargeError) return TOO_LARGE
  if (error instanceof SyntaxError) return malformedRefusal("The body is not JSON")
  if (error instanceof UnstorableError) return malformedRefusal(error.message)
  if (error instanceof UnknownOrderError) return UNKNOWN
  if (error instanceof NotYetError) return NOT_YET
  if (isAplazameError(error) && error.operation === "notification") return malformedRefusal(error.message)
  return NOT_YET
}

const nameOf = (error: unknown): string =>
  isAplazameError(error) ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : "unexpected error"
