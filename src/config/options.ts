import { createHash } from "node:crypto"
import { z } from "zod"
import type { CompleteCart } from "./complete-cart"
import { reasonAgainstName, reasonOf } from "./option-issue"

/** Aplazame's own addresses; anything else is an emulator or a proxy. */
export const DEFAULT_API_BASE_URL = "https://api.aplazame.com"
export const DEFAULT_SCRIPT_URL = "https://cdn.aplazame.com/aplazame.js"

/** Addresses go to shoppers, to Aplazame and to the admin: a name and password in one would go with it. */
export const isPlainHttp = ({ protocol, username, password }: URL): boolean => ["http:", "https:"].includes(protocol) && username === "" && password === ""

const httpUrl = z
  .string()
  .trim()
  .refine((value) => {
    try {
      return isPlainHttp(new URL(value))
    } catch {
      return false
    }
  }, "must be an absolute http(s) address without a user and password")
  .transform((value) => value.replace(/\/+$/, ""))
/** An address that paths are written behind. */
const baseUrl = httpUrl.refine((value) => !/[?#]/.test(value), "must have no query and no fragment")

const origin = httpUrl.transform((value) => new URL(value).origin)
const path = z.string().regex(/^\/(?!\/)/, "must be a path that starts with one slash")
const key = z.string().trim().min(1, "is missing")
const perMinute = z.number().int().min(1).max(1_000_000)
const hundredths = z.number().int("must be a whole number of hundredths: 99.95 is 9995").nonnegative()

/** Where Aplazame sends the shopper's browser back to, relative to `storefrontUrl`. */
const returnPaths = z
  .strictObject({
    success: path.default("/checkout/aplazame/success"),
    pending: path.default("/checkout/aplazame/pending"),
    error: path.default("/checkout/aplazame/error"),
    dismiss: path.default("/checkout"),
    ko: path.default("/checkout/aplazame/refused"),
  })
  .prefault({})

/**
 * Everything the plugin can be told, with its defaults. The same options go to the module and to
 * the provider; `withAplazame` hands them to both.
 *
 * Amounts are integers of hundredths, times are in the unit their name says.
 */
export const optionsSchema = z
  .object({
    /** Server key from Aplazame's vendor panel. Also what Aplazame authenticates its notifications with. */
    privateKey: key,
    /** Keys that were replaced: notifications under way may still bear them. Never sent to Aplazame. */
    previousPrivateKeys: z.array(key).default([]),
    /** Browser key from the vendor panel; it is public. */
    publicKey: key,
    /** Test environment. Aplazame has one host; the Accept header chooses the side. */
    sandbox: z.boolean().default(true),
    /** The store's own address as Aplazame can reach it; `notification_url` is built from it. */
    backendUrl: baseUrl,
    /** The shop's address; return addresses and product links are built from it. */
    storefrontUrl: baseUrl,
    apiBaseUrl: baseUrl.default(DEFAULT_API_BASE_URL),
    /** Address of aplazame.js; with another `apiBaseUrl` the default is `<apiBaseUrl>/aplazame.js`. */
    scriptUrl: httpUrl.optional(),
    returnPaths,
    /** Origins that a storefront may ask to return to, besides that of `storefrontUrl`. */
    returnOrigins: z.array(origin).default([]),
    /** Force one product; absent means Aplazame's hybrid checkout with every product of the account. */
    product: z.enum(["instalments", "pay_in_4", "pay_later"]).optional(),
    /** ISO 3166-1 alpha-2, lower case: where the shopper's billing address may be. */
    countries: z.array(z.string().length(2, "must be the two letters of a country").toLowerCase()).min(1).default(["es"]),
    minAmount: hundredths.optional(),
    maxAmount: hundredths.optional(),
    /** Ids of products that Aplazame may not pay for; a cart with one of them is refused. */
    excludedProducts: z.array(z.string().min(1)).default([]),
    /** Ids of categories, subcategories included, whose products Aplazame may not pay for. */
    excludedCategories: z.array(z.string().min(1)).default([]),
    /** Seconds that Aplazame's own answer on an amount is used again; 0 never asks. */
    availabilitySeconds: z.number().int().min(0).max(3_600).default(60),
    /** What makes the plugin capture by itself: for goods that travel in one word, or for these and for orders of digital goods alone. */
    captureOn: z
      .union(
        [
          z.enum(["fulfillment", "shipment", "manual"]),
          z.strictObject({
            goods: z.enum(["fulfillment", "shipment", "manual"]).default("fulfillment"),
            digital: z.enum(["placed", "fulfillment", "manual"]).default("placed"),
          }),
        ],
        'must be "fulfillment" or "shipment" or "manual", or an object of goods (one of these) and digital ("placed", "fulfillment" or "manual")'
      )
      .default("fulfillment"),
    /** Days after which a confirmed credit of which nobody has captured anything is told to a person; 0 tells nobody. */
    uncapturedDays: z.number().int().min(0).max(365).default(14),
    /** Whole order at the first fulfilment (Aplazame's rule), or what has left by then: fulfilled, or with `captureOn: "shipment"` shipped (pay later only). */
    captureAmount: z.enum(["order", "shipped"]).default("order"),
    /** Which calls a capture makes: the edit of the order, the capture, or both. */
    captureCalls: z.enum(["both", "captures", "put"]).default("both"),
    /** The documented call of the product, or the undocumented one that Aplazame's own plugins use. */
    refundCall: z.enum(["documented", "extended"]).default("documented"),
    /** At an identity challenge: place the order and hold stock, or wait for the decision. */
    onChallenge: z.enum(["place_order", "wait"]).default("place_order"),
    /** Hours for which an order that was placed at a challenge can be paid again by its link, after Aplazame has refused it or its time ran out; 0 cancels it at once. */
    retryByLinkHours: z.number().int().min(0).max(720).default(0),
    /**
     * Template of the e-mail with an order's payment link, of the store's own notification provider for the channel `email`. It gets
     * `title`, `description`, `url`, `amount` (hundredths), `currency_code`, `display_id` and `language`. Absent, the admin sends none.
     */
    linkEmailTemplate: z.string().trim().min(1).optional(),
    /**
     * How an approved cart becomes its order, where the store has a way of its own: the id of a workflow, which gets
     * `{ id, cart_id }`, or a function. Absent means Medusa's own. One cart becomes one order: a credit is one order's.
     */
    completeCart: z.union([z.string().trim().min(1), z.custom<CompleteCart>((value) => typeof value === "function")], "must be the id of a workflow, or a function").optional(),
    /** How many past orders go out with a checkout; 0 sends none. */
    historyLimit: z.number().int().min(0).max(500).default(50),
    /** Send a guest's past orders too, found by e-mail. Off: an e-mail typed at checkout proves nothing. */
    historyForGuests: z.boolean().default(false),
    /**
     * Lets Aplazame read, with its key, what the storefront sells and the past orders of a shopper who pays with it
     * (`historyLimit` and `historyForGuests` hold here too), at `/hooks/aplazame/store`. Off: no such address.
     */
    storeReading: z.boolean().default(false),
    /** Minutes the shopper has for the checkout (Aplazame allows 1 to 120). */
    timeoutCheckout: z.number().int().min(1).max(120).default(60),
    /** Extra minutes for the identity challenge (Aplazame allows 0 to 2880). */
    timeoutExtra: z.number().int().min(0).max(2880).default(2880),
    /** Milliseconds for one call to Aplazame. */
    timeoutMs: z.number().int().min(100).max(120_000).default(15_000),
    /** Calls to Aplazame that a process has in flight at once. Shoppers go before background work, which holds three quarters of them at most. */
    maxConcurrentCalls: z.number().int().min(1).max(1_000).default(8),
    /** Milliseconds after a money call before its absence at Aplazame is believed; not less than `timeoutMs`. */
    settleAfterMs: z.number().int().min(0).max(3_600_000).default(60_000),
    /** Hours for which the plugin tries what it planned by itself, from the first failure on; then a person is told. */
    giveUpAfterHours: z.number().int().min(1).max(8_760).default(72),
    /**
     * Who is told of a new problem: the bell of the admin, and addresses of e-mail, by the store's own notification provider. The
     * template gets `title`, `description`, `kind`, `problem_id`, `order_id` and `display_id`.
     */
    tellProblems: z
      .strictObject({
        feed: z.boolean().default(true),
        email: z.array(z.email("must be an e-mail address")).default([]),
        emailTemplate: z.string().trim().min(1).default("aplazame-problem"),
      })
      .prefault({}),
    /** Days for which applied notifications, reconciliations and pressed buttons are kept. Orders and operations are kept for ever. */
    retentionDays: z.number().int().min(30).max(3_650).default(400),
    /**
     * Requests per minute and client address: notifications without the key, and calls below `/store/aplazame`. Questions
     * per minute whether Aplazame lends an amount, of all shoppers together. Checkouts begun per cart and hour.
     */
    rateLimit: z
      .union(
        [
          z.literal(false),
          z.strictObject({
            notificationsPerMinute: perMinute.default(600),
            storePerMinute: perMinute.default(600),
            availabilityPerMinute: perMinute.default(600),
            checkoutsPerCartAndHour: z.number().int().min(1).max(1_000).default(20),
          }),
        ],
        "must be false or an object of notificationsPerMinute, storePerMinute, availabilityPerMinute and checkoutsPerCartAndHour, whole numbers from 1"
      )
      .prefault({}),
    checkoutVersion: z.union([z.literal(3), z.literal(4)], "must be 3 or 4").default(4),
    /** Language of the checkout, and of messages, when no request names one. */
    language: z.enum(["es", "en", "pt"]).default("es"),
  })
  .refine((o) => o.minAmount === undefined || o.maxAmount === undefined || o.minAmount <= o.maxAmount, {
    message: "must not be above maxAmount",
    path: ["minAmount"],
  })
  .refine((o) => o.settleAfterMs >= o.timeoutMs, {
    message: "must not be below timeoutMs: a call that is still waited for may still arrive",
    path: ["settleAfterMs"],
  })
  // Of an extended refund the ledger does not know which part Aplazame took as a void; with captures told by PUTs, a capture in its panel can't be told from ours then.
  .refine((o) => o.captureCalls !== "put" || o.refundCall !== "extended", {
    message: 'must not be "extended" together with captureCalls "put": a capture in Aplazame\'s panel could not be told from the store\'s',
    path: ["refundCall"],
  })

/** What a store developer writes. */
export type AplazameOptions = z.input<typeof optionsSchema>
/** The same with every default filled in. */
export type ResolvedOptions = z.output<typeof optionsSchema>

/** Options that can't be used; the message is one sentence that names the option. */
export class AplazameOptionsError extends Error {
  readonly code = "aplazame_options_invalid"
  constructor(readonly option: string, reason: string) {
    super(`Aplazame option "${option}" ${reason}`)
    this.name = "AplazameOptionsError"
  }
}

/** What Medusa adds to the options of every module. */
const FROM_MEDUSA: readonly string[] = ["database"]

/**
 * Checks options and fills in the defaults. Never repeats a value in its message, since it may be a key.
 * @throws AplazameOptionsError naming the first wrong option
 */
export function parseOptions(options: unknown): ResolvedOptions {
  const known = Object.keys(optionsSchema.shape)
  const unknownName = Object.keys(options ?? {}).find((name) => !known.includes(name) && !FROM_MEDUSA.includes(name))
  if (unknownName !== undefined) throw new AplazameOptionsError(unknownName, reasonAgainstName(unknownName, known))
  const result = optionsSchema.safeParse(options ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new AplazameOptionsError(issue?.path.join(".") || "options", issue ? reasonOf(issue) : "is invalid")
}

/** The address of aplazame.js with the key and side that the storefront needs. */
export function scriptUrl(options: ResolvedOptions): string {
  const base =
    options.scriptUrl ??
    (options.apiBaseUrl === DEFAULT_API_BASE_URL ? DEFAULT_SCRIPT_URL : `${options.apiBaseUrl}/aplazame.js`)
  const url = new URL(base)
  url.searchParams.set("public_key", options.publicKey)
  url.searchParams.set("sandbox", String(options.sandbox))
  return url.toString()
}

/** Every key that a notification may bear: the one in use and those before it. */
export const notificationKeys = (options: Pick<ResolvedOptions, "privateKey" | "previousPrivateKeys">): string[] => [
  options.privateKey,
  ...options.previousPrivateKeys,
]

/** Six characters that tell this store's checkouts from those of other stores on the same Aplazame account: of its own address. */
export const storeMark = (options: Pick<ResolvedOptions, "backendUrl">): string =>
  createHash("sha256").update(new URL(options.backendUrl).host).digest("hex").slice(0, 6)

/** Path of our notification route, as Aplazame calls it. */
export const NOTIFICATION_PATH = "/hooks/aplazame/notifications"

/** The `merchant.notification_url` of every checkout. Aplazame appends its own `access_token`. */
export const notificationUrl = (options: Pick<ResolvedOptions, "backendUrl">): string =>
  `${options.backendUrl}${NOTIFICATION_PATH}`
