import { z } from "@medusajs/framework/zod"

/** Why a person says that a problem is resolved. */
export const resolveBody = z.object({ note: z.string().trim().min(3).max(1000) }).strict()
export type ResolveBody = z.infer<typeof resolveBody>
