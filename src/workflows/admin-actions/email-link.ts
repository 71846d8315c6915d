import type { INotificationModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { formatCents, scrub } from "../../aplazame"
import { messageOf } from "../../aplazame/message-of"
import { spokenLanguage } from "../../mapping"
import { LINK_EMAIL } from "../../modules/aplazame/models/admin-action"
import { namedOrder, orderToPay } from "../../modules/aplazame/reading"
import type { Language } from "../../modules/aplazame/texts"
import { flowContext, type FlowContext } from "../flow-context"
import { ActionError, isActionCode } from "./action-error"
import { actionStore } from "./action-store"
import { overviewOf, paymentLinkOf, type Overview, type PaymentLink } from "./overview"
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
  const { container, aplazame, logger, query } = flow
  const template = aplazame.settings.linkEmailTemplate
  const notifications = container.resolve<INotificationModuleService>(Modules.NOTIFICATION, { allowUnregistered: true })
  if (template === undefined || !notifications) throw new ActionError("email_off")
  let personal: string[] = []
  try {
    if (named.status === "canceled") throw new ActionError("order_cancelled")
    const email = (await orderToPay(query, id))?.email
    if (!email) throw new ActionError("email_missing")
    const { url, amount } = await linkOf(flow, id)
    personal = email.split("@")
    const language = spokenLanguage(named.locale) ?? aplazame.settings.language
    const { title, description } = WORDS[language]
    const number = String(named.display_id)
    const data = { title: title(number), description: description(formatCents(amount, CURRENCY, language)), url, amount, currency_code: CURRENCY, display_id: number, language }
    await notifications.createNotifications({ channel: "email", template, to: email, data, trigger_type: "aplazame.payment_link", resource_id: id, resource_type: "order", idempotency_key: `aplazame-link:${token}` })
  } catch (error) {
    if (error instanceof ActionError) throw error
    // The provider's words, or those of the database, may name the address.
    logger.warn(`aplazame: the payment link of ${id} was not sent: ${scrub(messageOf(error), { personal })}`)
    throw new ActionError("email_failed")
  }
}

type NamedOrder = NonNullable<Awaited<ReturnType<typeof namedOrder>>>

/** The link that the page shows. One that a checkout would refuse is not sent. */
async function linkOf(flow: FlowContext, orderId: string): Promise<PaymentLink> {
  const found = await paymentLinkOf(flow, orderId)
  if (found.link) return found.link
  throw new ActionError(isActionCode(found.reason) ? found.reason : "nothing_outstanding")
}
