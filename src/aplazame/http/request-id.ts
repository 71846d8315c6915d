import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"

const current = new AsyncLocalStorage<string>()
const HEADER_SAFE = /^[\w.:-]{1,128}$/

/**
 * Runs work whose calls to Aplazame carry this id (`X-Request-Id`, log, trace), so that both sides can find them. It must not be
 * a datum of a person. One that can't go into a header is replaced by one by chance.
 */
export const withRequestId = <T>(id: string, work: () => T): T => current.run(HEADER_SAFE.test(id) ? id : randomUUID(), work)

/** The id of the work that is under way, or one by chance. */
export const requestId = (): string => current.getStore() ?? randomUUID()
