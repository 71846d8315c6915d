import {
  defineMiddlewares,
  validateAndTransformBody,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { problemsQuery } from "./admin/aplazame/problems/query"
import { hideAccessToken } from "./hooks/aplazame/notifications/access-token"
import { receiveNotification } from "./hooks/aplazame/notifications/receive"
import { startCheckoutBody } from "./store/aplazame/payment-sessions/[id]/checkout/body"
import { refuseCancelledPayment } from "./store/refuse-cancelled-payment"

/** Core's notification address of our provider: the same handler answers, in Aplazame's own format. */
const CORE_HOOK = /^\/hooks\/payment\/aplazame(_[^/]+)?\/?$/

/** Query strings as they are, without Medusa's own list parameters. */
function validateQuery(schema: z.ZodType) {
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    const result = schema.safeParse(req.query)
    if (!result.success) {
      const issue = result.error.issues[0]
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid query: ${issue?.path.join(".") || "query"}: ${issue?.message ?? "invalid"}`)
    }
    req.validatedQuery = result.data as Record<string, unknown>
    next()
  }
}

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/aplazame", middlewares: [hideAccessToken] },
    { matcher: "/hooks/aplazame/notifications", methods: ["POST"], bodyParser: false },
    { matcher: CORE_HOOK, methods: ["POST"], bodyParser: false, middlewares: [hideAccessToken, receiveNotification] },
    { matcher: CORE_HOOK, methods: ["GET", "PUT", "PATCH", "DELETE"], bodyParser: false, middlewares: [hideAccessToken] },
    {
      matcher: "/store/aplazame/payment-sessions/:id/checkout",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(startCheckoutBody)],
    },
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [refuseCancelledPayment] },
    { matcher: "/admin/aplazame/problems", methods: ["GET"], middlewares: [validateQuery(problemsQuery)] },
  ],
})
