import { isAplazameError, ZERO, subCents, sumCents, type AplazameClient, type AplazameOrder, type Cents } from "../../aplazame"
import { capturesIfAny } from "../../modules/aplazame/operations"

/** What Aplazame has moved on a confirmed order. */
export type RemoteAmounts = { captured: Cents; refunded: Cents; voided: Cents; payLater: boolean }

/**
 * Reads the movements of an order. The order itself shows none: pay later has them in its captures, the
 * other products only as what remains of the total.
 */
export async function remoteAmounts(client: AplazameClient, remote: AplazameOrder): Promise<RemoteAmounts> {
  const captures = await capturesIfAny(client, remote.id)
  const voids = await orNothing(client.checkVoid(remote.id))
  const voided = voids ? sumCents(voids.results.map((v) => v.amount)) : ZERO
  const payLater = captures.results.length > 0 || captures.remaining_capture_amount > 0
  if (payLater) {
    const captured = sumCents(captures.results.map((c) => c.amount))
    const refunded = sumCents(captures.results.map((c) => c.refunded_amount))
    return { captured, refunded, voided, payLater }
  }
  const refund = await orNothing(client.checkRefund(remote.id))
  const refunded = refund ? subCents(subCents(remote.total_amount, voided), refund.remaining_amount) : ZERO
  return { captured: ZERO, refunded, voided, payLater }
}

/** A cancelled order may refuse the question. */
async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isAplazameError(error) && ["forbidden", "not_found", "rejected"].includes(error.kind)) return null
    throw error
  }
}
