import type { CheckoutPayload } from "../../aplazame"
import { assertAddsUp, isMappingError, type CartView } from "../../mapping"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"
import { checkoutPayload, type PayloadWishes } from "./checkout-payload"
import type { PayloadChanges } from "./hooks"

/**
 * The payload of a cart with what the store's hook changed, whose sum still comes to what the shopper pays.
 * @throws CheckoutError not_available where it does not; the log says which sum differs
 */
export function changedPayload({ aplazame, logger }: Pick<FlowContext, "aplazame" | "logger">, cart: CartView, wishes: PayloadWishes, changes: PayloadChanges): CheckoutPayload {
  const payload = checkoutPayload(aplazame.settings, cart, wishes)
  try {
    return withChanges(payload, changes)
  } catch (error) {
    if (!isMappingError(error)) throw error
    logger.error(`aplazame: no checkout for ${cart.id}: the result of hook setPayload is not sent: ${error.message}`)
    throw new CheckoutError("not_available", {}, { cause: error })
  }
}

/**
 * Lays a hook's changes over a payload.
 * @throws MappingError lines_do_not_add_up
 */
export function withChanges(payload: CheckoutPayload, { articles = payload.order.articles, shipping, customer, meta }: PayloadChanges): CheckoutPayload {
  const changed = {
    ...payload,
    order: { ...payload.order, articles },
    customer: { ...payload.customer, ...customer },
    ...(payload.shipping ? { shipping: { ...payload.shipping, ...shipping } } : {}),
    ...(payload.meta ? { meta: { ...meta, ...payload.meta } } : {}),
  }
  assertAddsUp(articles, changed.shipping, payload.order.total_amount)
  return changed
}
