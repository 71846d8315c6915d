import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { isAplazameError, type AplazameOrder } from "../../aplazame"
import { shopperLanguage, toSessionStatus, type Language } from "../../mapping"
import { isApprovedContent } from "../../modules/aplazame/approved-content"
import { refOf } from "../../modules/aplazame/operations"
import { judgeOrderPayment, isApprovedOrder } from "../../modules/aplazame/order-payment"
import { cartById, orderStatus, orderToPay, sessionAlone, sessionById, type Query } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { AplazameModuleService } from "../../modules/aplazame/service"
import { subjectOf } from "../../modules/aplazame/subject"
import { medusaRefusal } from "./medusa-error"

type Context = { aplazame: AplazameModuleService; query: Query }

/**
 * The state of a session's remote order, as Medusa's payment status.
 *
 * `decide` (authorizePayment) throws Medusa's "requires more" error until the shopper has finished, so that the storefront gets
 * its 200 with guidance and no order is placed; `report` (getPaymentStatus) returns the status. An approval counts only while
 * we decide about it (`accepting_until`): the storefront can't place the order before we have accepted the sale. A remote order
 * that the running exchange has read is taken from its cache (`exchange-cache.ts`).
 */
export async function authorizationOf({ aplazame, query }: Context, sessionId: string, mode: "decide" | "report" = "decide"): Promise<PaymentSessionStatus> {
  const { onChallenge } = aplazame.settings
  const row = await aplazame.orders.ofSession(sessionId)
  const language = () => languageOf({ aplazame, query }, sessionId, row)
  const pending = async () => medusaRefusal(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, "payment_pending", await language())
  if (!row) {
    if (mode === "report") return "pending"
    throw await pending()
  }
  const said = aplazame.exchangeCache.of(row.id)
  const remote = said ?? (await retrieveOrNull(aplazame, row, language))
  if (!remote) {
    if (mode === "report") return "pending"
    throw await pending()
  }
  const order = said ? row : await aplazame.orders.takeOver(row, remote)
  if (!(await agrees({ aplazame, query }, order, remote, sessionId))) return "error"
  if (order.order_id && (await orderStatus(query, order.order_id)) === "canceled") return "canceled"
  const accepting = order.accepting_until !== null && order.accepting_until > new Date()
  const status = toSessionStatus(remote, {
    accepting: accepting || (mode === "report" && order.order_id !== null),
    challengePlacesOrder: onChallenge === "place_order" && (accepting || order.order_id !== null),
  })
  if (status === "requires_more" && mode === "decide") throw await pending()
  const taken = status === "authorized" || status === "pending_authorization"
  if (taken && mode === "decide" && order.order_id === null) await refuseOtherContent({ aplazame, query }, order, language)
  if (taken && mode === "decide" && !order.authorized_at) await aplazame.orders.take(order)
  return status
}

type LanguageOf = () => Promise<Language>

/** Of the shopper who completes the cart; without a request of theirs it is that of their checkout. */
async function languageOf({ aplazame, query }: Context, sessionId: string, row: AplazameOrderRow | null): Promise<Language> {
  const checkout = row?.language
  const cart = checkout ? null : (await sessionById(query, sessionId))?.cart?.locale
  return shopperLanguage({ ...aplazame.spoken.getStore(), checkout, cart }) ?? aplazame.settings.language
}

/**
 * Medusa calls this during a completion, under the cart's lock, so the cart as it is now is what is sold. It may have changed
 * since the last check, with the same total. So may an order, which our own lock of its checkouts does not keep from changing.
 */
async function refuseOtherContent({ aplazame, query }: Context, row: AplazameOrderRow, language: LanguageOf): Promise<void> {
  const subject = subjectOf(row)
  switch (subject.kind) {
    case "cart": {
      const cart = await cartById(query, subject.id)
      if (cart && isApprovedContent(aplazame.settings, cart, row)) return
      throw medusaRefusal(MedusaError.Types.NOT_ALLOWED, "cart_changed", await language())
    }
    case "order": {
      const order = await orderToPay(query, subject.id)
      const same = order && isApprovedOrder(aplazame.settings, order, row)
      const obstacle = same ? (await judgeOrderPayment(query, order, row.total_amount)).obstacle : "order_changed"
      if (obstacle) throw medusaRefusal(MedusaError.Types.NOT_ALLOWED, obstacle, await language())
    }
  }
}

/** The remote order; null while there is none. A missing answer is no decision: the session stays usable. */
async function retrieveOrNull(aplazame: AplazameModuleService, row: AplazameOrderRow, language: LanguageOf): Promise<AplazameOrder | null> {
  try {
    return row.aplazame_id ? await aplazame.client.retrieveOrder(refOf(row)) : await aplazame.client.findOrderByMid(row.mid)
  } catch (error) {
    if (!isAplazameError(error)) throw error
    if (error.kind === "not_found") return null
    throw medusaRefusal(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, "aplazame_unavailable", await language())
  }
}

/** Amount, currency, side and id are the session's own. */
async function agrees({ aplazame, query }: Context, row: AplazameOrderRow, remote: AplazameOrder, sessionId: string): Promise<boolean> {
  const session = await sessionAlone(query, sessionId)
  if (!session) return false
  const currency = remote.currency_code?.toLowerCase() ?? row.currency_code
  const side = remote.sandbox ?? row.sandbox
  const asRequested = remote.total_amount === row.total_amount && currency === row.currency_code && side === aplazame.settings.sandbox
  // Once there is an order, its credit may have been edited or voided in part: then the row's figures rule.
  const sameSession = session.amount === row.total_amount && session.currency_code === row.currency_code
  return row.order_id !== null ? sameSession : asRequested && sameSession
}
