import { startEmulator, type RunningEmulator } from "../../src/emulator"
import { FIELDS, OLD_NAMES, OLD_ORDERINGS, ORDERINGS } from "./facts"

/** An Aplazame to ask: the sandbox side of the API at `url`. */
export interface Target { url: string; privateKey: string }

/** What was asked, and how it was answered: the status and the names in the body, never a value. */
interface Seen { name: string; answer: string }

type Body = Record<string, unknown>
interface Answer { status: number; body: unknown; says: string }

const TIMEOUT_MS = 20_000

/**
 * Asks the sandbox and an emulator the same, and gives what differs. Safe on a sandbox: lists are read, checkouts are begun
 * that nobody pays, and nothing that a shopper has confirmed is touched. Each line holds names and codes only.
 */
export async function compareWithSandbox(sandbox: Target): Promise<string[]> {
  const emulator: RunningEmulator = await startEmulator({ quiet: true })
  try {
    const [theirs, ours] = [await look(sandbox), await look({ url: emulator.url, privateKey: emulator.privateKey })]
    const lines = theirs.map(({ name, answer }, index) => {
      const here = ours[index]?.answer ?? "not asked"
      return answer === here ? null : `differs  ${name}\n           sandbox:  ${answer}\n           emulator: ${here}`
    })
    const differing = lines.filter((line) => line !== null)
    return [...differing, `${theirs.length} questions, ${differing.length} answered otherwise than by the emulator`].map((line) => withoutKey(line, sandbox.privateKey))
  } finally {
    await emulator.close()
  }
}

/** Keys appear nowhere: also not where an answer repeats one. */
function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, "***")
}

async function look(target: Target): Promise<Seen[]> {
  const seen: Seen[] = []
  const ask = async (name: string, method: string, path: string, options: { body?: unknown; version?: number; key?: string } = {}): Promise<Answer> => {
    const answer = await send(target, method, path, options)
    seen.push({ name, answer: answer.says })
    return answer
  }
  await ask("GET /merchants/api-keys", "GET", "/merchants/api-keys")
  await ask("a wrong key", "GET", "/orders", { key: "not-a-key" })
  for (const query of listQueries()) await ask(`GET /orders?${query}`, "GET", `/orders?${query}`)
  await ask("a filter that no document has", "GET", "/orders?colour=red")
  await ask("a page after the last", "GET", "/orders?page=100000")
  await ask("an unknown order", "GET", "/orders/conformance-unknown")
  await ask("cancel of an unknown order", "POST", "/orders/conformance-unknown/cancel")
  await ask("DELETE /orders", "DELETE", "/orders")
  await ask("a doubled slash", "GET", "//orders")
  for (const path of ["/me", "/customers", "/merchants", "/me/operations", "/me/payments", "/me/instalment-payments", "/me/campaigns"]) await ask(`GET ${path}`, "GET", path)

  // Checkouts that end by themselves: nobody opens them.
  const run = `conformance-${Date.now()}`
  for (const [name, change] of PROBES) await ask(`POST /checkout: ${name}`, "POST", "/checkout", { version: 4, body: change(checkout(`${run}-${seen.length}`)) })
  await ask("POST /checkout by v1", "POST", "/checkout", { version: 1, body: checkout(`${run}-v1`) })
  const { body } = await ask("POST /checkout", "POST", "/checkout", { version: 4, body: checkout(run) })
  await ask("POST /checkout again, the same", "POST", "/checkout", { version: 4, body: checkout(run) })
  await ask("POST /checkout again, another amount", "POST", "/checkout", { version: 4, body: withOrder(checkout(run), { total_amount: 24200, articles: [article({ price: 20000 })] }) })
  const id = typeof body === "object" && body !== null && "id" in body && typeof body.id === "string" ? encodeURIComponent(body.id) : run
  await ask("GET /orders/:id of a checkout that has begun", "GET", `/orders/${id}`)
  await ask("GET /orders/:mid of it", "GET", `/orders/${run}`)
  await ask("GET /checkout/:id/status of it", "GET", `/checkout/${id}/status`, { version: 3 })
  for (const what of ["captures", "refund", "void"]) {
    await ask(`GET /orders/:id/${what} of it`, "GET", `/orders/${id}/${what}`)
    await ask(`POST /orders/:id/${what} of it`, "POST", `/orders/${id}/${what}`, { body: { amount: 100 } })
  }
  await ask("POST /orders/:id/history of it", "POST", `/orders/${id}/history`, {
    body: [{ id: "1", amount: 12080, due: "", status: "cancelled", type: "paypal", order_date: "2014-03-21T13:56:45+0000", currency: "EUR", billing: null }],
  })
  await ask("PUT /orders/:id of it", "PUT", `/orders/${id}`, { body: { order: { articles: [article({})], currency: "EUR", total_amount: 12100 } } })
  await ask("POST /orders/:id/cancel of it", "POST", `/orders/${id}/cancel`)
  return seen
}

