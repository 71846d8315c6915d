import { z } from "@medusajs/framework/zod"
import { paging } from "../shared/validation"

/** `GET /admin/aplazame/problems`: open ones unless asked otherwise, newest first. */
export const problemsQuery = z.object({ state: z.enum(["open", "resolved", "all"]).default("open"), order_id: z.string().max(100).optional(), ...paging }).strict()

export type ProblemsQuery = z.infer<typeof problemsQuery>
