import { isAplazameError, withRequestId, type AplazameError } from "../../aplazame"
import type { Checkout, CheckoutOrigins } from "../../mapping"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { CheckoutError } from "./checkout-error"
import { refusedField } from "./refused-field"

/**
 * Creates the checkout of a row at Aplazame, under the row's `mid`, or finds the one whose creation's answer was lost.
 *
 * If the process dies before the call: the row stays `creating`, and the next press of "pay" creates it.
 * After the call: the next press finds it by `mid`. Nothing moves money here.
 *
 * @throws CheckoutError details_not_accepted, checkout_refused, aplazame_unavailable
 */
export async function createRemoteCheckout({ aplazame, logger }: FlowContext, row: AplazameOrderRow, { payload, origins }: Checkout): Promise<AplazameOrderRow> {
  try {
    const { id } = await withRequestId(row.id, () => aplazame.client.createCheckout({ ...payload, order: { ...payload.order, id: row.mid } }))
    return opened({ aplazame }, row, id)
  } catch (error) {
    if (!isAplazameError(error)) throw error
    // The client has taken the shopper's data out of these texts.
    logger.warn(`aplazame: checkout ${row.id}: ${error.message}${error.fields ? ` ${JSON.stringify(error.fields)}` : ""}`)
    const found = await findCheckout({ aplazame }, row)
    if (found) return found
    if (error.effect === "none" && ["validation", "forbidden", "rejected", "conflict"].includes(error.kind)) {
      const refusal = checkoutErrorOf(error, origins)
      await aplazame.orders.move(row.id, "failed", { reason_code: refusal.code === "checkout_refused" ? error.code : refusal.code })
      throw refusal
    }
    throw new CheckoutError("aplazame_unavailable", {}, { cause: error })
  }
}

/** A detail that the shopper can correct, or no. */
function checkoutErrorOf(error: AplazameError, origins: CheckoutOrigins): CheckoutError {
  const field = error.kind === "validation" ? refusedField(Object.keys(error.fields ?? {}), origins) : null
  return field ? new CheckoutError("details_not_accepted", { field }, { cause: error }) : new CheckoutError("checkout_refused", {}, { cause: error })
}

/** Reads a checkout of ours at Aplazame; null when there is none, or when it can't be read now. */
export async function findCheckout({ aplazame }: Pick<FlowContext, "aplazame">, row: AplazameOrderRow): Promise<AplazameOrderRow | null> {
  try {
    const remote = await aplazame.client.findOrderByMid(row.mid)
    if (!remote) return null
    return aplazame.orders.takeOver(row, remote)
  } catch (error) {
    if (isAplazameError(error)) return null
    throw error
  }
}

async function opened({ aplazame }: Pick<FlowContext, "aplazame">, row: AplazameOrderRow, aplazameId: string): Promise<AplazameOrderRow> {
  const opened = { aplazame_id: aplazameId, expires_at: expiry(aplazame.settings.timeoutCheckout) }
  if (await aplazame.orders.move(row.id, "open", opened)) return { ...row, ...opened, state: "open" }
  // Its notification arrived before the answer.
  return aplazame.orders.update(row.id, { aplazame_id: aplazameId })
}

/** Our estimate until Aplazame gives the time; a minute early, so that no expiring checkout is returned. */
const expiry = (minutes: number): Date => new Date(Date.now() + (minutes - 1) * 60_000)
