import { lookup } from "node:dns/promises"
import { BlockList, isIP, isIPv6 } from "node:net"
import { DEFAULT_API_BASE_URL, notificationUrl, type ResolvedOptions } from "../../config/options"
import { finding, fine, type Finding } from "./finding"

const TIMEOUT_MS = 5_000

/**
 * Checks the address to which Aplazame sends its notifications: public, by https, and answered by our own route. The call
 * comes from inside, so a firewall in between is not seen. An emulator on this machine needs no public address.
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

const IPV4_RANGES = ["0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"]
const IPV6_RANGES = ["::/127", "fe80::/10", "fc00::/7"]

/** Addresses that can't be reached from outside: RFC 1918, loopback, link-local, shared and unique local ones. */
const PRIVATE = new BlockList()
for (const range of [...IPV4_RANGES, ...IPV6_RANGES]) {
  const [network = "", prefix] = range.split("/")
  PRIVATE.addSubnet(network, Number(prefix), isIPv6(network) ? "ipv6" : "ipv4")
}

/** Also for an IPv4 address that is mapped into IPv6. */
export const isPrivate = (address: string): boolean => PRIVATE.check(address, isIPv6(address) ? "ipv6" : "ipv4")

/** A call without the key: our route answers 403 (or 429) in Aplazame's own format, nothing else does. */
async function ours(url: string): Promise<"ours" | "not_ours" | "no_answer"> {
  try {
    const answer = await fetch(url, { method: "POST", body: "{}", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) })
    const expected = answer.status === 403 ? "FORBIDDEN" : answer.status === 429 ? "TOO_MANY_REQUESTS" : null
    const body: unknown = expected ? await answer.json().catch(() => null) : null
    const typed = typeof body === "object" && body !== null && "type" in body && body.type === expected
    return typed ? "ours" : "not_ours"
  } catch {
    return "no_answer"
  }
}
