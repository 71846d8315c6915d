import type { PayResult } from "../result"
import { isLink } from "../store-api"

/** Addresses of the shop that a shopper goes on to. A step without an address is left out. */
export type AplazameLinks = {
  /** The page of an order. */
  order?: (orderId: string) => string
  /** Where the way to pay is chosen. */
  checkout?: string
  cart?: string
  /** Where there is something to buy. */
  shop?: string
  /** The page of a payment link, with `AplazamePayOrder`. */
  link?: (collectionId: string) => string
  /** A page with `AplazamePaymentStatus`, for a payment that is not decided yet. */
  waiting?: string
}

/** What a shopper is told of a payment: each has a heading, and steps that lead on. */
export type OutcomeKind = "asking" | "none" | "paid" | "review" | "refused" | "expired" | "cancelled" | "dismissed" | "changed" | "moved" | "settled" | "gone" | "basket" | "shop" | "done" | "network" | "unknown" | "details" | "trouble"

/** What a shopper can do next. */
export type Step = "order" | "again" | "check" | "other" | "cart" | "shop"

const OF_CODE: Record<string, OutcomeKind> = {
  payment_refused: "refused",
  payment_expired: "expired",
  payment_cancelled: "cancelled",
  payment_cart_changed: "changed",
  session_outdated: "changed",
  payment_out_of_stock: "basket",
  payment_not_completed: "shop",
  completion_not_supported: "shop",
  out_of_stock: "basket",
  product_gone: "basket",
  promotion_used_up: "basket",
  shipping_not_possible: "basket",
  cart_not_completable: "basket",
  cart_already_completed: "done",
  order_already_paid: "settled",
  order_cancelled: "gone",
  order_changed: "moved",
  network: "network",
  unconfirmed: "unknown",
  details_not_accepted: "details",
  cart_not_ready: "details",
}

/** @param result undefined while the store is asked, null where nothing was being paid */
export function outcomeOf(result: PayResult | null | undefined): OutcomeKind {
  if (result === undefined) return "asking"
  if (result === null) return "none"
  switch (result.outcome) {
    case "paid":
    case "dismissed":
      return result.outcome
    case "pending":
      return "review"
    case "refused":
    case "failed":
      return result.code === "payment_cart_changed" && isLink(result.cartId) ? "moved" : (OF_CODE[result.code] ?? "trouble")
  }
}

const STEPS: Record<OutcomeKind, readonly Step[]> = {
  asking: [],
  none: ["cart", "shop"],
  paid: ["order", "shop"],
  review: ["order"],
  refused: ["other", "cart"],
  expired: ["again", "other"],
  cancelled: ["again", "other"],
  dismissed: ["again", "other"],
  changed: ["cart", "again"],
  moved: ["check"],
  settled: ["shop"],
  gone: ["shop"],
  // Neither pressing again nor another way to pay helps while the cart is as it is.
  basket: ["cart"],
  shop: ["cart", "other"],
  done: ["shop"],
  network: ["again"],
  unknown: ["check"],
  details: ["again"],
  trouble: ["again", "other"],
}

/** An order that waited for the identity check and is cancelled took its cart with it: there is nothing left to pay otherwise. */
export const hasLostOrder = (result: PayResult | null | undefined): boolean => result?.outcome === "refused" && result.orderId !== null

/** The cart of a result is an order, waits as one or was one: the shopper must not go on with it. */
export const isFinished = (result: PayResult): boolean => result.code === "cart_already_completed" || ("orderId" in result && result.orderId !== null && !isLink(result.cartId))

/** The page of what was paid: of the order, or, where its id is not told, of its link. */
export function pageOf(result: PayResult, { order, link }: AplazameLinks): string | undefined {
  if (isLink(result.cartId)) return link?.(result.cartId)
  return "orderId" in result && result.orderId !== null ? order?.(result.orderId) : undefined
}

/** Where a result leads by itself: to the order, or to where the decision is waited for. A shop without such a place tells of a cancelled order on its page, too. */
export function hrefOf(result: PayResult, links: AplazameLinks): string | undefined {
  const { waiting } = links
  if (isLink(result.cartId)) return ["paid", "review", "unknown"].includes(outcomeOf(result)) ? pageOf(result, links) : undefined
  if (result.outcome === "failed") return result.code === "unconfirmed" ? waiting : undefined
  if (waiting !== undefined && result.outcome !== "paid") return result.outcome === "pending" ? waiting : undefined
  return pageOf(result, links)
}

/** The steps that lead on from an outcome. */
export function stepsOf(kind: OutcomeKind, result: PayResult | null | undefined): readonly Step[] {
  if (hasLostOrder(result)) return ["shop"]
  const steps: readonly Step[] = kind === "trouble" && result?.outcome === "failed" && !result.retryable ? ["other"] : STEPS[kind]
  if (!result || !isLink(result.cartId)) return steps
  // The link's page has one way to pay, and no cart.
  return kind === "refused" ? ["again"] : steps.filter((step) => step !== "other" && step !== "cart")
}

/** Whether it is to be heard at once. */
export const isAlert = (kind: OutcomeKind): boolean => !["asking", "none", "paid", "review", "dismissed", "settled"].includes(kind)

/** The colour of what is told. */
export const toneOf = (kind: OutcomeKind): "good" | "wait" | "bad" | "plain" => {
  if (kind === "paid" || kind === "settled") return "good"
  if (kind === "review" || kind === "unknown") return "wait"
  return isAlert(kind) ? "bad" : "plain"
}
