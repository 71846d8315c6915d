import type { Cents, ProductType } from "../../aplazame"
import { isMappingError, type CartView } from "../../mapping"
import { isFetched, isFetchedOrder } from "../../modules/aplazame/reading"
import type { Subject } from "../../modules/aplazame/subject"
import { saleObstacle } from "../complete-cart"
import { startObstacle } from "../eligibility"
import type { FlowContext } from "../flow-context"
import { CheckoutError, type CheckoutCode } from "./checkout-error"
import { checkoutPayload, type PayloadInput } from "./checkout-payload"
import { customerType } from "./customer-type"
import type { CheckoutParts, HookCart } from "./hooks"
import type { ReturnPaths } from "./return-urls"
import { chargeOfOrder, openOrder, usableSession, type Charge } from "./usable-session"

export type StartCheckoutInput = {
  session_id: string
  /** The signed-in customer, if any. */
  customer_id: string | null
  product?: ProductType
  return_paths?: ReturnPaths
  /** Of the page, which goes before the cart's own locale. */
  language?: string
  /** Of the browser, where neither the page nor the cart says one. */
  accepted_language?: string
}

/** What a start was prepared for. It must be unchanged under the lock. */
type Seen = { sessionId: string; subject: Subject; accountId: string | null; product: ProductType | null; digest: string }

/** The steps of a workflow exchange JSON, so there is no date in it. */
export type Prepared = { seen: Seen; cart: HookCart; payloadInput: PayloadInput; draft: CheckoutParts }

/**
 * Reads a purchase and makes the plugin's own checks, without a call to Aplazame.
 * @throws CheckoutError
 */
export async function prepareCheckout(flow: FlowContext, input: StartCheckoutInput): Promise<Prepared> {
  const { aplazame } = flow
  const usable = await usableSession(flow, input.session_id, input.customer_id)
  const { session, subject, cart, shopper, content } = usable
  const { accountId } = shopper
  if (accountId !== null && subject.kind === "cart") await aplazame.cartOwners.note(cart.id, accountId)
  const { payloadInput, payload } = await checkedPayload(flow, usable, input)
  const { order, shipping, customer } = payload
  // An order holds its stock and has its shipping.
  if (subject.kind === "cart") await refuseNotCompletable(flow, cart.id)
  const product = payloadInput.product ?? aplazame.settings.product ?? null
  return {
    seen: { sessionId: session.id, subject, accountId, product, digest: content(product) },
    cart: shown(cart),
    payloadInput,
    draft: { articles: order.articles, shipping: shipping ?? null, customer, total_amount: order.total_amount, currency: order.currency },
  }
}

/** What a charge is sent as, after the checks that the options and its content take. Nothing is written or sent. @throws CheckoutError */
async function checkedPayload(flow: FlowContext, { subject, cart, part, shopper }: Charge, input: Partial<StartCheckoutInput>) {
  const { aplazame, query } = flow
  const payloadInput: PayloadInput = {
    product: input.product,
    returnPaths: input.return_paths,
    language: input.language,
    acceptedLanguage: input.accepted_language,
    pickup: await (subject.kind === "cart" ? isFetched(query, cart) : isFetchedOrder(query, cart)),
    part,
    isGuest: shopper.accountId === null,
    customerType: await customerType(query, shopper),
  }
  const reason = await startObstacle(flow, cart, payloadInput.product)
  if (reason) throw new CheckoutError(reason.code, reason.details)
  // Throws a refusal for the shopper when the cart can't be mapped.
  return { payloadInput, payload: checkoutPayload(aplazame.settings, cart, payloadInput).payload }
}

/** Why no checkout over this amount would begin by a link of an order; null when one would. */
export async function refusalOfLink(flow: FlowContext, orderId: string, amount: Cents): Promise<CheckoutCode | null> {
  try {
    await checkedPayload(flow, await chargeOfOrder(flow, await openOrder(flow, orderId), amount, null), {})
    return null
  } catch (error) {
    if (error instanceof CheckoutError) return error.code
    // The order's lines or amounts can't be told: the start fails by them too.
    if (isMappingError(error)) return "cart_not_ready"
    throw error
  }
}

/** Refuses a cart that Medusa could not complete, before the shopper asks for a credit. A store's own completion has its own rules. */
async function refuseNotCompletable(flow: FlowContext, cartId: string): Promise<void> {
  if (flow.aplazame.settings.completeCart !== undefined) return
  const reason = await saleObstacle(flow, cartId)
  if (!reason) return
  flow.logger.warn(`aplazame: no checkout for ${cartId}, which can't become an order: ${reason}`)
  throw new CheckoutError(reason)
}

function shown(cart: CartView): HookCart {
  if (!cart.customer) return { ...cart, customer: null }
  const { id, email, first_name, last_name, phone, has_account } = cart.customer
  return { ...cart, customer: { id, email, first_name, last_name, phone, has_account } }
}
