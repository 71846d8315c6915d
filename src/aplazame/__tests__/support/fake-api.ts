import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { AplazameClient } from "../../client"
import type { AplazameClientOptions } from "../../client-options"
import { isAplazameError, type AplazameError } from "../../errors"

/** What the server saw of one call. */
export type SeenCall = {
  method: string
  path: string
  query: URLSearchParams
  rawUrl: string
  headers: IncomingHttpHeaders
  body: string
  socket: Socket
}

export type Handler = (call: SeenCall, response: ServerResponse, request: IncomingMessage) => void

export const PRIVATE_KEY = "priv-9f8e7d6c5b4a"
export const PUBLIC_KEY = "pub-1a2b3c4d5e6f"

/** A real HTTP server on a free port, which records every call. */
export class FakeApi {
  readonly calls: SeenCall[] = []
  readonly sockets = new Set<Socket>()
  handler: Handler = (_call, response) => void response.writeHead(500).end()

  private constructor(readonly url: string, private readonly stop: () => Promise<void>) {}

  static async start(): Promise<FakeApi> {
    const holder: { api?: FakeApi } = {}
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const url = new URL(request.url ?? "/", "http://fake.test")
        const call: SeenCall = {
          method: request.method ?? "",
          path: url.pathname,
          query: url.searchParams,
          rawUrl: request.url ?? "",
          headers: request.headers,
          body: Buffer.concat(chunks).toString("utf8"),
          socket: request.socket,
        }
        holder.api?.calls.push(call)
        holder.api?.sockets.add(request.socket)
        holder.api?.handler(call, response, request)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const api = new FakeApi(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    holder.api = api
    return api
  }

  /** Forgets calls and answers with this from now on. */
  on(handler: Handler): void {
    this.calls.length = 0
    this.sockets.clear()
    this.handler = handler
  }

  /** Answers every call with this JSON. */
  json(body: unknown, status = 200, headers: Record<string, string> = {}): void {
    this.on((_call, response) => sendJson(response, body, status, headers))
  }

  /** The only call; fails the test when there were more or none. */
  get call(): SeenCall {
    const [first] = this.calls
    if (first === undefined || this.calls.length !== 1) throw new Error(`expected one call, saw ${this.calls.length}`)
    return first
  }

  close(): Promise<void> {
    return this.stop()
  }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { "Content-Type": "application/json; charset=utf-8", "X-Aplazame-Media-Type": "aplazame.v1", ...headers })
    .end(JSON.stringify(body))
}

/** A client for the server, quick to give up. */
export function clientFor(url: string, options: Partial<AplazameClientOptions> = {}): AplazameClient {
  return new AplazameClient({ privateKey: PRIVATE_KEY, sandbox: true, baseUrl: url, retryBaseMs: 1, timeoutMs: 2_000, ...options })
}

/** The error of a promise that must fail with one of ours. */
export async function failureOf(promise: Promise<unknown>): Promise<AplazameError> {
  try {
    await promise
  } catch (error) {
    if (isAplazameError(error)) return error
    throw error
  }
  throw new Error("expected the call to fail")
}
