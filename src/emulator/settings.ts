import { z } from "zod"

/** Largest delay that a JavaScript timer can hold. */
const MAX_TIMER = 2_147_483_647

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/**
 * How the emulator behaves where Aplazame's behaviour is not documented, or where a test wants another one.
 * Read and changed at `/_emulator/settings`. Amounts in hundredths, delays in milliseconds.
 */
const settingsSchema = z.strictObject({
  /** Results on a page of a list. No page-size parameter is documented. */
  page_size: z.int().min(1).max(1000).default(10),
  /** A second checkout with the `order.id` of an unfinished one: three of the official plugins send it; nothing documents it. */
  repeated_checkout: z.enum(["accept", "refuse"]).default("accept"),
  /** Answer to a checkout with the `order.id` of a confirmed or ended one: forbidden, the code is not documented. */
  duplicate_mid_status: z.union([z.literal(400), z.literal(409)]).default(409),
  /**
   * A `mid` that the answer's `order_id` has replaced. `gone`: it finds nothing and is free, as PrestaShop met it in 2019.
   * `resolves`: it finds the order still, as Magento 2 asks for refunds since 2022, and a checkout by it conflicts.
   */
  replaced_mid: z.enum(["gone", "resolves"]).default("gone"),
  /** Refuse orders whose lines do not add up to `total_amount` within `tolerance_cents`. Else only noted. */
  strict_totals: z.boolean().default(false),
  tolerance_cents: z.int().min(0).default(5),
  /** Where `year`, `month`, `day`, `hour` and `week_day` of a list count. Not documented; Aplazame writes captures in Madrid's time. */
  date_zone: z.string().refine(isTimeZone, "not a time zone of the IANA list").default("Europe/Madrid"),
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
  /** The profile that was chosen last; see PROFILES. Choosing one sets what it names. */
  profile: z.enum(["lenient", "strict"]).default("lenient"),
  /**
   * Texts of a checkout, an edit or a history that are sent and empty, also those that must be there (all but `order.id`).
   * `image_url` and `due` are sent so by official clients and pass.
   */
  blank_texts: z.enum(["accept", "refuse"]).default("accept"),
  /** Letters that a text may have; addresses of pages are not counted. */
  longest_text: z.int().min(1).max(2000).default(2000),
  /** Phones that are not digits, with a plus or without. */
  odd_phones: z.enum(["accept", "refuse"]).default("accept"),
  /** Articles of which there are none. */
  zero_quantities: z.enum(["accept", "refuse"]).default("accept"),
  /** Articles that cost nothing. */
  free_articles: z.enum(["accept", "refuse"]).default("accept"),
  /** Two articles of one order with the same id. */
  repeated_article_ids: z.enum(["accept", "refuse"]).default("accept"),
  /** Answer to a capture, refund or void above what is left. */
  over_amount_status: z.union([z.literal(400), z.literal(403), z.literal(409)]).default(400),
  /** `gross`: the total that an order shows still contains what was voided. `net`: the voids are taken off. */
  shown_total: z.enum(["gross", "net"]).default("gross"),
  void_other_products: z.enum(["allow", "forbid"]).default("allow"),
  /** An edit that raises the total of a confirmed order: the official Python tests do it and get 204. */
  raise_confirmed: z.enum(["allow", "forbid"]).default("allow"),
  /** `gross`: an edited total_amount still contains what was voided. `net`: it has the voids taken off already. */
  edited_total: z.enum(["gross", "net"]).default("gross"),
  button_min: z.int().min(0).default(1),
  button_max: z.int().min(0).default(1_000_000),
  availability: z.strictObject({
    instalments: z.boolean().default(true),
    pay_in_4: z.boolean().default(true),
    pay_later: z.boolean().default(true),
  }).prefault({}),
  /** The merchant's name on the hosted page, as Aplazame has it from the contract. Empty: the host that it notifies. */
  shop_name: z.string().max(100).default(""),
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

/** Readings of what nobody without keys knows: how much Aplazame lets pass, and how it shows and refuses amounts. */
export const PROFILES = {
  lenient: {
    blank_texts: "accept", longest_text: 2000, odd_phones: "accept", zero_quantities: "accept", free_articles: "accept",
    repeated_article_ids: "accept", over_amount_status: 400, shown_total: "gross", edited_total: "gross",
  },
  strict: {
    blank_texts: "refuse", longest_text: 255, odd_phones: "refuse", zero_quantities: "refuse", free_articles: "refuse",
    repeated_article_ids: "refuse", over_amount_status: 403, shown_total: "net", edited_total: "net",
  },
} as const satisfies Record<EmulatorSettings["profile"], Partial<EmulatorSettings>>

/** `patch` laid over `current`, a profile first; throws a ZodError that names the wrong setting. */
export function patchSettings(current: EmulatorSettings, patch: unknown): EmulatorSettings {
  const given = z.record(z.string(), z.unknown()).parse(patch)
  const availability = { ...current.availability, ...z.record(z.string(), z.unknown()).parse(given.availability ?? {}) }
  const profile = settingsSchema.shape.profile.optional().parse(given.profile)
  return settingsSchema.parse({ ...current, ...(profile ? PROFILES[profile] : {}), ...given, availability })
}
