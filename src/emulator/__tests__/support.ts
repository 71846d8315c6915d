import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { EmulatorControl, startEmulator, type EmulatorOptions, type RunningEmulator } from "../index"

export interface Reply { status: number; body: Record<string, unknown>; raw: string; headers: Headers }

export interface CallOptions { body?: unknown; raw?: string; side?: "sandbox" | "live"; version?: number; key?: string | null; accept?: string; type?: string }

/** A running emulator with short ways to call its merchant API. */
export class Bench {
  readonly control: EmulatorControl

  private constructor(readonly emulator: RunningEmulator) {
    this.control = new EmulatorControl(emulator.url)
  }

  static async start(options: EmulatorOptions = {}): Promise<Bench> {
    return new Bench(await startEmulator({ quiet: true, ...options }))
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const { side = "sandbox", version = path.startsWith("/checkout") ? 4 : 1, key = this.emulator.privateKey } = options
    const headers: Record<string, string> = { accept: options.accept ?? `application/vnd.aplazame.${side === "sandbox" ? "sandbox." : ""}v${version}+json` }
    if (key !== null) headers.authorization = `Bearer ${key}`
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
    if (body !== undefined) headers["content-type"] = options.type ?? "application/json"
    const response = await fetch(this.emulator.url + path, { method, headers, body })
    const raw = await response.text()
    return { status: response.status, raw, body: parse(raw), headers: response.headers }
  }

  /** Creates a checkout and gives Aplazame's id. */
  async checkout(mid: string, options: PayloadOptions = {}): Promise<string> {
    const reply = await this.call("POST", "/checkout", { body: payload(mid, options), side: options.side })
    if (reply.status !== 201) throw new Error(`checkout answered ${reply.status} ${reply.raw}`)
    return String(reply.body.id)
  }

  /** A confirmed order of 100.00 (or `total`); the store says ok. */
  async confirmed(mid: string, product: "instalments" | "pay_in_4" | "pay_later", options: PayloadOptions & { notification_url: string }): Promise<string> {
    const id = await this.checkout(mid, { ...options, product })
    const view = await this.control.approve(id)
    if (view.status !== "ok") throw new Error(`not confirmed: ${view.status}/${view.status_reason} ${JSON.stringify(view.notifications)}`)
    return id
  }

  close(): Promise<void> {
    return this.emulator.close()
  }
}

export interface PayloadOptions {
  total?: number
  product?: "instalments" | "pay_in_4" | "pay_later"
  side?: "sandbox" | "live"
  notification_url?: string
  merchant?: Record<string, unknown>
  customer?: Record<string, unknown>
}

export function payload(mid: string, options: PayloadOptions = {}): Record<string, unknown> {
  const total = options.total ?? 10000
  return {
    merchant: { notification_url: options.notification_url ?? "http://127.0.0.1:9/none", success_url: "/ok", ...options.merchant },
    order: { id: mid, currency: "EUR", total_amount: total, articles: [article(total)] },
    customer: options.customer ?? { email: "alice@example.com", first_name: "Alice", last_name: "Núñez", type: "e", gender: 1, id: "c-1" },
    ...(options.product ? { product: { type: options.product } } : {}),
  }
}

export function article(price: number): Record<string, unknown> {
  return { id: "a-1", name: "Agua de colonia", quantity: 1, price, tax_rate: 0, url: "http://shop.example/a", image_url: "http://shop.example/a.jpg" }
}

export interface Received { url: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }

/** A store that records notifications and answers what `answer` says. */
export class FakeStore {
  readonly received: Received[] = []
  answer: (notification: Received, count: number) => { status: number; body: unknown } | Promise<{ status: number; body: unknown }> = () => ({ status: 200, body: { status: "ok" } })

  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(): Promise<FakeStore> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const store = new FakeStore(server, `http://127.0.0.1:${port}/hook?shop=1`)
    server.on("request", (request, response) => {
      const parts: Buffer[] = []
      request.on("data", (part: Buffer) => parts.push(part))
      request.on("end", () => {
        const notification = { url: request.url ?? "", headers: request.headers, body: parse(Buffer.concat(parts).toString("utf8")) }
        store.received.push(notification)
        Promise.resolve(store.answer(notification, store.received.length)).then(({ status, body }) => {
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
        }, () => response.destroy())
      })
    })
    return store
  }

  statuses(): string[] {
    return this.received.map(({ body }) => `${String(body.status)}/${String(body.status_reason)}`)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}

export async function until(holds: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not come about in time")
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: Record<string, unknown> = JSON.parse(text)
    return value
  } catch {
    return {}
  }
}

/**
 * One emulator and one store for the tests of a file.
 * @param take gets both once they run
 * @param options `fresh`: each test begins with an empty emulator and a store that says ok
 */
export function withEmulator(take: (running: { bench: Bench; store: FakeStore }) => void, { fresh = false } = {}): void {
  let running: { bench: Bench; store: FakeStore }
  beforeAll(async () => {
    running = { bench: await Bench.start(), store: await FakeStore.start() }
    take(running)
  })
  afterAll(async () => {
    await running.bench.close()
    await running.store.close()
  })
  if (!fresh) return
  beforeEach(async () => {
    await running.bench.control.reset()
    running.store.received.length = 0
    running.store.answer = () => ({ status: 200, body: { status: "ok" } })
  })
}
