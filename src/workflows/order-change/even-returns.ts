import { addCents, minCents, subCents, sumCents, ZERO, type Cents } from "../../aplazame"
import { orderedBy } from "../../credit"
import { fromCents, toCents } from "../../mapping"
import { readTurn, worthOf } from "../../modules/aplazame/operations"
import { orderById } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { FlowContext } from "../flow-context"
import { orderBooks, writeCreditLine } from "../medusa-compat"
import { isBeingChanged } from "./credit-line"

const SECONDS_TO_WAIT = 30
/** The mark of the credit lines by which an order is raised again that was lowered twice for the same goods. */
const RETURN_REFERENCE = "aplazame_return"

/**
 * Medusa lowers an order by the credit line of a refund, and once more when the refunded goods come back
 * (medusajs/medusa#13598): its summary then offers the operator to give the same money back again. What was given back
 * pays for what came back first; by that much the order is raised again, by a negative credit line. The sweep does it, not
 * the event: an operator at work on the return must not find the order taken.
 *
 * Safe to repeat: what is still too low is read from the order, the lines of ours included. A process that dies in between
 * leaves a change of the order that applied nothing, which `isBeingChanged` ends when it is old.
 */
export async function evenReturns(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  if (row.state !== "confirmed" && row.state !== "cancelled") return
  if ((await loweredTwice(flow, row, orderId)) <= 0) return
  await flow.locking.execute([`aplazame:books:order:${orderId}`], () => raise(flow, row, orderId), { timeout: SECONDS_TO_WAIT })
}

/** By how much goods that came back were taken off the order although a refund's credit line had taken them off. */
async function loweredTwice({ aplazame, query }: FlowContext, row: AplazameOrderRow, orderId: string): Promise<Cents> {
  const order = await orderById(query, orderId)
  if (!order || order.status === "canceled") return ZERO
  const worth = worthOf(order, row)
  if (worth.returned <= 0) return ZERO
  const { givenBack } = (await readTurn(aplazame, row, null)).credit.settled
  const byRefunds = subCents(orderedBy(worth, givenBack), worth.afterCreditLines)
  // What came back counts once, however many refunds follow.
  const raised = sumCents(order.credit_lines.filter((line) => line.reference === RETURN_REFERENCE).map((line) => toCents(line.amount, order.currency_code)))
  const twice = minCents(byRefunds, addCents(worth.returned, raised))
  // A refund takes Medusa's fractions of a cent along into its line: that is no second time.
  return twice > 1 ? twice : ZERO
}

async function raise(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  const amount = await loweredTwice(flow, row, orderId)
  if (amount <= 0 || (await isBeingChanged(flow, orderId))) return
  await writeCreditLine(orderBooks(flow.container), { orderId, reference: RETURN_REFERENCE, reference_id: row.id, amount: fromCents(subCents(ZERO, amount)) })
}
