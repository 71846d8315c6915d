import { defineMiddlewares, validateAndTransformBody, type MedusaNextFunction, type MedusaRequest, type MedusaResponse } from "@medusajs/framework/http"
import { adminRoutes } from "./admin/aplazame/shared/middlewares"
import { adminPolicies } from "./admin/aplazame/shared/policies"
import { validateQuery } from "./admin/aplazame/shared/validation"
import { receiveNotification } from "./hooks/aplazame/notifications/receive"
import { hideAccessToken } from "./hooks/aplazame/shared/access-token"
import { limitStore } from "./rate-limit/limit-store"
import { eligibilityQuery } from "./store/aplazame/eligibility/query"
import { startCheckoutBody } from "./store/aplazame/payment-sessions/[id]/checkout/body"
import { refuseBadAddress } from "./store/aplazame/refuse-bad-address"
import { noteCartOwner } from "./store/note-cart-owner"
import { refuseCancelledPayment } from "./store/refuse-cancelled-payment"
import { keepRequestLanguage } from "./store/keep-request-language"
import { waitForOwnCompletion } from "./store/wait-for-own-completion"

/** Core's notification address of our provider: the same handler answers, in Aplazame's own format. */
const CORE_HOOK = /^\/hooks\/payment\/aplazame(_[^/]+)?\/?$/
/**
 * The same addresses for Medusa's body parser, which looks at them in an order of its own: one written as a
 * pattern would come after core's `/hooks/payment/:provider`, and core would have read the body.
 */
const CORE_HOOK_BODY = "/hooks/payment/aplazame{_:id}"
const OUR_HOOKS = "/hooks/aplazame/*"
const WITH_BODY: ("POST" | "PUT" | "PATCH" | "DELETE")[] = ["POST", "PUT", "PATCH", "DELETE"]

/**
 * Whoever has a payment link has its collection's id. Before 2.21 Medusa answers them every field of the order or the cart that they name:
 * such names are taken out.
 */
export function hideOrder(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const { fields } = req.query
  if (fields !== undefined) req.query.fields = String(fields).split(",").filter((field) => !/order|cart|claim|exchange/.test(field)).join()
  next()
}

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/aplazame", middlewares: [hideAccessToken] },
    // No parser before us: its errors would be answered and logged before the key is out of the address.
    { matcher: OUR_HOOKS, methods: WITH_BODY, bodyParser: false },
    { matcher: CORE_HOOK_BODY, methods: WITH_BODY, bodyParser: false },
    { matcher: CORE_HOOK, methods: ["POST"], middlewares: [hideAccessToken, receiveNotification] },
    { matcher: CORE_HOOK, methods: ["GET", "PUT", "PATCH", "DELETE"], middlewares: [hideAccessToken] },
    // Everything below, whatever routes there are.
    { matcher: "/store/aplazame", middlewares: [limitStore, refuseBadAddress] },
    {
      matcher: "/store/aplazame/payment-sessions/:id/checkout",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(startCheckoutBody)],
    },
    { matcher: "/store/aplazame/eligibility", methods: ["GET"], middlewares: [validateQuery(eligibilityQuery)] },
    { matcher: "/store/carts", middlewares: [noteCartOwner] },
    { matcher: "/store/payment-collections", middlewares: [hideOrder] },
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [refuseCancelledPayment, waitForOwnCompletion, keepRequestLanguage] },
    // Before what a request says is looked at.
    ...adminPolicies,
    ...adminRoutes,
  ],
})
