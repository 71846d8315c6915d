import { HOUR_MS } from "../../config/durations"
import { LOCK_WAIT_SECONDS, lockNames } from "../../modules/aplazame/names"
import { hasEnded, historyKey } from "../../credit"
import { scriptUrl } from "../../config/options"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { Subject } from "../../modules/aplazame/subject"
import { emitSoon } from "../emit-events"
import type { FlowContext } from "../flow-context"
import { changedCheckout } from "./changed-payload"
import { CheckoutError } from "./checkout-error"
import { createRemoteCheckout, findCheckout } from "./create-checkout"
import type { PayloadChanges } from "./hooks"
import type { Prepared, StartCheckoutInput } from "./prepare-checkout"
import { usableSession } from "./usable-session"

/** What the storefront needs to open the checkout. Nothing in it is secret. */
export type StartedCheckout = { checkout_id: string; mid: string; public_key: string; sandbox: boolean; script_url: string }

/**
 * The checkout of a prepared purchase: the one that is open for the same content, or a new one.
 * @throws CheckoutError
 */
export async function openCheckout(flow: FlowContext, input: StartCheckoutInput, prepared: Prepared, changes: PayloadChanges): Promise<StartedCheckout> {
  const key = lockNames.checkout(prepared.seen.subject)
  const started = await flow.locking.execute([key], () => locked(flow, input, prepared, changes), { timeout: LOCK_WAIT_SECONDS })
  emitSoon(flow)
  return started
}

async function locked(flow: FlowContext, input: StartCheckoutInput, { seen, payloadInput }: Prepared, changes: PayloadChanges): Promise<StartedCheckout> {
  const { aplazame } = flow
  const { settings } = aplazame
  // The cart or the order may have changed while the hooks ran: what is sold must be what they have judged.
  const { session, subject: now, cart, shopper, content } = await usableSession(flow, input.session_id, input.customer_id)
  const { subject, accountId, product, digest } = seen
  if (now.id !== subject.id || shopper.accountId !== accountId || content(product) !== digest) throw new CheckoutError("session_outdated")
  // An invalid change is refused before anything is written.
  const checkout = changedCheckout(flow, cart, payloadInput, changes)
  const earlier = await aplazame.orders.reusable(subject, digest, accountId)
  if (earlier) {
    const row = await aplazame.orders.update(earlier.id, { payment_session_id: session.id, payment_collection_id: session.collection_id })
    const found = row.aplazame_id ? row : await findCheckout(flow, row)
    // One that does not exist at Aplazame is created with the payload of now.
    const usable = found ?? (await createRemoteCheckout(flow, await aplazame.orders.update(row.id, { language: checkout.language }), checkout))
    // It may have ended since its creation, whose answer was lost.
    if (!hasEnded(usable.state)) return announced(flow, usable)
  }
  await refuseOneMore(flow, subject)
  const row = await aplazame.orders.create({
    payment_session_id: session.id,
    payment_collection_id: session.collection_id,
    subject,
    customer_id: accountId,
    fingerprint: digest,
    product,
    currency_code: cart.currency_code.toLowerCase(),
    sandbox: settings.sandbox,
    total_amount: session.amount,
    language: checkout.language,
  })
  return announced(flow, await createRemoteCheckout(flow, row, checkout))
}

/** Refuses too many checkouts of one cart or order: each changed content is a checkout of its own at Aplazame. */
async function refuseOneMore({ aplazame }: FlowContext, subject: Subject): Promise<void> {
  const { rateLimit } = aplazame.settings
  if (rateLimit === false) return
  const most = rateLimit.checkoutsPerCartAndHour
  const now = aplazame.clock()
  const first = (await aplazame.orders.begunSince(subject, new Date(now - HOUR_MS), most))[most - 1]
  if (first) throw new CheckoutError("too_many_checkouts", { retry_after: Math.max(1, Math.ceil((first.getTime() + HOUR_MS - now) / 1_000)) })
}

/** Plans the history. The event of a started checkout, which sends it at once, is written with the row's state. */
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
