import { PRODUCT_TYPES, type ProductType } from "../../aplazame"
import type { CartView } from "../../mapping"
import type { Availability } from "../../modules/aplazame/availability"
import { cartById } from "../../modules/aplazame/reading"
import { shopperOf } from "../cart-shopper"
import type { FlowContext } from "../flow-context"
import { countExcluded } from "./excluded"
import { purchaseOf } from "./purchase"
import { reasonsAgainst, type Purchase, type Reason } from "./rules"

export { CURRENCIES, type Purchase, type Reason } from "./rules"

/** Aplazame could not be asked, which is held against no purchase; or it answers nothing at all now, and no checkout would open. */
type Unknown = { code: "availability_unknown" | "aplazame_unavailable"; details: Record<string, never> }
/** Whether Aplazame can be offered, why not, and which of its products; null where Aplazame could not be asked. */
export type Eligibility = { eligible: boolean; reasons: (Reason | Unknown)[]; products: Availability }

/** The products that the shopper may choose between: all of the account, or the one that the options force. */
const offered = ({ settings }: FlowContext["aplazame"]): readonly ProductType[] => (settings.product ? [settings.product] : PRODUCT_TYPES)

/**
 * A cart, for its own shopper: null when there is none, or it is another customer's.
 * The same answer as on a product page, for the cart's total, country and products, and the cart's locale.
 */
export async function eligibilityOfCart(flow: FlowContext, cartId: string, customerId: string | null): Promise<(Eligibility & { locale: string | null }) | null> {
  const cart = cartId ? await cartById(flow.query, cartId) : null
  if (!cart || !(await shopperOf(flow, cart, customerId))) return null
  return { ...(await eligibilityOf(flow, purchaseOf(cart), productsOf(cart))), locale: cart.locale ?? null }
}

/** An amount, before there is a cart. What is not known (the country, the products) is not held against it. */
export async function eligibilityOf(flow: FlowContext, purchase: Purchase, productIds: readonly string[]): Promise<Eligibility> {
  const { aplazame } = flow
  const reasons = await ownReasons(flow, purchase, productIds)
  const { amount } = purchase
  const { availabilitySeconds: seconds, rateLimit } = aplazame.settings
  const limits = { seconds, perMinute: rateLimit === false ? null : rateLimit.availabilityPerMinute }
  const ask = reasons.length === 0 && amount !== null && seconds > 0
  const products = ask ? await aplazame.availability.ask({ ...purchase, amount }, offered(aplazame), limits) : {}
  if (reasons.length === 0 && aplazame.client.awaySince !== null) {
    // Nobody else may call while the method is hidden.
    void aplazame.client.lookAgain()
    return { eligible: false, reasons: [{ code: "aplazame_unavailable", details: {} }], products }
  }
  if (noneOf(products)) reasons.push({ code: "not_available", details: {} })
  return { eligible: reasons.length === 0, reasons: isUnknown(products) ? [{ code: "availability_unknown", details: {} }] : reasons, products }
}

/**
 * Why the start of this cart's checkout must be refused; null when nothing is against it. Makes no call to
 * Aplazame: what it said a moment ago counts, and it says the rest itself when the checkout is created.
 */
export async function startObstacle(flow: FlowContext, cart: CartView, product: ProductType | undefined): Promise<Reason | null> {
  const { aplazame } = flow
  const purchase = purchaseOf(cart)
  const [own] = await ownReasons(flow, purchase, productsOf(cart))
  const { amount } = purchase
  if (own || amount === null) return own ?? { code: "currency_not_supported", details: { currency: purchase.currency } }
  const known = await aplazame.availability.known({ ...purchase, amount }, product ? [product] : offered(aplazame))
  return noneOf(known) ? { code: "not_available", details: {} } : null
}

async function ownReasons({ aplazame, query }: FlowContext, purchase: Purchase, productIds: readonly string[]): Promise<Reason[]> {
  const reasons = reasonsAgainst(aplazame.settings, purchase)
  const excluded = await countExcluded(query, aplazame.settings, productIds)
  if (excluded > 0) reasons.push({ code: "product_excluded", details: { count: excluded } })
  return reasons
}

/** True when Aplazame was asked about every product and said no to each. */
function noneOf(products: Availability): boolean {
  const answers = Object.values(products)
  return answers.length > 0 && answers.every((answer) => answer === false)
}

/** True when Aplazame could not be asked about a product that it might offer, and offers no other. */
function isUnknown(products: Availability): boolean {
  const answers = Object.values(products)
  return answers.includes(null) && !answers.includes(true)
}

const productsOf = (cart: CartView): string[] => cart.items.flatMap((item) => (item.product_id ? [item.product_id] : []))
