import { z } from "zod"

/** The schemas that have a name of their own in the description, and what a reader has to know of them. */
export const notes = z.registry<{ id?: string; description?: string }>()

export const hundredths = z.int().register(notes, { id: "Hundredths", description: "Hundredths of the currency: 12,50 € is 1250." })
export const moment = z.iso.datetime().register(notes, { id: "Moment", description: "ISO 8601, in UTC." })
export const figures = z
  .record(z.string(), z.union([z.number(), z.string(), z.null()]))
  .register(notes, { id: "Figures", description: "What a sentence is filled in with: hundredths, or the words of Aplazame or Medusa." })
export const product = z.enum(["instalments", "pay_later", "pay_in_4"]).register(notes, { id: "Product", description: "Aplazame's products." })
export const actorText = z
  .union([z.strictObject({ kind: z.literal("user"), name: z.string().nullable() }), z.strictObject({ kind: z.literal("store"), word: z.string().nullable(), number: z.int().nullable() })])
  .register(notes, { id: "Actor", description: "A member of staff by name or e-mail (null for one who is gone), or the event or job that asked, in a word of ours; `number`: the fulfillment's on the order's page." })

/** What a list that is paged in the database says beside its rows. */
export const counted = { count: z.int(), count_capped: z.boolean(), limit: z.int(), offset: z.int() }
/** What a list that is paged by Aplazame says beside its rows. */
export const pagedThere = { count: z.int(), page: z.int(), next_page: z.int().nullable(), previous_page: z.int().nullable() }
