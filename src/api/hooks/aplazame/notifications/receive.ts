import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isAplazameError, parseNotification, type NotificationPayload } from "../../../../aplazame"
import { notificationKeys } from "../../../../config/options"
import { flowContext } from "../../../../workflows/flow-context"
import { NotYetError, settleNotification, UnknownOrderError } from "../../../../workflows/settle-notification"
import { isAuthentic } from "../shared/access-token"
import { malformed, notFound, refuse, type Refusal } from "../shared/refusal"
import { rejectUnauthenticated } from "../shared/reject-unauthenticated"
import { checkStorable, UnstorableError } from "./check-storable"
import { BodyTooLargeError, readBody } from "./read-body"

const TOO_LARGE: Refusal = { status: 413, type: "CLIENT_ERROR", detail: "The body is too large" }
const UNKNOWN = notFound("Order unknown")
const NOT_YET: Refusal = { status: 503, type: "SERVER_ERROR", detail: "Not applied, send it again" }

/**
 * A notification of Aplazame, answered in the same exchange: 200 `{"status":"ok"}` or `{"status":"ko",
 * "reason"}`, else 403, 429, 413, 400, 404 or 503 with `{status, type, detail}`. Anything but a 200 brings
 * Aplazame back. Serves our own route and, through a middleware, core's `/hooks/payment/aplazame…`.
 * docs: Aplazame API, checkout confirmation.
 */
export async function receiveNotification(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { aplazame, logger } = flowContext(req.scope)
  if (!isAuthentic(req, notificationKeys(aplazame.settings))) return rejectUnauthenticated(req, res, aplazame.settings)
  try {
    const payload = await read(req)
    res.status(200).json(await settleNotification(req.scope, payload))
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === NOT_YET) logger.warn(`aplazame: notification not applied: ${nameOf(error)}`)
    refuse(res, refusal)
  }
}

async function read(req: MedusaRequest): Promise<NotificationPayload> {
  const text = await readBody(req)
  const payload = parseNotification(JSON.parse(text))
  checkStorable(payload)
  return payload
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof BodyTooLargeError) return TOO_LARGE
  if (error instanceof SyntaxError) return malformed("The body is not JSON")
  if (error instanceof UnstorableError) return malformed(error.message)
  if (error instanceof UnknownOrderError) return UNKNOWN
  if (error instanceof NotYetError) return NOT_YET
  if (isAplazameError(error) && error.operation === "notification") return malformed(error.message)
  return NOT_YET
}

const nameOf = (error: unknown): string =>
  isAplazameError(error) ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : "unexpected error"
