import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { maxCents, minCents, subCents, ZERO, type Cents } from "../../aplazame"
import { fromCents, orderWorth } from "../../mapping"
import { credited, voidPart, withOrderLock } from "../../modules/aplazame/operations"
import { orderById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { restoreCollections } from "../order-change/medusa-collections"
import { ActionError } from "./action-error"
import type { OrderFacts } from "./overview"

/**
 * Takes an amount off a credit before it is captured. Medusa has no void of a part, so its books are brought
 * along: a credit line lowers the order by the same amount, and the payment is authorised for what the credit
 * still covers.
 *
 * If the process dies after the void and before the credit line: the credit is right, and the order shows the
 * difference as outstanding.
 */
export async function voidCredit(flow: FlowContext, facts: OrderFacts, amount: Cents, wish: { token: string; actor: string }): Promise<void> {
  const { row, payment, worth } = facts
  const orderId = row.order_id
  if (!orderId || !payment) throw new ActionError("payment_missing")
  await withOrderLock(flow.locking, row, () =>
    voidPart(flow.aplazame, row, { amount, key: `admin:${wish.token}`, payment_id: payment.id, requested_by: wish.actor })
  )
  const now = (await flow.aplazame.orders.byId(row.id)) ?? row
  const given = minCents(amount, subCents(uncovered(now, worth), uncovered(row, worth)))
  if (given > 0) {
    await createOrderCreditLinesWorkflow(flow.container).run({
      input: { id: orderId, credit_lines: [{ reference: "aplazame_void", reference_id: row.id, amount: fromCents(given) }] },
    })
  }
  const order = await orderById(flow.query, orderId)
  const covered = minCents(payment.amount, subCents(now.total_amount, now.voided_amount))
  await restoreCollections(flow, orderId, payment, covered, order ? orderWorth(order) : covered)
}

/** The part of the order that the credit does not carry. */
const uncovered = (row: AplazameOrderRow, worth: Cents): Cents => maxCents(subCents(worth, credited(row, worth)), ZERO)
