import type { OrderWorth } from "../../credit"
import type { OrderView } from "../../mapping"
import { paidBefore, worthOf } from "./operations"
import { givenBackByOthers, type Query } from "./reading"
import type { AplazameOrderRow } from "./rows"

/** What of its order a credit is to pay for, now. Only a credit that pays a rest asks what the others have given back. */
export async function worthOfCredit(query: Query, order: OrderView, row: AplazameOrderRow): Promise<OrderWorth> {
  if (paidBefore(row) === 0) return worthOf(order, row)
  return worthOf(order, row, await givenBackByOthers(query, order.id, row.payment_id, row.authorized_at ?? row.created_at, row.currency_code))
}
