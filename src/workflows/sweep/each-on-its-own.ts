import type { FlowContext } from "../flow-context"

/** Does the work for each, one after the other. One that fails is noted in the log, and keeps none of the others from its turn. */
export async function eachOnItsOwn({ logger }: Pick<FlowContext, "logger">, what: string, ids: Iterable<string>, work: (id: string) => Promise<unknown>): Promise<void> {
  for (const id of ids) {
    try {
      await work(id)
    } catch (error) {
      logger.warn(`aplazame: ${what} ${id}: ${error instanceof Error ? error.message : "failed"}`)
    }
  }
}
