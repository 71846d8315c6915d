import { createHash, timingSafeEqual } from "node:crypto"
import type { KeyKind } from "./endpoint"
import { forbidden, unauthorized } from "./problems"

export interface Keys { privateKey: string; publicKey: string }

/**
 * 401 without a bearer token or with a wrong one; the public key on a private endpoint is a wrong one. The private key on
 * a browser endpoint is 403 ("key not permitted", docs: Aplazame API, simulator): it must never get that far.
 */
export function authorize(header: string | undefined, needs: KeyKind, keys: Keys): void {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1]
  if (token === undefined) throw unauthorized()
  if (same(token, needs === "private" ? keys.privateKey : keys.publicKey)) return
  if (needs === "public" && same(token, keys.privateKey)) throw forbidden("This key is not permitted here.")
  throw unauthorized("Invalid token.")
}

export function same(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}
