import { z } from "@medusajs/framework/zod"
import { DAY_MS } from "../../../../config/durations"

const LONGEST_DAYS = 366
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** The window of Aplazame's creation dates, and whether differences are only shown. */
export const reconcileBody = z
  .object({ from: moment, to: moment, dry_run: z.boolean() })
  .strict()
  .refine(({ from, to }) => from < to, { message: "must be before to", path: ["from"] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= LONGEST_DAYS * DAY_MS, { message: `must be at most ${LONGEST_DAYS} days before to`, path: ["from"] })
export type ReconcileBody = z.infer<typeof reconcileBody>

export const runsQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }).strict()
export type RunsQuery = z.infer<typeof runsQuery>

/** Differences of a run, by page; a run that found thousands is still shown whole, and exported. */
export const differencesQuery = z
  .object({ limit: z.coerce.number().int().min(1).max(1000).default(100), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) })
  .strict()
export type DifferencesQuery = z.infer<typeof differencesQuery>
