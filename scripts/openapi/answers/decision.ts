import { z } from "zod"
import { notes } from "./values"

/** The codes of a sale that can't be. */
export const KO_REASONS = [
  "amount_differs",
  "currency_differs",
  "sandbox_differs",
  "mid_differs",
  "cart_gone",
  "cart_changed",
  "session_gone",
  "cart_already_paid",
  "payment_cancelled",
  "order_cancelled",
  "out_of_stock",
  "cart_not_completable",
] as const

export const decision = z
  .union([z.strictObject({ status: z.literal("ok") }), z.strictObject({ status: z.literal("ko"), reason: z.enum(KO_REASONS) })])
  .register(notes, { id: "Decision", description: "What Aplazame is told of a notification: the sale stands, or it can't be and why." })
