import { startEmulator, type RunningEmulator } from "../../src/emulator"
import { LOOKUP_QUERIES, OLD_NAMES, OLD_ORDERINGS, ORDERINGS } from "./facts"

/** An Aplazame to ask: the sandbox side of the API at `url`. */
export interface Target { url: string; privateKey: string }

/** What was asked, and how it was answered: the status, and the names in the body with the kinds of their values, never a value. */
interface Seen { name: string; answer: string }

type Body = Record<string, unknown>
interface Answer { status: number; body: unknown; says: string }
interface Request { body?: unknown; version?: number; key?: string; type?: string | null; format?: string }

const TIMEOUT_MS = 20_000

/**
 * Asks the sandbox and an emulator the same, and gives what differs. Safe on a sandbox: lists are read, checkouts are begun
 * that nobody pays, and nothing that a shopper has confirmed is touched. Each line holds names, kinds and codes only. Where
 * the key is refused or nobody answers, that is all it says: nothing could be learnt from the rest.
 */
export async function compareWithSandbox(sandbox: Target): Promise<string[]> {
  const refused = await whyNot(sandbox)
  if (refused !== null) return [withoutKey(refused, sandbox.privateKey)]
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

/** Why there is nothing to compare with: two questions are answered to every key that is right. */
async function whyNot(sandbox: Target): Promise<string | null> {
  const answers = [await send(sandbox, "GET", "/merchants/api-keys"), await send(sandbox, "GET", "/orders")]
  if (answers.every(({ status }) => status === 401)) return "The key was refused (401): nothing was compared. It must be the private key of the store's account."
  return answers.every(({ status }) => status === 0) ? `Aplazame gave ${answers[0]?.says ?? "no answer"}: nothing was compared.` : null
}

/** Keys appear nowhere: also not where an answer repeats one. */
function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, "***")
}

async function look(target: Target): Promise<Seen[]> {
  const seen: Seen[] = []
  const ask = async (name: string, method: string, path: string, options: Request = {}): Promise<Answer> => {
    const answer = await send(target, method, path, options)
    seen.push({ name, answer: answer.says })
    return answer
  }
  const keys = await ask("GET /merchants/api-keys", "GET", "/merchants/api-keys")
  await ask("a wrong key", "GET", "/orders", { key: "not-a-key" })
  for (const query of listQueries()) await ask(`GET /orders?${query}`, "GET", `/orders?${query}`)
  await ask("a filter that no document has", "GET", "/orders?colour=red")
  await ask("a page after the last", "GET", "/orders?page=100000")
  await ask("an unknown order", "GET", "/orders/conformance-unknown")
  await ask("cancel of an unknown order", "POST", "/orders/conformance-unknown/cancel")
  await ask("DELETE /orders", "DELETE", "/orders")
  await ask("a doubled slash", "GET", "//orders")
  for (const path of ["/me", "/customers", "/merchants", "/me/operations", "/me/payments", "/me/instalment-payments", "/me/campaigns"]) await ask(`GET ${path}`, "GET", path)

  await ask("a list as XML", "GET", "/orders", { format: "xml" })
  const publicKey = textIn(keys.body, "public_api_key")
  for (const country of publicKey === undefined ? [] : ["ES", "es", "en"]) {
    for (const path of ["/checkout/button", "/instalment-plan-simulator"]) {
      await ask(`GET ${path} for ${country}`, "GET", `${path}?amount=12100&currency=EUR&country=${country}`, { key: publicKey })
    }
  }

  // Checkouts that end by themselves: nobody opens them.
  const run = `conformance-${Date.now()}`
  for (const [name, change] of PROBES) await ask(`POST /checkout: ${name}`, "POST", "/checkout", { version: 4, body: change(checkout(`${run}-${seen.length}`)) })
  await ask("POST /checkout by v1", "POST", "/checkout", { version: 1, body: checkout(`${run}-v1`) })
  await ask("POST /checkout, JSON without a type", "POST", "/checkout", { version: 4, type: null, body: checkout(`${run}-typeless`) })
  await ask("POST /checkout, JSON as a form", "POST", "/checkout", { version: 4, type: "application/x-www-form-urlencoded", body: checkout(`${run}-form`) })
  const { body } = await ask("POST /checkout", "POST", "/checkout", { version: 4, body: checkout(run) })
  await ask("POST /checkout again, the same", "POST", "/checkout", { version: 4, body: checkout(run) })
  await ask("POST /checkout again, another amount", "POST", "/checkout", { version: 4, body: withOrder(checkout(run), { total_amount: 24200, articles: [article({ price: 20000 })] }) })
  const id = encodeURIComponent(textIn(body, "id") ?? run)
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
    "page=1", "q=conformance", ...LOOKUP_QUERIES.map((query) => new URLSearchParams(query).toString()),
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
  ["a blank name of an article", withLine({ name: "" })],
  ["a phone that is none", (body) => ({ ...body, billing: { ...address, phone: "no tengo" } })],
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

async function send(target: Target, method: string, path: string, { body, version = 1, key = target.privateKey, type = "application/json", format = "json" }: Request = {}): Promise<Answer> {
  try {
    const response = await fetch(target.url + path, {
      method, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: `application/vnd.aplazame.sandbox.v${version}+${format}`, authorization: `Bearer ${key}`, ...(body === undefined || type === null ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
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

/** What `key` of an answer holds, if that is a text. */
function textIn(body: unknown, key: string): string | undefined {
  const value: unknown = typeof body === "object" && body !== null ? Object.entries(body).find(([name]) => name === key)?.[1] : undefined
  return typeof value === "string" ? value : undefined
}

/** The fields of an object with their kinds, and those of what is in them; what a page of a list holds differs by account. */
function names(value: unknown): string {
  if (value === undefined) return ""
  if (typeof value !== "object" || value === null || Array.isArray(value)) return Array.isArray(value) ? "a list" : "no object"
  const isPage = "results" in value && "paging" in value
  return `{ ${Object.entries(value).map(([key, inner]) => (isPage ? key : `${key}: ${kind(inner)}`)).sort().join(", ")} }`
}

function kind(value: unknown): string {
  if (typeof value === "object" && value !== null) return names(value)
  if (typeof value === "number") return Number.isInteger(value) ? "whole number" : "decimal"
  return typeof value === "string" ? "text" : value === null ? "null" : String(typeof value)
}
