import type { FlowContext } from "../flow-context"

/** Does the work for each, one after the other. One that fails is noted in the log, and keeps none of the others from its turn. */
export async function eachOnItsOwn<T extends string | { id: string }>({ logger }: Pick<FlowContext, "logger">, what: string, all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      const id = typeof one === "string" ? one : one.id
      logger.warn(`aplazame: ${what} ${id}: ${error instanceof Error ? error.message : "failed"}`)
    }
  }
}
