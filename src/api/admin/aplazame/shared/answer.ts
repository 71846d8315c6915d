import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isAplazameError, isAway } from "../../../../aplazame"
import { ActionError } from "../../../../workflows/admin-actions"

type Handler<Body, Query> = (req: AuthenticatedMedusaRequest<Body, Query>, res: MedusaResponse) => Promise<void>

/**
 * Turns a request that was not done into `{ type: "aplazame", code, figures, message }` with its status.
 * `message` is for logs; the page has a sentence for the code in the operator's language.
 */
export function answering<Body = unknown, Query = Record<string, unknown>>(handler: Handler<Body, Query>): Handler<Body, Query> {
  return async (req, res) => {
    try {
      await handler(req, res)
    } catch (error) {
      const told = asActionError(error)
      if (!told) throw error
      res.status(told.status).json({ type: "aplazame", code: told.code, figures: told.figures, message: told.message })
    }
  }
}

function asActionError(error: unknown): ActionError | null {
  if (error instanceof ActionError) return error
  if (!isAplazameError(error)) return null
  return new ActionError(isAway(error.kind) ? "aplazame_unavailable" : "operation_refused", { reason: error.message }, error.message)
}
