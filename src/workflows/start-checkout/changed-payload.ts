import { assertAddsUp, isMappingError, storeArticle, storeCustomer, storeMeta, storeShipping, type CartView, type Checkout } from "../../mapping"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"
import { checkoutPayload, type PayloadInput, type WordedCheckout } from "./checkout-payload"
import type { PayloadChanges } from "./hooks"

/**
 * The checkout of a cart with what the store's hook changed, in the form of our own texts, and whose sum still comes to
 * what the shopper pays.
 * @throws CheckoutError not_available where it does not; the log says which sum differs, or which text is blank
 */
export function changedCheckout({ aplazame, logger }: Pick<FlowContext, "aplazame" | "logger">, cart: CartView, payloadInput: PayloadInput, changes: PayloadChanges): WordedCheckout {
  const checkout = checkoutPayload(aplazame.settings, cart, payloadInput)
  try {
    return { ...checkout, ...withChanges(checkout, changes) }
  } catch (error) {
    if (!isMappingError(error)) throw error
    logger.error(`aplazame: no checkout for ${cart.id}: the result of hook setPayload is not sent: ${error.message}`)
    throw new CheckoutError("not_available", {}, { cause: error })
  }
}

/**
 * Lays a hook's changes over a checkout. What the hook says of the shopper comes from no field of the shopper's form.
 * @throws MappingError lines_do_not_add_up, text_missing, url_invalid
 */
export function withChanges({ payload, origins }: Checkout, changes: PayloadChanges): Checkout {
  const articles = changes.articles?.map((article, index) => storeArticle(article, `articles.${index}`)) ?? payload.order.articles
  const customer = storeCustomer(changes.customer ?? {}, payload.billing?.country)
  const changed = {
    ...payload,
    order: { ...payload.order, articles },
    customer: { ...payload.customer, ...customer },
    ...(payload.shipping ? { shipping: { ...payload.shipping, ...storeShipping(changes.shipping ?? {}) } } : {}),
    ...(payload.meta ? { meta: { ...storeMeta(changes.meta ?? {}), ...payload.meta } } : {}),
  }
  assertAddsUp(articles, changed.shipping, payload.order.total_amount)
  const ours = Object.entries(origins.customer).filter(([name]) => !(name in customer))
  return { payload: changed, origins: { ...origins, customer: Object.fromEntries(ours) } }
}
