import { isIP } from "node:net"
import type { MedusaRequest } from "@medusajs/framework/http"

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * Who is calling, as Express has it: Medusa trusts one proxy, so this is the last address of X-Forwarded-For, or
 * the connection's own where there is no such header or it holds no address. Of IPv6 the network of 64 bits,
 * which is what one subscriber has.
 */
export function clientAddress(req: Pick<MedusaRequest, "ip" | "socket">): string {
  const address = [req.ip, req.socket.remoteAddress].find((one) => one !== undefined && isIP(one) !== 0)
  if (address === undefined) return "unknown"
  const mapped = MAPPED.exec(address)?.[1]
  if (mapped) return mapped
  return isIP(address) === 6 ? network(address) : address
}

function network(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::")
  const left = head.split(":").filter((group) => group !== "")
  const right = (tail ?? "").split(":").filter((group) => group !== "")
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right]
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(":")}::/64`
}
