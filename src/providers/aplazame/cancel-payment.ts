import { MedusaError } from "@medusajs/framework/utils"
import { cancelKey, changeKey, hasEnded } from "../../credit"
import { creditOfPayment } from "../../modules/aplazame/payment-of-credit"
import { orderState, type PaymentView, type Query } from "../../modules/aplazame/reading"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import { medusaRefusal } from "./medusa-error"

/** Before this, the order that a cancel belongs to may not be marked cancelled yet. */
const CANCEL_GRACE_MS = 15_000

/**
 * Decides what a `cancelPayment` of Medusa means.
 *
 * - The credit has ended and nothing of it was captured: nothing is left that could be cancelled, or kept.
 * - The collection was cancelled first and the order lives: an edit, return, claim or exchange. The
 *   credit stays. Throwing keeps Medusa from marking the payment cancelled (core only logs it there),
 *   and a planned void settles the difference.
 * - Otherwise the order is being cancelled, or its completion failed. The cancel goes into the ledger
 *   and runs once the order really is cancelled; if it never is, nothing is sent.
 *
 * If the process dies here, the sweep finds the cancelled order with credit left.
 */
export async function keepOrPlanCancel(aplazame: AplazameModuleService, query: Query, payment: PaymentView): Promise<void> {
  const row = await creditOfPayment(aplazame, payment)
  if (!row || (hasEnded(row.state) && payment.captures.length === 0)) return
  const order = payment.order ? await orderState(query, payment.order.id) : null
  const changed = order && order.status !== "canceled" && ["canceled", "partially_captured"].includes(payment.collection?.status ?? "")
  const next_attempt_at = new Date(Date.now() + CANCEL_GRACE_MS)
  if (changed) {
    await aplazame.ledger.plan({
      aplazame_order_id: row.id,
      kind: "void",
      business_key: changeKey(order.id, order.version, row),
      payment_id: payment.id,
      requested_by: "order change",
      next_attempt_at,
    })
    throw medusaRefusal(MedusaError.Types.NOT_ALLOWED, "cancel_kept_for_order_change", aplazame.settings.language)
  }
  await aplazame.ledger.planAgain({
    aplazame_order_id: row.id,
    kind: "cancel",
    business_key: cancelKey(row),
    payment_id: payment.id,
    requested_by: "order cancelled",
    next_attempt_at,
  })
}
