import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { articlesQuery, campaignsQuery, tagBody } from "../campaigns/query"
import { figuresQuery } from "../figures/query"
import { notificationsQuery } from "../notifications/query"
import { decisionBody } from "../operations/bodies"
import { operationsQuery } from "../operations/query"
import { actionBody, moneyBody, refundBody } from "../orders/bodies"
import { ordersQuery } from "../orders/query"
import { resolveBody } from "../problems/bodies"
import { problemsQuery } from "../problems/query"
import { differencesQuery, reconcileBody, runsQuery } from "../reconcile/bodies"
import { tokenBody } from "./token-body"
import { validateQuery } from "./validation"

const BASE = "/admin/aplazame"
type Body = Parameters<typeof validateAndTransformBody>[0]
type Query = Parameters<typeof validateQuery>[0]

const get = (path: string, schema: Query): MiddlewareRoute => ({ matcher: `${BASE}${path}`, methods: ["GET"], middlewares: [validateQuery(schema)] })
const post = (path: string, schema: Body): MiddlewareRoute => ({
  matcher: `${BASE}${path}`,
  methods: ["POST"],
  middlewares: [validateAndTransformBody(schema)],
})

/** What the admin's routes take. A route without a body or query is not listed. */
export const adminRoutes: MiddlewareRoute[] = [
  get("/campaigns", campaignsQuery),
  get("/campaigns/:id/articles", articlesQuery),
  post("/campaigns/:id/products", tagBody),
  get("/figures", figuresQuery),
  get("/figures/csv", figuresQuery),
  get("/orders", ordersQuery),
  post("/orders/:id/capture", moneyBody),
  post("/orders/:id/void", moneyBody),
  post("/orders/:id/refund", refundBody),
  post("/orders/:id/cancel", actionBody),
  post("/orders/:id/history", actionBody),
  post("/orders/:id/link-email", tokenBody),
  get("/operations", operationsQuery),
  post("/operations/:id/retry", tokenBody),
  post("/operations/:id/decision", decisionBody),
  get("/notifications", notificationsQuery),
  get("/problems", problemsQuery),
  post("/problems/:id/resolve", resolveBody),
  post("/problems/:id/end-credit", tokenBody),
  get("/reconcile", runsQuery),
  post("/reconcile", reconcileBody),
  get("/reconcile/:id", differencesQuery),
]
