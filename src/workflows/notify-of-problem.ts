import type { INotificationModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import type { ProblemEventData } from "../modules/aplazame/events"
import { first } from "../modules/aplazame/reading"
import type { Language } from "../modules/aplazame/texts"
import type { FlowContext } from "./flow-context"

/** What Medusa's admin shows in its bell: the channel and the template of Medusa's own notes. */
const BELL = { channel: "feed", template: "admin-ui", to: "" } as const

const WORDS: Record<Language, { title: string; ofOrder: (number: string) => string; noOrder: string }> = {
  es: { title: "Aplazame necesita tu atención", ofOrder: (n) => `Pedido n.º ${n}. Qué pasa y qué puedes hacer: Aplazame → Problemas.`, noOrder: "Qué pasa y qué puedes hacer: Aplazame → Problemas." },
  en: { title: "Aplazame needs your attention", ofOrder: (n) => `Order #${n}. What happened and what you can do: Aplazame → Problems.`, noOrder: "What happened and what you can do: Aplazame → Problems." },
  pt: { title: "A Aplazame precisa da sua atenção", ofOrder: (n) => `Encomenda n.º ${n}. O que se passa e o que pode fazer: Aplazame → Problemas.`, noOrder: "O que se passa e o que pode fazer: Aplazame → Problemas." },
}

const orderSchema = z.object({ display_id: z.union([z.number(), z.string()]).nullish() })

/**
 * Notifies people of an opened problem: in the bell of the admin, and by the store's own e-mail provider to the addresses of
 * `tellProblems`. Once for each problem and address, also over repeats of the event and several processes, because Medusa's
 * notification module drops a second notification with the same key. It contains nothing personal. A channel that fails does
 * not stop the others; the problem stays on its page either way.
 */
export async function notifyOfProblem({ container, aplazame, query, logger }: FlowContext, problem: ProblemEventData): Promise<void> {
  const { feed, email, emailTemplate } = aplazame.settings.tellProblems
  if (!feed && email.length === 0) return
  const notifications = container.resolve<INotificationModuleService>(Modules.NOTIFICATION, { allowUnregistered: true })
  if (!notifications) return
  const order = problem.order_id ? orderSchema.parse((await first(query, "order", ["display_id"], { id: problem.order_id })) ?? {}) : null
  const { title, ofOrder, noOrder } = WORDS[aplazame.settings.language]
  const number = order?.display_id ?? null
  const data = { title, description: number === null ? noOrder : ofOrder(String(number)) }
  const more = { kind: problem.kind, problem_id: problem.id, order_id: problem.order_id, display_id: number }
  const notes = [...(feed ? [{ ...BELL, data }] : []), ...email.map((to) => ({ channel: "email", template: emailTemplate, to, data: { ...data, ...more } }))]
  for (const note of notes) {
    try {
      await notifications.createNotifications({ ...note, trigger_type: "aplazame.problem_opened", resource_id: problem.id, resource_type: "aplazame_problem", idempotency_key: `${problem.id}:${note.channel}:${note.to}` })
    } catch (error) {
      // The provider's own words may name the address.
      logger.warn(`aplazame: problem ${problem.id} not told by ${note.channel}: ${error instanceof Error ? error.name : "failed"}`)
    }
  }
}
