import { z } from "@medusajs/framework/zod"

const count = (fallback: number, max: number) => z.coerce.number().int().min(0).max(max).default(fallback)

/** `GET /admin/aplazame/problems`: open ones unless asked otherwise, newest first. */
export const problemsQuery = z
  .object({
    state: z.enum(["open", "resolved", "all"]).default("open"),
    order_id: z.string().optional(),
    limit: count(20, 100),
    offset: count(0, 1_000_000),
  })
  .strict()

export type ProblemsQuery = z.infer<typeof problemsQuery>
