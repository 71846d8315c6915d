import { z } from "zod"
import { articleSchema, CUSTOMER_TYPES, customerSchema, shippingSchema, type Article, type Cents, type Customer, type CustomerType, type ProductType, type ShippingPayload } from "../../aplazame"
import type { CartView, CustomerView } from "../../mapping"

/** A cart as hooks are shown it; a guest's has no customer. Amounts are decimals in text, as Medusa has them. */
export type HookCart = Omit<CartView, "customer"> & { customer: Omit<CustomerView, "created_at"> | null }

/** What every hook of `startCheckoutWorkflow` is told. What else a rule needs is read by the cart's id. */
export type CheckoutHookInput = {
  session_id: string
  /** The signed-in customer whose cart it is; null for a guest. */
  customer_id: string | null
  /** The product that is forced; null where the shopper chooses at Aplazame. */
  product: ProductType | null
  /** The order that is paid, or of which a rest is paid, where it has no cart: `cart` is then the order, with what is charged as its total. Null for a cart. */
  order_id: string | null
  cart: HookCart
}

/** What `setCustomerType` is told: also what the plugin itself takes the shopper for. */
export type CustomerTypeHookInput = CheckoutHookInput & { customer_type: CustomerType }

/** The parts of the payload that a store may change, and the sum that they have to come to. */
export type CheckoutParts = {
  articles: Article[]
  /** Null where nothing is shipped and no address is known. */
  shipping: ShippingPayload | null
  customer: Customer
  /** What the articles and the shipping come to with tax, less discounts. It stays. */
  total_amount: Cents
  currency: string
}

/** What `setPayload` is told: also the payload as the plugin has made it. */
export type PayloadHookInput = CheckoutHookInput & { payload: CheckoutParts }

/** The result of `setCustomerType`: `g` guest, `n` new, `e` existing; nothing leaves what the plugin found. */
export const customerTypeSchema = z.enum(CUSTOMER_TYPES).optional()

/**
 * The result of `setPayload`. Articles are replaced as a whole, the rest is laid over what is there. Who pays, where
 * the goods go and where answers go to are the cart's and the options', so they are not among it; rates of discount
 * are not, because the sum rule counts amounts.
 */
export const payloadChangesSchema = z
  .strictObject({
    articles: z.array(articleSchema.omit({ discount_rate: true }).strict()).min(1),
    shipping: shippingSchema.pick({ name: true, price: true, tax_rate: true, discount: true, method: true }).partial().strict(),
    customer: customerSchema.pick({ gender: true, first_name: true, last_name: true, phone: true, birthday: true, language: true, date_joined: true, last_login: true }).partial().strict(),
    meta: z.record(z.string().regex(/^(?!module$|version$)/, "is the plugin's own"), z.union([z.string(), z.number(), z.boolean()])),
  })
  .partial()
  .optional()

/** See {@link payloadChangesSchema}. */
export type PayloadChanges = NonNullable<z.infer<typeof payloadChangesSchema>>
