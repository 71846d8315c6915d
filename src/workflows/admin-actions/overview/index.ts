import { minCents, type Cents } from "../../../aplazame"
import { isFullyRefunded, leftShown, refundable, stateShown, uncaptured } from "../../../credit"
import type { AdminActionKind } from "../../../modules/aplazame/models/admin-action"
import type { AplazameOrderRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"
import { actionStore } from "../action-store"
import { allowedActions, type Allowed } from "./allowed"
import { actorNames, operationActors } from "./actors"
import { creditOfOrder, orderFacts, type OrderFacts } from "./order-facts"
import { panelUrl } from "./panel-url"
import { paymentLinkOf, type PaymentLink } from "./payment-link"
import { problemView, type ProblemView } from "./problem-view"
import { timeline, type TimelineEntry } from "./timeline"
import { versionOf } from "./version"

export { creditAmong, creditOfOrder, orderFacts, paymentOf, type OrderFacts } from "./order-facts"
export { allowedActions } from "./allowed"
export { paymentLinkOf, type PaymentLink } from "./payment-link"
export { problemView, type ProblemView } from "./problem-view"
export { versionOf } from "./version"
export { actorNames, operationActors, type Actor } from "./actors"

/** A credit as the order page shows it. Amounts are hundredths. */
type CreditView = Pick<
  AplazameOrderRow,
  | "id"
  | "mid"
  | "aplazame_id"
  | "state"
  | "status"
  | "status_reason"
  | "reason_code"
  | "product"
  | "sandbox"
  | "currency_code"
  | "created_at"
  | "confirmed_at"
  | "cancelled_at"
  | "expires_at"
  | "checked_at"
> & {
  /** It ended because all of it went back. */
  fully_refunded: boolean
  /** `uncaptured`: still to be captured; `refundable`: captured and not given back. Both are zero of a credit that ended. */
  amounts: { total: Cents; captured: Cents; voided: Cents; refunded: Cents; remaining: Cents; uncaptured: Cents; refundable: Cents }
  /** Medusa's own figures for the same payment; they agree, or a problem says why not. */
  medusa: { payment_id: string | null; captured: Cents; refunded: Cents }
  panel_url: string
}

/** Everything the order widget shows. `credit` is null when the order was not paid with Aplazame. */
export type Overview = {
  order_id: string
  credit: CreditView | null
  /** Further credits of the order that were accepted, as for a difference that was paid by link; asked by their own ids. */
  others: string[]
  /** What the page's actions are decided on; they send it back. */
  version: string | null
  actions: Record<AdminActionKind, Allowed> | null
  problems: ProblemView[]
  /** Of an order that no credit pays for yet, its payment links that were sent. */
  timeline: TimelineEntry[]
  /** The link by which a checkout would begin now. */
  link: PaymentLink | null
  /** Whether the admin sends payment links by e-mail. */
  link_email: boolean
}

/** The overview of an order, or of one of its credits by that one's id, from our tables and Medusa's alone: no call to Aplazame. */
export async function overviewOf(flow: FlowContext, id: string): Promise<Overview> {
  const { aplazame, query } = flow
  const [row, emails, { link }] = await Promise.all([creditOfOrder(flow, id), actionStore(flow).linkEmails(id), paymentLinkOf(flow, id)])
  const link_email = aplazame.settings.linkEmailTemplate !== undefined
  if (!row) {
    const told = timeline({ emails }, await actorNames(query, emails.map((one) => one.requested_by)))
    return { order_id: id, credit: null, others: [], version: null, actions: null, problems: [], timeline: told, link, link_email }
  }
  const [facts, inbox, problems, all] = await Promise.all([
    orderFacts(flow, row),
    aplazame.inbox.ofCredit(row.id),
    aplazame.problems.openOfCredit(row.id),
    row.order_id === id ? aplazame.orders.ofOrder(id) : [],
  ])
  const actorOf = await operationActors(flow, facts.ledger, facts.order?.fulfillments)
  const nameOf = await actorNames(query, [...facts.ledger.map((op) => op.decided_by), ...emails.map((one) => one.requested_by)])
  return {
    order_id: row.order_id ?? id,
    credit: creditView(facts, aplazame.settings.apiBaseUrl),
    others: all.filter((one) => one.authorized_at !== null && one.id !== row.id).map((one) => one.id),
    version: versionOf(facts),
    actions: allowedActions(facts),
    problems: problems.map(problemView),
    timeline: timeline({ emails, inbox, ledger: facts.ledger }, nameOf, actorOf),
    link,
    link_email,
  }
}

function creditView({ row, credit, payment, medusa }: OrderFacts, apiBaseUrl: string): CreditView {
  const { settled } = credit
  const state = stateShown(credit)
  const left = leftShown(credit)
  const { id, mid, aplazame_id, status, status_reason, reason_code, product, sandbox, currency_code } = row
  const { created_at, confirmed_at, cancelled_at, expires_at, checked_at } = row
  return {
    ...{ id, mid, aplazame_id, state, status, status_reason, reason_code, product, sandbox, currency_code },
    ...{ created_at, confirmed_at, cancelled_at, expires_at, checked_at },
    fully_refunded: isFullyRefunded(state, settled),
    amounts: {
      total: settled.total,
      captured: settled.captured,
      voided: settled.voided,
      refunded: settled.refunded,
      remaining: left,
      uncaptured: minCents(uncaptured(credit), left),
      refundable: minCents(refundable(credit), left),
    },
    medusa: { payment_id: payment?.id ?? null, captured: medusa.captured, refunded: medusa.refunded },
    panel_url: panelUrl(apiBaseUrl),
  }
}
