import { z } from "zod"

/** Largest delay that a JavaScript timer can hold. */
const MAX_TIMER = 2_147_483_647

/**
 * How the emulator behaves where Aplazame's behaviour is not documented, or where a test wants another one.
 * Read and changed at `/_emulator/settings`. Amounts in hundredths, delays in milliseconds.
 */
export const settingsSchema = z.strictObject({
  /** Results on a page of a list. No page-size parameter is documented. */
  page_size: z.int().min(1).max(1000).default(10),
  /** Answer to a second checkout with the same `order.id`: forbidden, the code is not documented. */
  duplicate_mid_status: z.union([z.literal(400), z.literal(409)]).default(409),
  /** Refuse orders whose lines do not add up to `total_amount` within `tolerance_cents`. Else only noted. */
  strict_totals: z.boolean().default(false),
  tolerance_cents: z.int().min(0).default(5),
  /** Answer 400 to a list parameter that no document names; else ignore it. */
  strict_filters: z.boolean().default(true),
  notification_header: z.boolean().default(true),
  notification_access_token: z.boolean().default(true),
  /** Pauses before the 2nd, 3rd ... delivery; then `retry_every_ms` until the order's expiry. */
  retry_delays_ms: z.array(z.int().min(0).max(MAX_TIMER)).default([300, 1000, 3000, 10000, 30000]),
  retry_every_ms: z.int().min(10).max(MAX_TIMER).default(30000),
  /** How long one delivery waits for the store. */
  notification_timeout_ms: z.int().min(10).max(MAX_TIMER).default(30000),
  hold_notifications: z.boolean().default(false),
  /** Extra copies of each delivery, sent at the same time. */
  duplicate_notifications: z.int().min(0).max(20).default(0),
  /** After each delivery, repeat an older notification of the same order. */
  shuffle_notifications: z.boolean().default(false),
  void_other_products: z.enum(["allow", "forbid"]).default("allow"),
  /** `gross`: an edited total_amount still contains what was voided. `net`: it has the voids taken off already. */
  edited_total: z.enum(["gross", "net"]).default("gross"),
  button_min: z.int().min(0).default(1),
  button_max: z.int().min(0).default(1_000_000),
  availability: z.strictObject({
    instalments: z.boolean().default(true),
    pay_in_4: z.boolean().default(true),
    pay_later: z.boolean().default(true),
  }).prefault({}),
  /** Origin that `aplazame.js` calls, when the emulator is behind a proxy. Empty: the origin of the request. */
  js_base: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  /** Length of one minute of `timeout_checkout` and `timeout_extra`. Tests make it short. */
  minute_ms: z.number().min(0.01).max(60_000).default(60_000),
})

/** All settings, each with a value. */
export type EmulatorSettings = z.output<typeof settingsSchema>

/** The settings of a fresh emulator. */
export function defaultSettings(): EmulatorSettings {
  return settingsSchema.parse({})
}

/** `patch` laid over `current`; throws a ZodError that names the wrong setting. */
export function patchSettings(current: EmulatorSettings, patch: unknown): EmulatorSettings {
  const given = z.record(z.string(), z.unknown()).parse(patch)
  const availability = { ...current.availability, ...z.record(z.string(), z.unknown()).parse(given.availability ?? {}) }
  return settingsSchema.parse({ ...current, ...given, availability })
}
