import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../../../workflows/flow-context"
import type { ProblemsQuery } from "./query"

/**
 * `GET /admin/aplazame/problems`: what a person must look at, `{ problems, count, limit, offset }`. Figures
 * are hundredths.
 */
export const GET = async (req: AuthenticatedMedusaRequest<unknown, ProblemsQuery>, res: MedusaResponse): Promise<void> => {
  const { aplazame } = flowContext(req.scope)
  const { state, order_id, limit, offset } = req.validatedQuery as ProblemsQuery
  const filters = { ...(state === "all" ? {} : { state }), ...(order_id ? { order_id } : {}) }
  const [problems, count] = await aplazame.listAndCountAplazameProblems(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  res.json({ problems, count, limit, offset })
}
