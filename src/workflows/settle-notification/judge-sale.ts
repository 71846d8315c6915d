import { isApprovedContent } from "../../modules/aplazame/approved-content"
import { cartById, isAplazameProvider, orderOfCart, sessionsOfCart, type SessionView } from "../../modules/aplazame/reading"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import type { KoReason } from "../../modules/aplazame/texts"
import type { FlowContext } from "../flow-context"

/** The states of a payment session that can still be authorised. */
const AUTHORIZABLE = ["pending", "requires_more", "authorized", "pending_authorization"]

export type Judgement = { possible: true; session: Omit<SessionView, "cart"> } | { possible: false; reason: KoReason }

/**
 * Whether the cart of an approved checkout can be sold now: it exists, is not sold yet, is still what the
 * shopper agreed to at the price they agreed to, and a live session of ours pays for it. The shopper can still change the
 * cart after this check; the provider compares it once more, under the cart's own lock.
 */
export async function judgeSale(flow: FlowContext, row: AplazameOrderRow, cartId: string): Promise<Judgement> {
  const no = (reason: KoReason): Judgement => ({ possible: false, reason })
  const { query } = flow
  const [cart, sold, sessions] = await Promise.all([cartById(query, cartId), orderOfCart(query, cartId), sessionsOfCart(query, cartId)])
  if (!cart) return no("cart_gone")
  if (sold) return no("cart_already_paid")
  const session = sessions.find((s) => s.id === row.payment_session_id) ?? sessions.find((s) => isAplazameProvider(s.provider_id))
  if (!session) return no(sessions.length > 0 ? "cart_already_paid" : "session_gone")
  const refused = refusalOfSession(session, row)
  if (refused) return no(refused)
  return isApprovedContent(flow.aplazame.settings, cart, row) ? { possible: true, session } : no("cart_changed")
}

/** Why this session can't pay what was approved; null when it can. */
export function refusalOfSession(session: Omit<SessionView, "cart">, row: Pick<AplazameOrderRow, "currency_code" | "total_amount">): KoReason | null {
  if (session.payment?.canceled) return "payment_cancelled"
  if (!AUTHORIZABLE.includes(session.status)) return "session_gone"
  if (session.currency_code !== row.currency_code) return "currency_differs"
  return session.amount === row.total_amount ? null : "amount_differs"
}
