import { createHash } from "node:crypto"
import { subCents, type Cents } from "../../aplazame"
import { TWO_ROUNDED } from "../../credit"
import { toCents, type OrderToPay } from "../../mapping"
import type { ResolvedOptions } from "../../config/options"
import { contentOf, isSameContent } from "./approved-content"
import { heldByOthers, isOfCart, paymentsOfOrder, unpaidOf, type Query } from "./reading"
import type { AplazameOrderRow } from "./rows"
import type { AplazameModuleService } from "./service"

/** Why an order can't be paid by a checkout. */
export type OrderObstacle = "order_cancelled" | "order_already_paid" | "order_changed"

/** An order's payment: what nobody has paid of it less what other payments hold, and what the checkout is for. */
type Owed = { status: string | null; isDraft: boolean; total: Cents; owed: Cents; amount: Cents }

/** A checkout pays all of an order that nobody has paid anything of, or exactly the rest of one, which has Medusa's fractions or not. */
const isWhole = ({ total, owed }: Pick<Owed, "total" | "owed">): boolean => owed === total

export function obstacleOf({ status, isDraft, total, owed, amount }: Owed): OrderObstacle | null {
  if (status === "canceled") return "order_cancelled"
  if (isDraft) return "order_changed"
  if (owed <= 0) return "order_already_paid"
  return Math.abs(subCents(owed, amount)) > (isWhole({ total, owed }) ? 0 : TWO_ROUNDED) ? "order_changed" : null
}

/** What an order owes, as {@link unpaidOf}, less what its payments hold and have not captured; `exceptPaymentId` holds nothing then. */
export async function owedOn(query: Query, orderId: string, currencyCode: string, exceptPaymentId = ""): Promise<Cents> {
  const [unpaid, held] = await Promise.all([unpaidOf(query, orderId, currencyCode), heldByOthers(query, orderId, exceptPaymentId, currencyCode)])
  return subCents(unpaid, held)
}

/** Why a credit without a payment of its own can't pay this order: others pay so much of it that less is left than the credit is. Null where it can. */
export async function paidInstead(query: Query, { total_amount, currency_code }: Pick<AplazameOrderRow, "total_amount" | "currency_code">, orderId: string): Promise<OrderObstacle | null> {
  if ((await paymentsOfOrder(query, orderId)).length === 0) return null
  const owed = await owedOn(query, orderId, currency_code)
  if (owed >= total_amount) return null
  return owed > 0 ? "order_changed" : "order_already_paid"
}

/** Whether an order can be paid by a checkout over this amount now, and whether that is all of it. */
export async function judgeOrderPayment(query: Query, order: OrderToPay, amount: Cents): Promise<{ obstacle: OrderObstacle } | { obstacle: null; whole: boolean }> {
  const { id, status, currency_code } = order
  const figures = { total: toCents(order.total, currency_code), owed: await owedOn(query, id, currency_code) }
  const obstacle = obstacleOf({ ...figures, status, isDraft: order.is_draft_order === true, amount })
  return obstacle === null ? { obstacle, whole: isWhole(figures) } : { obstacle }
}

type Asked = { query: Query; aplazame: Pick<AplazameModuleService, "orders" | "clock"> }

/** Whether this collection is a payment link of its order: one that is, or was, a cart's only while the order waits for that. */
export const isLinkOf = async ({ query, aplazame }: Asked, orderId: string, collectionId: string): Promise<boolean> =>
  !(await isOfCart(query, collectionId)) || (await aplazame.orders.waitsUntil(orderId)) !== null

/** Whether the time in which an order could be paid by its link is over. No checkout begins then; what Aplazame has before it may still be approved. */
export async function isOverdue({ aplazame }: Pick<Asked, "aplazame">, orderId: string): Promise<boolean> {
  const until = await aplazame.orders.waitsUntil(orderId)
  return until !== null && until.getTime() <= aplazame.clock()
}

type Settings = Pick<ResolvedOptions, "storefrontUrl">

/**
 * The digest of what a shopper agrees to by paying this much of an order: all that is in it counts, also where only a rest is paid.
 *
 * @throws MappingError when the order's lines can't be told
 */
export const contentOfOrder = (settings: Settings, order: OrderToPay, product: AplazameOrderRow["product"], amount: Cents): string =>
  createHash("sha256").update(`${contentOf(settings, order, product)}:${amount}`).digest("hex")

/** Whether an order still is what was approved. */
export const isApprovedOrder = (settings: Settings, order: OrderToPay, { product, fingerprint, total_amount }: Pick<AplazameOrderRow, "product" | "fingerprint" | "total_amount">): boolean =>
  isSameContent(() => contentOfOrder(settings, order, product, total_amount), fingerprint)
