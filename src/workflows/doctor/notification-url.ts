import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { DEFAULT_API_BASE_URL, notificationUrl, type ResolvedOptions } from "../../config/options"
import { finding, fine, type Finding } from "./finding"

const PATIENCE_MS = 5_000

/**
 * Where Aplazame sends its notifications: an address of the outside, by https, behind which our own route
 * answers. Called from inside, so a firewall in between is not seen; an emulator on this machine needs no
 * outside.
 */
export async function checkNotificationUrl(settings: Pick<ResolvedOptions, "backendUrl" | "apiBaseUrl">): Promise<Finding> {
  const url = notificationUrl(settings)
  const { hostname, protocol } = new URL(url)
  const emulated = settings.apiBaseUrl !== DEFAULT_API_BASE_URL
  const figures = { url }
  const address = await addressOf(hostname)
  if (address === null) return finding("notification_url", "error", "unknown_host", figures)
  if (isPrivate(address) && !emulated) return finding("notification_url", "error", "private", figures)
  const answered = await ours(url)
  if (answered === "no_answer") return finding("notification_url", isPrivate(address) ? "error" : "warning", "no_answer", figures)
  if (answered === "not_ours") return finding("notification_url", "error", "wrong", figures)
  if (isPrivate(address)) return finding("notification_url", "info", "emulator", figures)
  return protocol === "https:" ? fine("notification_url", figures) : finding("notification_url", "warning", "not_https", figures)
}

async function addressOf(hostname: string): Promise<string | null> {
  const bare = hostname.replace(/^\[|\]$/g, "")
  if (isIP(bare)) return bare
  try {
    return (await lookup(bare)).address
  } catch {
    return null
  }
}

/** Addresses that nobody outside can reach: RFC 1918, loopback, link-local, shared and unique local ones. */
export function isPrivate(address: string): boolean {
  if (address.includes(":")) return /^(::1?$|fe[89ab]|f[cd])/i.test(address) || (/^::ffff:/i.test(address) && isPrivate(address.slice(7)))
  const [a = 0, b = 0] = address.split(".").map(Number)
  return a === 0 || a === 10 || a === 127 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127)
}

/** A call without the key: our route answers 403 (or 429) in Aplazame's own format, nothing else does. */
async function ours(url: string): Promise<"ours" | "not_ours" | "no_answer"> {
  try {
    const answer = await fetch(url, { method: "POST", body: "{}", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) })
    const expected = answer.status === 403 ? "FORBIDDEN" : answer.status === 429 ? "TOO_MANY_REQUESTS" : null
    const body: unknown = expected ? await answer.json().catch(() => null) : null
    const typed = typeof body === "object" && body !== null && "type" in body && body.type === expected
    return typed ? "ours" : "not_ours"
  } catch {
    return "no_answer"
  }
}
