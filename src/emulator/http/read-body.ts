import type { IncomingMessage } from "node:http"
import { parseProblem, tooLarge, unsupportedMedia } from "./problems"

const MAX_BODY = 2_000_000

/** The raw bytes of the request; 413 above two megabytes. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size <= MAX_BODY) parts.push(part)
  }
  if (size > MAX_BODY) throw tooLarge()
  return Buffer.concat(parts)
}

/**
 * The body as a value: JSON, or a form (some documented samples send `amount=10050`), whose whole numbers become numbers.
 * The documented samples also send JSON without a Content-Type, and as the form that curl makes of it: both are JSON.
 * No body is `undefined`. Throws 400 for broken JSON and 415 for another Content-Type.
 */
export function parseBody(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  const text = bytes.toString("utf8")
  if (type === "application/x-www-form-urlencoded" && !/^\s*[[{]/.test(text)) return formValue(text)
  if (!["", "application/json", "application/x-www-form-urlencoded"].includes(type) && !/^application\/[\w.-]+\+json$/.test(type)) throw unsupportedMedia(type)
  try {
    return JSON.parse(text)
  } catch {
    throw parseProblem()
  }
}

function formValue(text: string): Record<string, string | number> {
  const entries = [...new URLSearchParams(text)].map(([name, value]) => [name, /^-?\d+$/.test(value) ? Number(value) : value] as const)
  return Object.fromEntries(entries)
}
