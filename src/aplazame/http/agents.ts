import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"

/**
 * Connections are kept open between calls. An idle one is dropped after 4 seconds, before the 5 seconds
 * after which many servers close it from their side: a POST that meets such a half-closed connection is
 * reset, and nobody can tell whether it was received.
 */
const OPTIONS = { keepAlive: true, keepAliveMsecs: 1_000, maxFreeSockets: 16, timeout: 4_000 } as const

/** A pair of keep-alive agents, one pair per client. */
export function createAgents(): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  return { httpAgent: new HttpAgent(OPTIONS), httpsAgent: new HttpsAgent(OPTIONS) }
}
