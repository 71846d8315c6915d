import type { MiddlewareRoute } from "@medusajs/framework/http"

type Policy = { resource: string; operation: string }

/**
 * Medusa's own policies, so that a role needs nothing new: whoever may not refund in Medusa may not refund here.
 * docs: Medusa, role-based access (feature flag `rbac`); `admin/payments/middlewares` of core declares the same ones.
 */
const READ: Policy = { resource: "payment", operation: "read" }
/** Changes what we know or believe of a payment, and moves no money by itself. */
const UPDATE: Policy = { resource: "payment", operation: "update" }
const CAPTURE: Policy = { resource: "capture", operation: "create" }
/** Also what gives money back by another name: void, cancel, the end of a credit. */
const REFUND: Policy = { resource: "refund", operation: "create" }
/** The one or the other, as the operation or the difference is. */
const MOVE = [CAPTURE, REFUND]
const SETTINGS: Policy = { resource: "store", operation: "read" }
const READ_PRODUCT: Policy = { resource: "product", operation: "read" }
const UPDATE_PRODUCT: Policy = { resource: "product", operation: "update" }

/**
 * What a role must allow for each route of the admin. `GET /health` is not among them: it tells figures alone, and a monitor
 * comes with an API key, which has no role.
 */
const NEEDED: Readonly<Record<string, Policy | Policy[]>> = {
  "GET /orders": READ,
  "GET /orders/:id": READ,
  "POST /orders/:id/refresh": READ,
  "POST /orders/:id/history": UPDATE,
  "POST /orders/:id/link-email": UPDATE,
  "POST /orders/:id/capture": CAPTURE,
  "POST /orders/:id/void": REFUND,
  "POST /orders/:id/refund": REFUND,
  "POST /orders/:id/cancel": REFUND,
  "GET /customers/:id": READ,
  "GET /operations": READ,
  "POST /operations/:id/settle": UPDATE,
  "POST /operations/:id/retry": MOVE,
  "GET /operations/:id/decision": READ,
  "POST /operations/:id/decision": MOVE,
  "GET /notifications": READ,
  "POST /notifications/:id/replay": UPDATE,
  "GET /problems": READ,
  "POST /problems/:id/resolve": UPDATE,
  "POST /problems/:id/end-credit": REFUND,
  "GET /reconcile": READ,
  "POST /reconcile": MOVE,
  "GET /reconcile/:id": READ,
  "GET /figures": READ,
  "GET /figures/csv": READ,
  "GET /settings": SETTINGS,
  "GET /settings/doctor": SETTINGS,
  "POST /settings/connection": SETTINGS,
  "GET /campaigns": READ_PRODUCT,
  "GET /campaigns/:id/articles": READ_PRODUCT,
  "POST /campaigns/:id/products": UPDATE_PRODUCT,
  "DELETE /campaigns/:id/products/:product_id": UPDATE_PRODUCT,
}

type Method = NonNullable<MiddlewareRoute["methods"]>[number]

/** The policies as routes of middlewares. Medusa checks them where its roles are on, and knows nothing of them before it had any. */
export const adminPolicies: MiddlewareRoute[] = Object.entries(NEEDED).map(([route, policies]) => {
  const [method, path] = route.split(" ") as [Method, string]
  // Checked in front of a middleware; this one lets through.
  return { matcher: `/admin/aplazame${path}`, methods: [method], policies, middlewares: [(_req: unknown, _res: unknown, next: () => void) => next()] }
})
