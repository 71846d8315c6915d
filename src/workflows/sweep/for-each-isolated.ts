import { messageOf } from "../../aplazame/message-of"
import type { FlowContext } from "../flow-context"

/** Does the work for each item, one after the other. A failure is logged and does not stop the others. */
export async function forEachIsolated<T extends string | { id: string }>({ logger }: Pick<FlowContext, "logger">, what: string, all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      const id = typeof one === "string" ? one : one.id
      logger.warn(`aplazame: ${what} ${id}: ${messageOf(error)}`)
    }
  }
}
