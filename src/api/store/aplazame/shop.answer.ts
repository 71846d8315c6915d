import { z } from "zod"
import { hundredths, notes, product } from "../../values.answer"

export const startedCheckout = z
  .strictObject({ checkout_id: z.string(), mid: z.string(), public_key: z.string(), sandbox: z.boolean(), script_url: z.string() })
  .register(notes, { id: "StartedCheckout", description: "What the storefront needs to open the checkout. Nothing in it is secret." })

/** Why Aplazame can't pay for something; the last: it could not be asked. */
const REASONS = ["currency_not_supported", "region_not_supported", "amount_out_of_limits", "nothing_to_pay", "product_excluded", "not_available", "availability_unknown", "aplazame_unavailable"] as const

const reason = z.strictObject({ code: z.enum(REASONS), message: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
const offered = z.boolean().nullable().optional()

export const eligibility = z
  .strictObject({ eligible: z.boolean(), reasons: z.array(reason), products: z.strictObject({ instalments: offered, pay_later: offered, pay_in_4: offered }) })
  .register(notes, { id: "Eligibility", description: "`products`: whether Aplazame offers each of those that were asked about; null when it could not be asked." })

/** Where a payment can stand, with the codes of each state. */
const STATES = {
  none: ["payment_not_started"],
  open: ["payment_pending"],
  challenge: ["payment_challenge"],
  confirming: ["payment_confirming"],
  paid: ["payment_paid"],
  refused: ["payment_refused", "payment_expired", "payment_cancelled", "payment_cart_changed", "payment_out_of_stock", "payment_not_completed", "completion_not_supported", "order_already_paid", "order_changed", "order_cancelled", "cart_already_completed", "checkout_refused", "details_not_accepted"],
} as const

const standing = <S extends keyof typeof STATES>(state: S) =>
  z.strictObject({ state: z.literal(state), code: z.enum(STATES[state]), message: z.string(), order_id: z.string().nullable() })

export const payment = z
  .union([standing("none"), standing("open"), standing("challenge"), standing("confirming"), standing("paid"), standing("refused")])
  .register(notes, { id: "CartPayment", description: "Where a cart's payment stands, with a sentence for the shopper. Nothing else of the cart or the order is told." })

/** Of an order that is paid by its link. */
const byLink = { order_id: z.null(), number: z.number().int(), amount: hundredths, currency_code: z.string() }

export const linkPayment = z
  .union([standing("none").extend(byLink), standing("open").extend(byLink), standing("challenge").extend(byLink), standing("confirming").extend(byLink), standing("paid").extend(byLink), standing("refused").extend(byLink)])
  .register(notes, { id: "LinkPayment", description: "Where the payment of an order by its link stands. `number` is the order's, `amount` what it owes. Nothing else of the order is told." })

export const config = z
  .strictObject({
    script_url: z.string(),
    public_key: z.string(),
    sandbox: z.boolean(),
    product: product.nullable(),
    countries: z.array(z.string()),
    currencies: z.array(z.string()),
    min_amount: hundredths.nullable(),
    max_amount: hundredths.nullable(),
  })
  .register(notes, { id: "ShopConfig", description: "`product` is null when the shopper may choose; a limit is null when there is none." })
