import { z } from "zod"
import { KO_REASONS } from "../../../../modules/aplazame/texts/codes"
import { notes } from "../../../values.answer"

export const decision = z
  .union([z.strictObject({ status: z.literal("ok") }), z.strictObject({ status: z.literal("ko"), reason: z.enum(KO_REASONS) })])
  .register(notes, { id: "Decision", description: "Codes for Aplazame of a notification: the sale stands, or it is no longer possible, and why." })
