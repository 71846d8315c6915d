import { randomInt } from "node:crypto"
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** Which server a request goes to; undefined: any. */
type Route = (path: string) => number | undefined

export type Balancer = {
  url: string
  /** Until the next call requests go where this says; without an argument anywhere again. */
  route(rule?: Route): void
  close(): Promise<void>
}

/** Sends each request to one of the servers at random, and to another one where nobody listens. */
export async function openBalancer(targets: readonly string[]): Promise<Balancer> {
  let rule: Route = () => undefined
  const choose = (path: string): string[] => {
    const first = rule(path) ?? randomInt(targets.length)
    return targets.map((_, i) => targets[(first + i) % targets.length]!)
  }
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => forward(choose(req.url ?? "/"), req, Buffer.concat(chunks), res))
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    route: (wanted = () => undefined) => void (rule = wanted),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A request that nobody has heard goes to the next; one that breaks on its way breaks for the caller too. */
function forward([target, ...others]: string[], req: IncomingMessage, body: Buffer, res: ServerResponse): void {
  if (target === undefined) return void res.writeHead(502).end()
  const onward = request(`${target}${req.url ?? "/"}`, { method: req.method, headers: { ...req.headers, connection: "close" }, agent: false }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
    answer.once("error", () => res.destroy())
  })
  onward.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") forward(others, req, body, res)
    else if (res.headersSent) res.destroy()
    else res.writeHead(502).end()
  })
  res.once("close", () => onward.destroy())
  onward.end(body)
}
