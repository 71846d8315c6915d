import type { INotificationModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { formatCents, type Cents } from "../../aplazame"
import { spokenLanguage, type OrderToPay } from "../../mapping"
import { LINK_EMAIL } from "../../modules/aplazame/models/admin-action"
import { judgeOrderPayment, type OrderObstacle } from "../../modules/aplazame/order-payment"
import { isOfCart, namedOrder, openCollections, orderToPay } from "../../modules/aplazame/reading"
import type { Language } from "../../modules/aplazame/texts"
import { flowContext, type FlowContext } from "../flow-context"
import { ActionError } from "./action-error"
import { actionStore } from "./action-store"
import { overviewOf, type Overview } from "./overview"
import { translateError } from "./translate-error"

/** Aplazame finances in euros. */
const CURRENCY = "eur"

const WORDS: Record<Language, { title: (number: string) => string; description: (amount: string) => string }> = {
  es: { title: (n) => `Pago de tu pedido n.º ${n}`, description: (amount) => `Quedan ${amount} por pagar. Puedes pagarlos con Aplazame en este enlace.` },
  en: { title: (n) => `Payment of your order #${n}`, description: (amount) => `${amount} is still to be paid. You can pay it with Aplazame at this link.` },
  pt: { title: (n) => `Pagamento da sua encomenda n.º ${n}`, description: (amount) => `Faltam pagar ${amount}. Pode pagar com a Aplazame neste link.` },
}

/**
 * Sends the payment link of an order to the order's own e-mail address, by the store's notification provider. Once for each
 * token: the row of the request is written first, and the token is also Medusa's key of the message. If the process dies
 * before the row is `done`, nobody knows whether the message went out: the timeline says so, and the operator may send another.
 * The address is in no answer, log or row of ours.
 *
 * @throws ActionError not_found, email_off, order_cancelled, nothing_outstanding, order_changed, email_missing, email_failed
 */
export async function emailPaymentLink(container: MedusaContainer, request: { order_id: string; token: string; actor: string }): Promise<Overview> {
  const flow = flowContext(container)
  const { order_id: id, token, actor } = request
  const named = await namedOrder(flow.query, id)
  if (!named) throw new ActionError("not_found")
  const asked = { token, aplazame_order_id: id, action: LINK_EMAIL, request: `${LINK_EMAIL} ${id}`, requested_by: actor } as const
  await actionStore(flow).once(asked, () => send(flow, named, token), (error) => translateError(flow.aplazame, null, new Date(), error))
  return overviewOf(flow, id)
}

async function send(flow: FlowContext, named: NamedOrder, token: string): Promise<void> {
  const { id } = named
  const { container, aplazame, logger } = flow
  const template = aplazame.settings.linkEmailTemplate
  const notifications = container.resolve<INotificationModuleService>(Modules.NOTIFICATION, { allowUnregistered: true })
  if (template === undefined || !notifications) throw new ActionError("email_off")
  const { collection, email, number, language } = await linkOf(flow, named)
  const { title, description } = WORDS[language]
  const { amount } = collection
  const data = { title: title(number), description: description(formatCents(amount, CURRENCY, language)), url: addressOf(flow, collection.id), amount, currency_code: CURRENCY, display_id: number, language }
  try {
    await notifications.createNotifications({ channel: "email", template, to: email, data, trigger_type: "aplazame.payment_link", resource_id: id, resource_type: "order", idempotency_key: `aplazame-link:${token}` })
  } catch (error) {
    // The provider's own words may name the address.
    logger.warn(`aplazame: the payment link of ${id} was not sent: ${error instanceof Error ? error.name : "failed"}`)
    throw new ActionError("email_failed")
  }
}

type NamedOrder = NonNullable<Awaited<ReturnType<typeof namedOrder>>>
type Link = { collection: { id: string; amount: Cents }; email: string; number: string; language: Language }

/** What a checkout by the link would pay now, and whom it is sent to. A link that a checkout would refuse is not sent. */
async function linkOf(flow: FlowContext, named: NamedOrder): Promise<Link> {
  const { query, aplazame } = flow
  const order = await orderToPay(query, named.id)
  if (!order) throw new ActionError("not_found")
  if (order.status === "canceled") throw new ActionError("order_cancelled")
  if (order.currency_code !== CURRENCY) throw new ActionError("nothing_outstanding")
  const collection = await payableCollection(flow, order)
  if (!order.email) throw new ActionError("email_missing")
  return { collection, email: order.email, number: String(named.display_id), language: spokenLanguage(named.locale) ?? aplazame.settings.language }
}

/** Of the collections that nobody has paid, the one that asks for what the order owes. A cart's is a link only while its order waits for that. */
async function payableCollection({ query, aplazame }: FlowContext, order: OrderToPay): Promise<Link["collection"]> {
  const waits = await aplazame.orders.waitsForLink(order.id)
  let refused: OrderObstacle = "order_already_paid"
  for (const collection of await openCollections(query, order.id)) {
    if (!waits && (await isOfCart(query, collection.id))) continue
    const { obstacle } = await judgeOrderPayment(query, order, collection.amount)
    if (obstacle === null) return collection
    refused = obstacle
  }
  throw new ActionError(refused === "order_already_paid" ? "nothing_outstanding" : refused)
}

/** The address that *Copy Aplazame link* copies: below the shop that Medusa's admin knows, else below ours. */
function addressOf({ container, aplazame }: FlowContext, collectionId: string): string {
  const { admin } = container.resolve<{ admin?: { storefrontUrl?: string } }>(ContainerRegistrationKeys.CONFIG_MODULE)
  return `${(admin?.storefrontUrl || aplazame.settings.storefrontUrl).replace(/\/+$/, "")}/payment-collection/${collectionId}`
}
