/**
 * What Node says when a system call or the look-up of a name fails for want of a network, a peer or room. The other names
 * of its list (`ENOENT`, `EINVAL` …) are faults of code.
 */
const OF_NODE: readonly unknown[] = [
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "ESOCKETTIMEDOUT", "EPIPE", "ENOTCONN", "EPROTO", "EAGAIN", "EADDRNOTAVAIL"],
  ...["EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ENETRESET", "ENOTFOUND", "EAI_AGAIN", "ESERVFAIL", "ETIMEOUT", "EREFUSED"],
  ...["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ENOSPC", "EIO"],
]
/** The same of undici (Node's `fetch`) and of axios. */
const OF_CLIENTS: readonly unknown[] = [
  ...["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_SOCKET", "UND_ERR_CLOSED", "UND_ERR_DESTROYED", "UND_ERR_ABORTED"],
  ...["ERR_NETWORK", "ERR_CANCELED", "ABORT_ERR"],
]
/** Names that Node, knex, the object mapper, ioredis and the workflow engine give to errors of their own. */
const NAMES: readonly unknown[] = [
  ...["AbortError", "TimeoutError", "KnexTimeoutError", "ConnectionException", "LockWaitTimeoutException", "DeadlockException"],
  ...["MaxRetriesPerRequestError", "ClusterAllFailedError", "TransactionStepTimeoutError", "TransactionTimeoutError"],
]
/**
 * Classes of Postgres' codes: connections, transactions that were rolled back, resources, locks, an administrator, the
 * machine, a fault inside. Those of data, constraints, statements and triggers (`22`, `23`, `42`, `P0`) come back the same.
 */
const OF_POSTGRES = /^(08|25|28|40|53|55|57|58|XX)[0-9A-Z]{3}$/
/** Whole sentences of pg, of Node's `fetch` and of Medusa's locking, for which their errors have neither a class nor a code. */
const SENTENCES: readonly RegExp[] = [
  /^(.* - )?Connection terminated( unexpectedly| due to connection timeout)?$/s,
  /^(.* - )?(timeout expired|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error and is not queryable)$/s,
  /^fetch failed$/,
  /^Timed-out acquiring lock\.$/,
  /^Failed to acquire lock for key "[^"]*"$/,
  /^"[^"]*" is already locked\.$/,
]
/** Errors of clients that bear the status of the answer. */
const OF_HTTP: readonly unknown[] = ["AxiosError", "FetchError"]
const BUSY: readonly unknown[] = [408, 425, 429]

/**
 * Whether an error is a temporary failure of the infrastructure, so that a retry may succeed. It is known by what a driver, a
 * client or Medusa's locking gives its errors: a class, a code, or a whole sentence of theirs; never by single words in a
 * sentence, because a store writes its own. An error may have lost its class in the workflow engine; its properties are left.
 */
export function isTemporary(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false
  const { name, code, severity, status, response, message, cause } = error as Record<string, unknown>
  if (typeof severity === "string" && typeof code === "string") return OF_POSTGRES.test(code)
  if (OF_NODE.includes(code) || OF_CLIENTS.includes(code) || NAMES.includes(name)) return true
  if (OF_HTTP.includes(name)) return isTemporaryStatus(status ?? (response as { status?: unknown } | null | undefined)?.status)
  // One without a code has lost its database.
  if (name === "DriverException" && code === undefined) return true
  if (typeof message === "string" && SENTENCES.some((sentence) => sentence.test(message))) return true
  return isTemporary(cause)
}

/** No answer, or one that says "not now". */
const isTemporaryStatus = (status: unknown): boolean => typeof status !== "number" || status >= 500 || BUSY.includes(status)
