import { z } from "zod"
import { parseAnswerBody } from "../http/read-answer"
import type { ApiRequest } from "../http/request"
import type { Transport } from "../http/transport"

// Everything else in this answer is dropped: the private key may be among it.
const apiKeysSchema = z.object({ public_api_key: z.string().min(1) })
const meSchema = z.record(z.string(), z.unknown())

/** `GET /merchants/api-keys`: the public key that belongs to the private one; 401 when that is wrong. */
export async function apiKeys(transport: Transport): Promise<{ public_api_key: string }> {
  const request: ApiRequest = { method: "GET", path: "/merchants/api-keys", operation: "GET /merchants/api-keys", version: 1 }
  return parseAnswerBody(request, await transport.send(request), apiKeysSchema)
}

/** `GET /me`: the merchant's account, as received. */
export async function me(transport: Transport): Promise<Record<string, unknown>> {
  const request: ApiRequest = { method: "GET", path: "/me", operation: "GET /me", version: 1 }
  return parseAnswerBody(request, await transport.send(request), meSchema)
}
