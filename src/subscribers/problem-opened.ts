import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { APLAZAME_EVENTS, type ProblemEventData } from "../modules/aplazame/events"
import { flowContext } from "../workflows/flow-context"
import { notifyOfProblem } from "../workflows/notify-of-problem"

/** A problem that was opened reaches people: the admin's bell, and e-mail where the store has asked for it. */
export default async function onProblemOpened({ event, container }: SubscriberArgs<ProblemEventData>): Promise<void> {
  await notifyOfProblem(flowContext(container), event.data)
}

export const config: SubscriberConfig = { event: APLAZAME_EVENTS.PROBLEM_OPENED, context: { subscriberId: "aplazame-problem-opened" } }
