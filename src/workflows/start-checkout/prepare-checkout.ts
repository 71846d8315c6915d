import type { ProductType } from "../../aplazame"
import type { CartView } from "../../mapping"
import { isFetched, isFetchedOrder } from "../../modules/aplazame/reading"
import type { Subject } from "../../modules/aplazame/subject"
import { saleObstacle } from "../complete-cart"
import { startObstacle } from "../eligibility"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"
import { checkoutPayload, type PayloadInput } from "./checkout-payload"
import { customerType } from "./customer-type"
import type { CheckoutParts, HookCart } from "./hooks"
import type { ReturnPaths } from "./return-urls"
import { usableSession } from "./usable-session"

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
  const { aplazame, query } = flow
  const { session, subject, cart, part, shopper, content } = await usableSession(flow, input.session_id, input.customer_id)
  const { accountId } = shopper
  if (accountId !== null && subject.kind === "cart") await aplazame.cartOwners.note(cart.id, accountId)
  const payloadInput = {
    product: input.product,
    returnPaths: input.return_paths,
    language: input.language,
    acceptedLanguage: input.accepted_language,
    pickup: await (subject.kind === "cart" ? isFetched(query, cart) : isFetchedOrder(query, cart)),
    part,
    isGuest: accountId === null,
    customerType: await customerType(query, shopper),
  }
  const reason = await startObstacle(flow, cart, payloadInput.product)
  if (reason) throw new CheckoutError(reason.code, reason.details)
  // Throws a refusal for the shopper when the cart can't be mapped.
  const { order, shipping, customer } = checkoutPayload(aplazame.settings, cart, payloadInput).payload
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
