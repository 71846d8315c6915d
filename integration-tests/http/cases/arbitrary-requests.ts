import fc from "fast-check"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PRIVATE_KEY, withOptions, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { notificationOf } from "../../support/notify"
import { openCheckout, paymentSession, readyCart } from "../../support/shopper"

/** The same requests in every run; change it to try others. */
const SEED = 20_261_122
const RUNS = 60
const TABLES = ["aplazame_order", "aplazame_operation", "aplazame_notification", "aplazame_problem", "aplazame_admin_action", "payment_session", "payment", "order"]

type Sent = { body: string; headers: Record<string, string>; query: string }

const word = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", "\0", "x".repeat(3_000), "pending", "ok", "ko", "confirmation_required", "__proto__", "' OR 1=1 --")
)
const value = fc.oneof(
  word,
  fc.boolean(),
  fc.constant(null),
  fc.double(),
  fc.integer(),
  fc.constantFrom(1e15, 2 ** 31, -(2 ** 31) - 1, 1e308, "2147483648"),
  fc.array(word, { maxLength: 3 }),
  fc.object({ maxDepth: 1, maxKeys: 3 })
)
/** What a header may hold; the rest node refuses to send. */
const headerText = fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x20-\x7e]/g, "").trim())
const contentType = fc.oneof({ weight: 3, arbitrary: fc.constant("application/json") }, fc.constantFrom("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=x"), headerText)
const headers = fc.record({ "content-type": contentType, "x-any": headerText, "accept-language": headerText, "x-forwarded-for": headerText })
const query = fc
  .array(fc.tuple(fc.constantFrom("access_token", "access_token[]", "access_token[a]", "shop", "fields", "__proto__[x]", ""), word), { maxLength: 3 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&"))
const body = fc.oneof(fc.json(), word, fc.constantFrom("", "{", "[[[[", '{"__proto__":{"status":"ok"}}', "[".repeat(5_000), JSON.stringify({ filler: "y".repeat(200_000) })))
const sent: fc.Arbitrary<Sent> = fc.record({ body, headers, query })
/** What becomes of a notification: fields replaced and fields gone. */
const change = fc.record({
  over: fc.uniqueArray(fc.tuple(fc.constantFrom("id", "status", "status_reason", "total_amount", "currency", "sandbox", "expired"), value), { maxLength: 2, selector: ([name]) => name }),
  gone: fc.uniqueArray(fc.constantFrom("id", "status", "total_amount", "sandbox", "created"), { maxLength: 1 }),
})
type Change = { over: [string, unknown][]; gone: string[] }

/** Whatever is sent to the open routes: no failure of ours, and nothing moves. */
export function arbitraryRequests(bench: Bench): void {
  const post = async (path: string, { body, headers, query }: Sent) => {
    const res = await fetch(`${bench.storeUrl}${path}${query ? `?${query}` : ""}`, { method: "POST", headers, body })
    return { status: res.status, text: await res.text() }
  }
  /** Every row that a request could move, as a digest per table. */
  const state = async (tables = TABLES): Promise<Record<string, string>> => {
    const pg = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const digest = async (table: string) => (await pg.raw("SELECT md5(coalesce(string_agg(t::text, ';' ORDER BY t::text), '')) AS digest FROM ?? t", [table])).rows[0].digest
    return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await digest(table)])))
  }
  /** Plays a property a number of times, always with the same values, and compares the tables before and after. */
  const unmoved = async <T>(arbitrary: fc.Arbitrary<T>, check: (given: T) => Promise<void>, tables = TABLES) => {
    const before = await state(tables)
    await withOptions(bench, { rateLimit: false }, () => fc.assert(fc.asyncProperty(arbitrary, check), { numRuns: RUNS, seed: SEED }))
    expect(await state(tables)).toEqual(before)
  }
  const door = fc.constantFrom("/hooks/aplazame/notifications", "/hooks/payment/aplazame_aplazame")
  const withKey = { authorization: `Bearer ${PRIVATE_KEY}`, "content-type": "application/json" }
  const changed = (real: Record<string, unknown>, { over, gone }: Change): string =>
    JSON.stringify(Object.fromEntries(Object.entries({ ...real, ...Object.fromEntries(over) }).filter(([name]) => !gone.includes(name))))
  /** A checkout whose history has been dealt with, so that nothing of it moves by itself any more. */
  const quietCheckout = async () => {
    const checkout = await openCheckout(bench.seed)
    const row = (await bench.aplazame.orders.byMid(checkout.mid))!
    await eventually(async () => expect((await bench.aplazame.ledger.ofCredit(row.id)).map((op) => op.state).filter((name) => ["planned", "sent", "unknown"].includes(name))).toEqual([]))
    return { ...checkout, real: await notificationOf(bench, checkout.checkout_id, "pending", "confirmation_required") }
  }

  it("turn away every notification without the key", () =>
    unmoved(fc.tuple(door, sent, headerText), async ([path, given, authorization]) => {
      const { status, text } = await post(path, { ...given, headers: { ...given.headers, authorization } })
      expect({ status, type: JSON.parse(text).type }).toEqual({ status: 403, type: "FORBIDDEN" })
    }))

  it("answer 4xx to every body with the key that speaks of no order of ours", async () => {
    const { real } = await quietCheckout()
    const strange = fc.oneof(sent, fc.tuple(change, fc.oneof(value, fc.constantFrom("a\0b", "\0"))).map(([how, mid]) => ({ body: changed({ ...real, mid }, how), headers: {}, query: "" })))
    await unmoved(fc.tuple(door, strange), async ([path, given]) => {
      const { status } = await post(path, { ...given, headers: { ...given.headers, ...withKey } })
      expect([400, 404, 413]).toContain(status)
    })
  })

  it("start no checkout for a session that is not there, or with a body that is not right", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    const id = fc.oneof(word.map(encodeURIComponent), fc.constantFrom("%E0%A4%A", "%", "%2e%2e", "..%2f..%2fadmin", "%00", "payses_%00"))
    const unknown = fc.record({ id, given: sent })
    const wrong = fc.tuple(sent, fc.dictionary(fc.constantFrom("amount", "data", "cart_id", "customer_id"), value, { minKeys: 1 })).map(([given, extra]) => ({ id: session.id, given: { ...given, body: JSON.stringify(extra), headers: { ...given.headers, "content-type": "application/json" } } }))
    await unmoved(fc.oneof(unknown, wrong), async ({ id, given }) => {
      const { status, text } = await post(`/store/aplazame/payment-sessions/${id}/checkout`, { ...given, headers: { ...given.headers, "x-publishable-api-key": bench.seed.publishableKey } })
      expect({ id, status, text, refused: status >= 400 && status < 500 }).toMatchObject({ refused: true })
      expect(text).not.toMatch(/\bat .*\.(js|ts):/)
    })
    expect((await bench.emulator.calls()).filter((call) => call.method === "POST" && call.path === "/checkout")).toHaveLength(0)
  })

  it("tell nothing of a cart that is not there, and nothing of an amount that is none", async () => {
    const id = fc.oneof(word, fc.constantFrom("..", "a\0b", "cart_01"))
    const wish = fc.record({ cart_id: id, amount: value.map(String), currency_code: fc.oneof(word, fc.constant("eur")), country_code: word, product_id: id }, { requiredKeys: [] })
    const path = fc.oneof(
      id.map((text) => `carts/${encodeURIComponent(text)}/payment`),
      id.map((text) => `orders/${encodeURIComponent(text)}/payment`),
      fc.constantFrom("carts/%E0%A4%A/payment", "eligibility?amount=1000&currency_code=eur&product_id=%00", "eligibility?cart_id=%00", "eligibility?amount[a]=1", "nothing/of/ours"),
      wish.map((given) => `eligibility?${new URLSearchParams(given as Record<string, string>)}`)
    )
    await unmoved(fc.tuple(path, headers), async ([at, given]) => {
      const res = await fetch(`${bench.storeUrl}/store/aplazame/${at}`, { headers: { ...given, "x-publishable-api-key": bench.seed.publishableKey } })
      expect({ at, status: res.status, failed: res.status >= 500 }).toMatchObject({ failed: false })
      expect(await res.text()).not.toMatch(/\bat .*\.(js|ts):/)
    })
  })

  // Last: its rows of the inbox are what the sweep will look at.
  it("write of a bent notification with the key only what was received, and answer as documented", async () => {
    const { real, ...checkout } = await quietCheckout()
    // 503 is the protocol's "come back": what was announced is not what Aplazame says.
    const answers = new Set<number>()
    await unmoved(
      change,
      async (how) => {
        const { status, text } = await post("/hooks/aplazame/notifications", { body: changed(real, how), headers: withKey, query: "" })
        answers.add(status)
        if (status === 503) expect(text).toContain("Not applied, send it again")
        else expect([200, 400]).toContain(status)
      },
      ["order", "payment", "payment_session", "aplazame_operation", "aplazame_problem"]
    )
    expect([...answers].sort()).toEqual([200, 400, 503])
    expect(await bench.aplazame.orders.byMid(checkout.mid)).toMatchObject({ state: "open", order_id: null })
    expect((await bench.aplazame.inbox.ofCredit(checkout.mid)).filter((row) => row.state === "failed" && row.error_message !== "NotYetError")).toEqual([])
  })
}
