import type { Bench } from "../../integration-tests/support/aplazame-store"
import { notificationOf } from "../../integration-tests/support/notify"
import { openCheckout, paymentSession, readyCart } from "../../integration-tests/support/shopper"

/** The notification of a checkout that Aplazame has approved and not yet announced. */
export async function approved(bench: Bench): Promise<Record<string, unknown>> {
  const { checkout_id } = await openCheckout(bench.seed)
  await bench.emulator.approve(checkout_id)
  return notificationOf(bench, checkout_id, "pending", "confirmation_required")
}

/** Waits for an answer that has to be 200. */
export async function must(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body).slice(0, 300)}`)
}

/** A cart that waits for its completion, paid with Medusa's own provider. */
export async function readyForSystem(bench: Bench): Promise<string> {
  const cartId = await readyCart(bench.seed)
  await paymentSession(bench.seed, cartId, "pp_system_default")
  return cartId
}
