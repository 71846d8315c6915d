/** What the parts read of Medusa's objects, so that no version of its types is needed. */
export type ShopSession = { id: string; provider_id: string; status: string }
export type ShopCart = {
  id: string
  total?: number | null
  currency_code?: string | null
  updated_at?: string | Date | null
  payment_collection?: { payment_sessions?: ShopSession[] | null } | null
}
export type ShopPrice = { calculated_amount?: number | null; calculated_amount_with_tax?: number | null; currency_code?: string | null }
export type ShopVariant = { id: string; calculated_price?: ShopPrice | null }
export type ShopProduct = { id: string; variants?: ShopVariant[] | null }
export type ShopOrder = { id: string; payment_status?: string | null }

/** Medusa's euros with decimals, in hundredths. */
export const hundredths = (amount: number): number => Math.round(amount * 100)

/** What a variant costs the shopper; null where the store gave no price. */
export function priceOf(variant: ShopVariant | null | undefined): { amount: number; currency: string } | null {
  const price = variant?.calculated_price
  const amount = price?.calculated_amount_with_tax ?? price?.calculated_amount
  return typeof amount === "number" && price?.currency_code ? { amount: hundredths(amount), currency: price.currency_code } : null
}

/** The price to show: that of the chosen variant, else the lowest of the product. */
export function shownPrice(product: ShopProduct, variant: ShopVariant | null | undefined): { amount: number; currency: string } | null {
  if (variant) return priceOf(variant)
  const prices = (product.variants ?? []).flatMap((one) => priceOf(one) ?? [])
  return prices.reduce<{ amount: number; currency: string } | null>((least, one) => (least && least.amount <= one.amount ? least : one), null)
}
