import { z } from "zod"
import { figures, notes } from "../../../values.answer"

/** The codes as an enumeration: the first is there, or nothing could be refused. */
const oneOf = (codes: readonly string[]) => z.enum(codes as [string, ...string[]])

/** `src/api/store/aplazame/shared/answer.ts`. */
export const storeRefusal = (codes: readonly string[]) =>
  z.strictObject({ type: z.literal("aplazame"), code: oneOf(codes), message: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })

/** `src/api/admin/aplazame/shared/answer.ts`. */
export const adminRefusal = (codes: readonly string[]) => z.strictObject({ type: z.literal("aplazame"), code: oneOf(codes), figures, message: z.string() })

/** `src/api/hooks/aplazame/shared/refusal.ts`. */
export const hookRefusal = (status: number, type: string) => z.strictObject({ status: z.literal(status), type: z.literal(type), detail: z.string() })

export const medusaError = z
  .strictObject({ type: z.string().optional(), code: z.string().optional(), message: z.string() })
  .register(notes, { id: "MedusaError", description: "Medusa's own words for a request that it did not take, or failed with." })
