import { z } from "zod"
import { PRODUCTS } from "../database/rows"
import { amountSchema } from "../money"
import { isKnownCurrency } from "./currencies"

/**
 * Request bodies. Refused is only what no official plugin leaves out (docs: Aplazame API, required fields);
 * everything else is checked for its type when present, and unknown fields are kept. Taken too is what official
 * plugins have sent for years: `state: false` (no province), an empty `image_url`, an article's `discount` below zero.
 * Blank texts, also of what must be there, odd phones and quantities of 0 are read here; `checkUnknowns` refuses them.
 */
const text = z.string().max(2000)
const idText = z.union([text, z.int().transform(String)])
/** The store's id of an order, by which it is found again: the one text that is never blank. */
const midText = z.union([text.min(1, "This field may not be blank."), z.int().transform(String)])
const rate = z.int()
/** Below zero: what is paid lies above the list price, for the options that were chosen. */
const signedAmount = z.int("A valid integer is required.")
const web = z.url({ protocol: /^https?$/, error: "Enter a valid URL." })
const webOrBlank = z.union([web, z.literal("")], { error: "Enter a valid URL." })
/** Return URLs may be relative to the store; anything with another scheme than http(s) is refused. */
const returnUrl = text.refine((value) => !/^\s*[a-z][a-z0-9+.-]*:/i.test(value) || /^https?:\/\//i.test(value), "Enter a valid URL.")
const currency = z.string().refine(isKnownCurrency, "Currency not supported.")

const addressSchema = z.looseObject({
  first_name: text.nullish(), last_name: text.nullish(), street: text.nullish(), address_addition: text.nullish(),
  city: text.nullish(), state: z.union([text, z.literal(false)]).nullish(), country: z.union([z.string().length(2), z.literal("")]).nullish(),
  postcode: text.nullish(), zip: text.nullish(), phone: text.nullish(), alt_phone: text.nullish(),
})

/** Plugins of virtual orders send no shipping, or an empty object. */
const shippingSchema = addressSchema.extend({
  name: text.nullish(), price: amountSchema.nullish(), tax_rate: rate.nullish(), discount: amountSchema.nullish(),
  discount_rate: rate.nullish(), method: z.enum(["pickup_store", "pickup_point", "postal"]).nullish(),
})

const articleSchema = z.looseObject({
  id: idText, name: text, quantity: z.int().min(0), price: amountSchema,
  url: webOrBlank.nullish(), image_url: webOrBlank.nullish(), description: z.string().nullish(), tax_rate: rate.nullish(),
  discount: signedAmount.nullish(), discount_rate: rate.nullish(), category: text.nullish(), sku: z.union([text, z.int()]).nullish(),
})

const orderAmounts = {
  tax_rate: rate.nullish(), discount: amountSchema.nullish(), discount_rate: rate.nullish(),
  cart_discount: amountSchema.nullish(), cart_discount_rate: rate.nullish(),
  options: z.looseObject({ event_date: z.iso.date().nullish() }).nullish(),
}

export const checkoutSchema = z.looseObject({
  merchant: z.looseObject({
    notification_url: web, success_url: returnUrl.nullish(), pending_url: returnUrl.nullish(), error_url: returnUrl.nullish(),
    dismiss_url: returnUrl.nullish(), ko_url: returnUrl.nullish(), close_on_success: z.boolean().nullish(),
    timeout_checkout: z.int().min(1).max(120).default(60), timeout_extra: z.int().min(0).max(2880).default(2880),
  }),
  order: z.looseObject({
    id: midText, articles: z.array(articleSchema).min(1, "This list may not be empty."), currency,
    total_amount: amountSchema.min(1, "Ensure this value is greater than or equal to 1."), ...orderAmounts,
  }),
  customer: z.looseObject({
    email: z.email({ error: "Enter a valid email address." }), id: idText.nullish(), type: z.enum(["g", "n", "e", "guest", "new", "existing"]).nullish(),
    gender: z.int().min(0).max(3).nullish(), first_name: text.nullish(), last_name: text.nullish(), phone: text.nullish(),
    birthday: text.nullish(), language: text.nullish(), date_joined: text.nullish(), last_login: text.nullish(),
    address: addressSchema.nullish(),
  }),
  billing: addressSchema.nullish(),
  shipping: shippingSchema.nullish(),
  product: z.looseObject({ type: z.enum(PRODUCTS).nullish() }).nullish(),
})
export type CheckoutPayload = z.output<typeof checkoutSchema>

const editable = z.looseObject({
  articles: z.array(articleSchema), currency, total_amount: amountSchema, shipping: shippingSchema.nullish(),
  billing: addressSchema.nullish(), ...orderAmounts,
})
/** PUT replaces: what its sample shows as the substance of an order must be there (docs: Aplazame API, edit order). */
export const putOrderSchema = z.looseObject({ order: editable })
export const patchOrderSchema = z.looseObject({ order: editable.partial() })

/** One past order (docs: Aplazame API, orders history). `due` is an empty string in every example. */
export const historySchema = z.array(z.looseObject({
  id: text, amount: amountSchema, due: z.union([z.literal(""), amountSchema]).nullish(),
  status: z.enum(["pending", "cancelled", "processing", "complete"]), type: text,
  order_date: z.string().refine((value) => !Number.isNaN(Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))), "Datetime has wrong format."),
  currency, billing: addressSchema.nullish(), shipping: shippingSchema.nullish(),
}))
