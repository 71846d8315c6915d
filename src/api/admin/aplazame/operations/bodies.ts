import { z } from "@medusajs/framework/zod"
import { ANSWERS } from "../../../../credit"

/** What a person says of an operation that the figures can't settle, and of which attempt: the `attempts` of the operation that they were shown. */
export const decisionBody = z.object({ answer: z.enum(ANSWERS), attempt: z.number().int().min(1).max(1_000_000) }).strict()
export type DecisionBody = z.infer<typeof decisionBody>
