/** A Medusa cart as the body of Aplazame's `POST /checkout` (v4). */
import type { CheckoutPayload, MerchantUrls, ProductType } from "../aplazame/payloads"
import { originsOfForm, type AddressOrigins } from "./address"
import { toCustomer, type CustomerOrigins } from "./customer"
import type { Part } from "./describe-article"
import { spokenLanguage } from "./language"
import { MappingError } from "./mapping-error"
import type { CartView } from "./medusa-view"
import { buildOrderLines } from "./order-lines"
import { toDestination } from "./shipping-section"

/**
 * What the cart does not know. `mid` is our id of the attempt; `product` forces one product, absent means
 * Aplazame's hybrid checkout; `storefrontUrl` is absolute; `language` goes before the cart's own locale; `pickup`
 * says that the shopper fetches the goods; `part` that the total is a part of an order, which is one line.
 */
export type CheckoutContext = {
  mid: string
  merchant: MerchantUrls
  product?: ProductType | undefined
  storefrontUrl: string
  module: { name: string; version: string; medusaVersion: string }
  language?: string | undefined
  isGuest: boolean
  customerType: "g" | "n" | "e"
  pickup?: boolean | undefined
  part?: Part | null | undefined
}

/** By Aplazame's names, section by section: the field of the shopper's form that a text came from. A text whose writer is not the shopper has none. */
export type CheckoutOrigins = { readonly customer: Partial<CustomerOrigins>; readonly billing: AddressOrigins; readonly shipping: AddressOrigins }

/** A checkout to send, and which field of the shopper's form each of their texts in it came from. */
export type Checkout = { readonly payload: CheckoutPayload; readonly origins: CheckoutOrigins }

/**
 * Builds the whole checkout payload; its figures add up exactly (see order-lines.ts).
 *
 * `order.tax_rate` is 0 although the docs want a rate: every line bears its own, and a reader that mistakes an
 * article's 0 for "none" then falls back to the same 0.
 *
 * docs: Aplazame API, checkout creation (v4).
 *
 * @throws MappingError `cart_empty`, `total_not_payable`, `email_missing`, `address_missing`,
 * `address_incomplete`, `address_not_valid`, `currency_not_supported`, `url_invalid`.
 */
export function cartToCheckout(cart: CartView, ctx: CheckoutContext): Checkout {
  if (cart.items.length === 0) throw new MappingError("cart_empty", "items", "The cart is empty")
  const lines = buildOrderLines(cart, {
    storefrontUrl: ctx.storefrontUrl,
    language: spokenLanguage(ctx.language) ?? cart.locale,
    part: ctx.part,
  })
  if (lines.articles.length === 0) throw new MappingError("cart_empty", "items", "The cart is empty")
  if (lines.total_amount === 0) throw new MappingError("total_not_payable", "total", "There is nothing to pay")
  const profile = ctx.isGuest ? null : (cart.customer ?? null)
  const { sections, from } = toDestination(cart, lines.shipping, { missing: { ask: true, profile }, pickup: ctx.pickup ?? false })
  const { customer, origins } = toCustomer(cart, ctx, from.billing)

  return {
    payload: {
      toc: true,
      merchant: ctx.merchant,
      order: {
        id: ctx.mid,
        articles: lines.articles,
        currency: cart.currency_code.toUpperCase(),
        total_amount: lines.total_amount,
        tax_rate: 0,
      },
      customer,
      ...sections,
      ...(ctx.product === undefined ? {} : { product: { type: ctx.product } }),
      meta: {
        module: { name: ctx.module.name, version: ctx.module.version },
        version: ctx.module.medusaVersion,
      },
    },
    // Without an address the form that would ask for one is the shipping address's.
    origins: { customer: origins, billing: from.billing?.origins ?? originsOfForm("shipping_address"), shipping: from.shipping?.origins ?? originsOfForm("shipping_address") },
  }
}
