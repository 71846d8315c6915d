import type { CheckoutPayload } from "./payload-schema"

type Lines = Pick<CheckoutPayload["order"], "articles" | "tax_rate" | "discount" | "discount_rate" | "cart_discount" | "cart_discount_rate">
  & { shipping?: CheckoutPayload["shipping"] }

const SCALE = 10_000n
const ONE = SCALE * SCALE

/**
 * Sum of articles and shipping in hundredths, taxes added and discounts taken off, exact until one last
 * rounding (half up). docs: Aplazame API, "prices and the total": discounts of an article are per unit and
 * before tax; discounts of the order are taken to be taxed at the order's rate and, where it has none, like its articles.
 */
export function computedTotal(order: Lines): number {
  const orderTax = order.tax_rate ?? 0
  let total = 0n
  let untaxed = 0n
  for (const line of order.articles) {
    total += net(line) * withTax(line.tax_rate ?? orderTax) * BigInt(line.quantity)
    untaxed += net(line) * BigInt(line.quantity)
  }
  const articles = total
  if (order.shipping?.price) total += net({ ...order.shipping, price: order.shipping.price }) * withTax(order.shipping.tax_rate ?? orderTax)
  const rate = (order.discount_rate ?? 0) + (order.cart_discount_rate ?? 0)
  total -= (total * BigInt(rate)) / SCALE
  const discount = BigInt((order.discount ?? 0) + (order.cart_discount ?? 0)) * SCALE
  const likeArticles = typeof order.tax_rate !== "number" && untaxed > 0n
  total -= likeArticles ? (discount * articles) / untaxed : discount * withTax(orderTax)
  return Number((total * 2n + ONE) / (2n * ONE))
}

function net(line: { price: number; discount?: number | null; discount_rate?: number | null }): bigint {
  return BigInt(line.price) * (SCALE - BigInt(line.discount_rate ?? 0)) - BigInt(line.discount ?? 0) * SCALE
}

function withTax(rate: number): bigint {
  return SCALE + BigInt(rate)
}
