import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** A number that a page makes once for each press of a button; the same one again is the same press. */
export const token = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, "must be 16 to 64 letters, digits, - or _")

const count = (fallback: number, max: number) => z.coerce.number().int().min(0).max(max).default(fallback)

/** `limit` and `offset` of a list that is paged in the database. */
export const paging = { limit: count(20, 100), offset: count(0, 100_000) }

/** Checks a query string as it is, without Medusa's own list parameters. 400 names the parameter. */
export function validateQuery(schema: z.ZodType) {
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
