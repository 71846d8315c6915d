import type { IncomingMessage } from "node:http"

/** A notification is under 2 kB; this leaves room and stops everything else. */
export const MAX_BODY_BYTES = 64 * 1024

/** The body is larger than any notification. */
export class BodyTooLargeError extends Error {
  readonly code = "body_too_large"
}

/**
 * Reads a body that no parser has touched. Ours, because Medusa's parser runs before our middleware and
 * its errors would have the request logged with the key in its address.
 * @throws BodyTooLargeError as soon as the limit is passed
 */
export async function readNotificationBody(req: IncomingMessage, limit = MAX_BODY_BYTES): Promise<string> {
  if (Number(req.headers["content-length"] ?? 0) > limit) throw new BodyTooLargeError()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += part.length
    if (size > limit) throw new BodyTooLargeError()
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString("utf8")
}
