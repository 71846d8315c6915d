import { z } from "@medusajs/framework/zod"
import { token } from "./validation"

/** A request that may move money, made once for each press of its button. */
export const tokenBody = z.object({ token }).strict()
export type TokenBody = z.infer<typeof tokenBody>
