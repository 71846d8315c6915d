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
 * True when the request bears our private key, as `Authorization: Bearer` (Aplazame's docs) or as
 * `access_token` in the query (every plugin of theirs). Compared in constant time.
 */
export function isAuthentic(req: MedusaRequest & WithToken, privateKey: string): boolean {
  const bearer = /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? "")?.[1]?.trim()
  const expected = digest(privateKey)
  return [bearer, req[TOKEN]].some((given) => given !== undefined && timingSafeEqual(digest(given), expected))
}
