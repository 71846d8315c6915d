import { createHash, timingSafeEqual } from "node:crypto"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

const TOKEN = Symbol("aplazame access token")

type WithToken = { [TOKEN]?: string }

/**
 * Takes the key out of the address before anything can print it: Aplazame appends its private key to the
 * notification's query, and Medusa's request log prints the whole address when the answer is sent.
 */
export function hideAccessToken(req: MedusaRequest & WithToken, _res: MedusaResponse, next: MedusaNextFunction): void {
  const token = req.query.access_token
  req[TOKEN] = typeof token === "string" ? token : undefined
  delete req.query.access_token
  req.originalUrl = withoutQuery(req.originalUrl)
  req.url = withoutQuery(req.url)
  next()
}

const withoutQuery = (url: string): string => url.split("?")[0] ?? url

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

/**
 * True when the request bears one of our private keys, as `Authorization: Bearer` (Aplazame's docs) or as
 * `access_token` in the query (every plugin of theirs). Every key is compared with all that was given, in
 * constant time and to the end, so that the time says neither how much fits nor which key it was.
 */
export function isAuthentic(req: MedusaRequest & WithToken, keys: readonly string[]): boolean {
  const bearer = /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? "")?.[1]?.trim()
  const given = [bearer, req[TOKEN]].filter((text): text is string => text !== undefined).map(digest)
  const fits = keys.map(digest).flatMap((expected) => given.map((one) => timingSafeEqual(one, expected)))
  return fits.includes(true)
}
