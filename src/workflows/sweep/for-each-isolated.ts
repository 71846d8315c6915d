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

const PAGE = 100

/** The same for what is read in pages, in the order of the ids: `page` is told the last id seen, and how many it may answer. */
export async function forEachInPages<T extends { id: string }>(flow: Pick<FlowContext, "logger">, what: string, page: (after: string, limit: number) => Promise<T[]>, work: (one: T) => Promise<unknown>): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await page(after, PAGE)
    await forEachIsolated(flow, what, rows, work)
    if (rows.length < PAGE) return
    after = rows.at(-1)?.id ?? after
  }
}
