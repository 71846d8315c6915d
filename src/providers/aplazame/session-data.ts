import { MedusaError } from "@medusajs/framework/utils"
import type { ResolvedOptions } from "../../config/options"

/** All that a session of ours holds. Everybody can read it, so there is nothing secret in it. */
export type SessionData = { session_id: string; public_key: string; sandbox: boolean }

/**
 * The data we give to Medusa. Every key that we ever read is in it, because Medusa merges it over what
 * the browser sent: a key that we leave out would stay as the browser wrote it.
 */
export const publicData = (sessionId: string, settings: ResolvedOptions): SessionData => ({
  session_id: sessionId,
  public_key: settings.publicKey,
  sandbox: settings.sandbox,
})

/**
 * The session's id: the idempotency key where Medusa gives it (initiate, authorize), else the id that
 * Medusa puts into the data.
 */
export function sessionIdOf(input: { context?: { idempotency_key?: string }; data?: Record<string, unknown> }): string {
  const id = input.context?.idempotency_key ?? input.data?.session_id
  if (typeof id === "string" && id) return id
  throw new MedusaError(MedusaError.Types.INVALID_DATA, "Medusa gave no payment session id")
}