function listQueries(): string[] {
  return [
    "page=1", "q=conformance", ...FIELDS.map(([field, families, value]) => (families[0] === "isnull" ? `${field}-isnull=yes` : `${field}=${encodeURIComponent(value)}`)),
    ...ORDERINGS.map((key) => `ordering=${key}`), ...OLD_NAMES.map(([old, , value]) => `${old}=${encodeURIComponent(value)}`), ...OLD_ORDERINGS.map(([old]) => `ordering=${old}`),
  ]
}

const article = (change: Body): Body => ({
  id: "conformance", name: "Conformance", url: "https://shop.example/a", image_url: "https://shop.example/a.jpg", quantity: 1, price: 10000, tax_rate: 2100, ...change,
})
const checkout = (mid: string): Body => ({
  toc: true,
  merchant: { notification_url: "https://shop.example/hook", success_url: "https://shop.example/ok", pending_url: "https://shop.example/pending", error_url: "https://shop.example/error", timeout_checkout: 1, timeout_extra: 0 },
  order: { id: mid, currency: "EUR", tax_rate: 2100, total_amount: 12100, articles: [article({})] },
  customer: { email: "conformance@example.com", type: "g", gender: 0 },
  shipping: { ...address, name: "Correos", price: 0 },
})
const address: Body = { first_name: "Prueba", last_name: "Prueba", street: "Calle Mayor 1", city: "Madrid", state: "Madrid", country: "ES", postcode: "28013" }
const withOrder = (body: Body, change: Body): Body => ({ ...body, order: { ...(body.order as Body), ...change } })
const withLine = (change: Body) => (body: Body): Body => withOrder(body, { articles: [article(change)] })

/** What nobody knows, one question each: these answers choose between the emulator's profiles. */
const PROBES: readonly [name: string, change: (body: Body) => Body][] = [
  ["a blank street", (body) => ({ ...body, billing: { ...address, street: "" } })],
  ["a blank description", withLine({ description: "" })],
  ["a blank picture", withLine({ image_url: "" })],
  ["no province (false)", (body) => ({ ...body, billing: { ...address, state: false } })],
  ["a name of 300 letters", withLine({ name: "x".repeat(300) })],
  ["a description of 300 letters", withLine({ description: "x".repeat(300) })],
  ["an article for nothing", (body) => withOrder(body, { articles: [article({}), article({ id: "gift", price: 0 })] })],
  ["an article id twice", (body) => withOrder(body, { articles: [article({ price: 4000 }), article({ price: 6000 })] })],
  ["quantity 0", (body) => withOrder(body, { articles: [article({}), article({ id: "none", quantity: 0 })] })],
  ["a discount below zero", withLine({ price: 9000, discount: -1000 })],
  ["a sum that is 10.00 off", (body) => withOrder(body, { total_amount: 13100 })],
  ["a sum that is 0.01 off", (body) => withOrder(body, { total_amount: 12101 })],
  ["a discount of the order, taxed like the article", (body) => withOrder(body, { tax_rate: undefined, discount: 1000, total_amount: 10890 })],
  ["no shipping", (body) => ({ ...body, shipping: undefined })],
]

async function send(target: Target, method: string, path: string, { body, version = 1, key = target.privateKey }: { body?: unknown; version?: number; key?: string }): Promise<Answer> {
  try {
    const response = await fetch(target.url + path, {
      method, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: `application/vnd.aplazame.sandbox.v${version}+json`, authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answered = read(await response.text())
    return { status: response.status, body: answered, says: `${response.status} ${names(answered)}`.trim() }
  } catch (error) {
    return { status: 0, body: undefined, says: `no answer (${error instanceof Error ? error.name : "unknown failure"})` }
  }
}

function read(text: string): unknown {
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return "not JSON"
  }
}

/** The fields of an object, and those of an error; what a list holds differs by account and is left out. */
function names(value: unknown): string {
  if (value === undefined) return ""
  if (typeof value !== "object" || value === null || Array.isArray(value)) return Array.isArray(value) ? "a list" : "no object"
  return `{ ${Object.entries(value).map(([key, inner]) => (key === "error" ? `error: ${names(inner)}` : key === "fields" ? `fields: ${names(inner)}` : key)).sort().join(", ")} }`
}
