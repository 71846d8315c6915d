import { z } from "@medusajs/framework/zod"
import { daysBetween, isDay, isTimeZone } from "../../../../workflows/figures"

const LONGEST_DAYS = 366
const day = z.string().refine(isDay, "must be a day, as 2026-11-21")

/** `GET /admin/aplazame/figures`: days by the calendar of the zone, since Medusa does not know the shop's. */
export const figuresQuery = z
  .object({ from: day, to: day, time_zone: z.string().max(64).refine(isTimeZone, "must be a time zone, as Europe/Madrid").default("UTC") })
  .strict()
  .refine(({ from, to }) => from <= to, { message: "must not be after to", path: ["from"] })
  .refine(({ from, to }) => daysBetween(from, to) <= LONGEST_DAYS, { message: `must be at most ${LONGEST_DAYS} days before to`, path: ["from"] })
export type FiguresQuery = z.infer<typeof figuresQuery>
