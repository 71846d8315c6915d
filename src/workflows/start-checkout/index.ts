import { createStep, createWorkflow, StepResponse, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ProductType } from "../../aplazame"
import { historyKey } from "../../credit"
import { scriptUrl } from "../../config/options"
import { contentOf } from "../../modules/aplazame/approved-content"
import { isFetched } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { reasonAgainst } from "../complete-cart"
import { reasonAgainstStart } from "../eligibility"
import { emitSoon } from "../emit-events"
import { flowContext, type FlowContext } from "../flow-context"
import { CheckoutError, type CheckoutCode } from "./checkout-error"
import { checkoutPayload } from "./checkout-payload"
import { createCheckout, findCheckout } from "./create-checkout"
import { customerType } from "./customer-type"
import type { ReturnPaths } from "./return-urls"
import { usableSession, type Usable } from "./usable-session"

export { CheckoutError, type CheckoutCode } from "./checkout-error"

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

/** What the storefront needs to open the checkout. Nothing in it is secret. */
export type StartedCheckout = { checkout_id: string; mid: string; public_key: string; sandbox: boolean; script_url: string }

export type StartCheckoutResult =
  | { ok: true; checkout: StartedCheckout }
  | { ok: false; code: CheckoutCode; status: number; details: Record<string, string | number> }

/** Until a checkout's answer or the next press of "pay", nobody else builds one for this cart. */
const SECONDS_TO_WAIT = 30
/** A lock that was free is there sooner. */
const AT_ONCE_MS = 100

/**
 * From a payment session to a checkout at Aplazame, built from the cart on the server. The same content for the same
 * shopper gets the same checkout; changed content, or a guest who signed in, a new one with a new `mid`.
 * @throws CheckoutError
 */
export async function startCheckout(container: MedusaContainer, input: StartCheckoutInput): Promise<StartedCheckout> {
  const flow = flowContext(container)
  const read = () => usableSession(flow, input.session_id, input.customer_id)
  const found = await read()
  const asked = performance.now()
  const started = await flow.locking.execute(
    [`aplazame:checkout:${found.cart.id}`],
    // Whoever had to wait reads again: the cart that somebody else was busy with may be another one now.
    async () => locked(flow, input, performance.now() - asked > AT_ONCE_MS ? await read() : found),
    { timeout: SECONDS_TO_WAIT }
  )
  emitSoon(flow)
  return started
}

async function locked(flow: FlowContext, input: StartCheckoutInput, { session, cart, shopper }: Usable): Promise<StartedCheckout> {
  const { aplazame, query } = flow
  const { accountId } = shopper
  if (accountId !== null) await aplazame.cartOwners.note(cart.id, accountId)
  const wishes = {
    product: input.product,
    returnPaths: input.return_paths,
    language: input.language,
    acceptedLanguage: input.accepted_language,
    pickup: await isFetched(query, cart),
    customerType: await customerType(query, shopper),
  }
  const reason = await reasonAgainstStart(flow, cart, wishes.product)
  if (reason) throw new CheckoutError(reason.code, reason.details)
  // Refuses what can't be checked out, in words for the shopper.
  checkoutPayload(aplazame.settings, cart, "", wishes)
  await refuseNotCompletable(flow, cart.id)
  const product = wishes.product ?? aplazame.settings.product ?? null
  const digest = contentOf(aplazame.settings, cart, product)
  const earlier = await aplazame.orders.reusable(cart.id, digest, accountId)
  if (earlier) {
    const row = await aplazame.orders.update(earlier.id, { payment_session_id: session.id, payment_collection_id: session.collection_id })
    const usable = row.aplazame_id ? row : await findCheckout(flow, row)
    if (usable?.aplazame_id) return announced(flow, usable)
    return announced(flow, await createCheckout(flow, row, cart, checkoutPayload(aplazame.settings, cart, row.mid, wishes)))
  }
  const row = await aplazame.orders.create({
    payment_session_id: session.id,
    payment_collection_id: session.collection_id,
    cart_id: cart.id,
    customer_id: accountId,
    fingerprint: digest,
    product,
    currency_code: cart.currency_code.toLowerCase(),
    sandbox: aplazame.settings.sandbox,
    total_amount: session.amount,
  })
  return announced(flow, await createCheckout(flow, row, cart, checkoutPayload(aplazame.settings, cart, row.mid, wishes)))
}

/** What would keep the approved cart from becoming an order is said before the shopper asks for a credit. A store's own completion has its own rules. */
async function refuseNotCompletable(flow: FlowContext, cartId: string): Promise<void> {
  if (flow.aplazame.settings.completeCart !== undefined) return
  const reason = await reasonAgainst(flow, cartId)
  if (!reason) return
  flow.logger.warn(`aplazame: no checkout for ${cartId}, which can't become an order: ${reason}`)
  throw new CheckoutError(reason)
}

/** Plans the history. The event of a checkout that has begun, which sends it at once, is written with the row's own state. */
async function announced({ aplazame }: FlowContext, row: AplazameOrderRow): Promise<StartedCheckout> {
  if (!row.aplazame_id) throw new CheckoutError("aplazame_unavailable")
  if (aplazame.settings.historyLimit > 0) {
    await aplazame.ledger.plan({ aplazame_order_id: row.id, kind: "history", business_key: historyKey(row), requested_by: "checkout" })
  }
  return {
    checkout_id: row.aplazame_id,
    mid: row.mid,
    public_key: aplazame.settings.publicKey,
    sandbox: row.sandbox,
    script_url: scriptUrl(aplazame.settings),
  }
}

const startCheckoutStep = createStep("aplazame-start-checkout", async (input: StartCheckoutInput, { container }) => {
  try {
    return new StepResponse<StartCheckoutResult>({ ok: true, checkout: await startCheckout(container, input) })
  } catch (error) {
    if (!(error instanceof CheckoutError)) throw error
    return new StepResponse<StartCheckoutResult>({ ok: false, code: error.code, status: error.status, details: error.details })
  }
})

/** `startCheckout` for the store route and for a store's own workflows: expected refusals are results, not errors. */
export const startCheckoutWorkflow = createWorkflow("aplazame-start-checkout", (input: WorkflowData<StartCheckoutInput>) => {
  return new WorkflowResponse(startCheckoutStep(input))
})
