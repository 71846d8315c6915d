import fc from "fast-check"
import { parseInstant } from "../clock"
import { Bench } from "./support"
import type { OrderView } from "../index"

let bench: Bench
let all: OrderView[]

const PEOPLE = [
  { first_name: "Alice", last_name: "Núñez", email: "alice@gmail.com", type: "e", gender: 2, id: "A-1" },
  { first_name: "ÁLVARO", last_name: "De la Ñ", email: "alvaro@shop.es", type: "n", gender: 1, date_joined: "2014-03-21T13:56:45+0000" },
  { first_name: "bob%", last_name: "O'Hara_x", email: "bob@gmail.es", type: "g", last_login: "2020-02-29T23:59:59.5Z" },
  { email: "nameless@example.com" },
]

beforeAll(async () => {
  bench = await Bench.start()
  for (let n = 0; n < 37; n++) {
    const customer = PEOPLE[n % PEOPLE.length] ?? {}
    const id = await bench.checkout(`${n % 2 ? "mid" : "MID"}-${n}%_é`, { total: 1000 + (n % 6) * 500, customer })
    if (n % 3 === 0) await bench.control.refuse(id, { wait: false, reason: n % 2 ? "ko_generic" : "confirmation_rejected_by_merchant" })
  }
  all = (await bench.control.orders(1000)).orders
}, 300_000)
afterAll(() => bench.close())

async function ids(query: string): Promise<string[]> {
  const found: string[] = []
  for (let page: number | null = 1; page !== null;) {
    const reply = await bench.call("GET", `/orders?${query}&page=${page}`)
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.raw}`)
    const body = reply.body as { cursor: { after: number | null }; results: { id: string }[] }
    found.push(...body.results.map((one) => one.id))
    page = body.cursor.after
  }
  return found
}

type Text = string | null
type Customer = { first_name?: string; last_name?: string; email?: string }
const customerOf = (order: OrderView): Customer => order.payload.customer as Customer

/** The plain reading of each string lookup, in JavaScript. Null never matches. */
const STRING_ORACLE: Record<string, (value: string, asked: string) => boolean> = {
  "exact": (value, asked) => value === asked,
  "iexact": (value, asked) => value.toLowerCase() === asked.toLowerCase(),
  "contains": (value, asked) => value.includes(asked),
  "icontains": (value, asked) => value.toLowerCase().includes(asked.toLowerCase()),
  "startswith": (value, asked) => value.startsWith(asked),
  "istartswith": (value, asked) => value.toLowerCase().startsWith(asked.toLowerCase()),
  "endswith": (value, asked) => value.endsWith(asked),
  "iendswith": (value, asked) => value.toLowerCase().endsWith(asked.toLowerCase()),
  "in": (value, asked) => asked.split(",").includes(value),
}
const RANGE_ORACLE: Record<string, (value: number | string, asked: number | string) => boolean> = {
  exact: (value, asked) => value === asked, gt: (value, asked) => value > asked, gte: (value, asked) => value >= asked,
  lt: (value, asked) => value < asked, lte: (value, asked) => value <= asked,
}

it("every string lookup finds what the plain reading of it finds", async () => {
  const asked = fc.oneof(
    fc.constantFrom("mid-1%_é", "MID-0%_é", "mid", "%_É", "%", "_", "é", "", "É", "MID-2%_é,mid-1%_é", "1"),
    fc.tuple(fc.nat(36), fc.nat(8), fc.nat(8)).map(([index, from, to]) => (all[index]?.mid ?? "").slice(Math.min(from, to), Math.max(from, to))),
  )
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(STRING_ORACLE)), asked, async (lookup, text) => {
    const found = await ids(`mid-${lookup}=${encodeURIComponent(text)}`)
    const expected = all.filter((order) => STRING_ORACLE[lookup]?.(order.mid, text)).map((order) => order.id)
    expect([...found].sort()).toEqual([...expected].sort())
  }), { numRuns: 150 })
})

it("every range lookup on amounts and instants does too", async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(RANGE_ORACLE)), fc.integer({ min: 900, max: 3700 }), fc.nat(36), async (lookup, amount, index) => {
    const byAmount = await ids(`total_amount-${lookup}=${amount}`)
    expect(byAmount.length).toBe(all.filter((order) => RANGE_ORACLE[lookup]?.(order.total, amount)).length)
    const moment = all[index]?.created ?? ""
    const byMoment = await ids(`created-${lookup}=${encodeURIComponent(moment)}`)
    expect([...byMoment].sort()).toEqual(all.filter((order) => RANGE_ORACLE[lookup]?.(order.created, moment)).map((order) => order.id).sort())
  }), { numRuns: 40 })
})

it("q wants every term in a name or the e-mail, whatever its case", async () => {
  const term = fc.constantFrom("alice", "ALICE", "@gmail", ".es", "ñ", "Á", "núñez", "o'hara", "%", "nobody", "_x", "com")
  await fc.assert(fc.asyncProperty(fc.array(term, { minLength: 1, maxLength: 3 }), fc.constantFrom(",", " ", ", "), async (terms, separator) => {
    const expected = all.filter((order) => {
      const { first_name: first = "", last_name: last = "", email = "" } = customerOf(order)
      return terms.every((one) => [first, last, email].some((text) => text.toLowerCase().includes(one.toLowerCase())))
    })
    expect((await ids(`q=${encodeURIComponent(terms.join(separator))}`)).sort()).toEqual(expected.map((order) => order.id).sort())
  }), { numRuns: 40 })
})

it("ordering sorts by each key, nulls last when ascending and first when descending, and pages never overlap", async () => {
  const keys: Record<string, (order: OrderView) => Text | number> = {
    "total_amount": (o) => o.total, "created": (o) => o.created, "cancelled": (o) => o.cancelled,
    "account-last_login": (o) => (customerOf(o) as { last_login?: string }).last_login ?? null,
  }
  expect(new Set(all.map((order) => order.cancelled === null)).size).toBe(2)
  const sorted = fc.uniqueArray(fc.tuple(fc.constantFrom(...Object.keys(keys)), fc.boolean()), { minLength: 1, maxLength: 3, selector: ([key]) => key })
  await fc.assert(fc.asyncProperty(sorted, async (chosen) => {
    const found = await ids(`ordering=${chosen.map(([key, down]) => (down ? `-${key}` : key)).join(",")}`)
    const rank = (a: Text | number, b: Text | number): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)
    const expected = [...all].sort((a, b) => {
      for (const [key, down] of chosen) {
        const compared = rank(keys[key]?.(a) ?? null, keys[key]?.(b) ?? null)
        if (compared !== 0) return down ? -compared : compared
      }
      return rank(b.created, a.created)
    })
    expect(found).toEqual(expected.map((order) => order.id))
  }), { numRuns: 20 })
})

it("choices repeat as OR, filters combine as AND, and the words of the examples are understood", async () => {
  const count = async (query: string): Promise<number> => (await ids(query)).length
  const types = (...wanted: unknown[]): number => all.filter((order) => wanted.includes((customerOf(order) as { type?: string }).type)).length
  expect(await count("account-type=e&account-type=g")).toBe(types("e", "g"))
  expect(await count("account-type=existing")).toBe(types("e"))
  expect(await count("account-type=e&account-type=n&account-gender=1")).toBe(types("n"))
  expect(await count("account-last_login-isnull=no")).toBe(types("g"))
    expect(await count("account-date_joined-lt=2014-03-21T14:56:45%2B01:00")).toBe(0)
  expect(await count("account-date_joined-lte=2014-03-21T14:56:45%2B01:00")).toBe(types("n"))
  expect(await count("confirmed-isnull=yes&verified-isnull=no")).toBe(0)
  expect(await count("account-id-regex=%5EA-%5Cd%24")).toBe(types("e"))
  expect(await count("account-id-iregex=%5Ea-")).toBe(types("e"))
  expect(await count("downpayment-state=failed")).toBe(0)
})

it("days and hours are those of the zone in the settings, Madrid's when nothing is said", async () => {
  // 2020-02-29T23:59:59.5Z, a Saturday, and half an hour past midnight in Madrid's winter.
  const guests = all.filter((order) => (customerOf(order) as { type?: string }).type === "g").map((order) => order.id).sort()
  const at = async (year: number, month: number, day: number, hour: number, name: string): Promise<string[]> => (await ids(
    `account-last_login-year=${year}&account-last_login-month=${month}&account-last_login-day=${day}&account-last_login-hour=${hour}&account-last_login-week_day=${name}`,
  )).sort()
  expect(await at(2020, 3, 1, 0, "sunday")).toEqual(guests)
  expect(await at(2020, 2, 29, 23, "saturday")).toEqual([])
  await bench.control.patchSettings({ date_zone: "UTC" })
  expect(await at(2020, 2, 29, 23, "saturday")).toEqual(guests)
  await expect(bench.control.patchSettings({ date_zone: "Madrid" })).rejects.toThrow("date_zone")
  await bench.control.patchSettings({ date_zone: "Europe/Madrid" })
})

it.each([
  ["min_amount=2000", "total_amount-gt=2000"], ["max_amount=2000", "total_amount-lt=2000"], ["created_since=2015-01-01", "created-gt=2015-01-01"],
  ["created_until=2100-01-01", "created-lt=2100-01-01"], ["cancelled_since=2015-01-01", "cancelled-gt=2015-01-01"], ["customer_phone=1", "customer-phone-number=1"],
  ["document_id_type=01", "customer-document_id-type=nif"], ["account_type=e", "account-type=e"], ["account_last_login_since=2019-01-01", "account-last_login-gt=2019-01-01"],
  ["account_date_joined_until=2019-01-01", "account-date_joined-lt=2019-01-01"], ["account_id=A-1", "account-id=A-1"],
  ["ordering=account_created", "ordering=account-created"], ["ordering=-account_last_login,account_date_joined", "ordering=-account-last_login,account-date_joined"],
])("%s of 2015 lists what %s lists", async (old, today) => {
  expect(await ids(old)).toEqual(await ids(today))
})

it("pages are ten long, carry the whole query in their links, and end", async () => {
  const reply = await bench.call("GET", "/orders?q=alice&page=1&ordering=created")
  const { cursor, paging } = reply.body as { cursor: unknown; paging: { next: string; previous: unknown; count: number } }
  const alices = all.filter((order) => customerOf(order).first_name === "Alice").length
  expect([cursor, paging.count, paging.previous]).toEqual([{ after: null, before: null }, alices, null])
  const second = await bench.call("GET", "/orders?page=2&ordering=-created&mid-icontains=mid")
  expect(second.body).toMatchObject({ cursor: { after: 3, before: 1 }, paging: { count: 37 } })
  const next = new URL((second.body as { paging: { next: string } }).paging.next)
  expect(Object.fromEntries(next.searchParams)).toEqual({ page: "3", ordering: "-created", "mid-icontains": "mid" })
  expect((second.body as { results: unknown[] }).results).toHaveLength(10)
  for (const page of ["0", "-1", "x", "5", "1.5"]) expect((await bench.call("GET", `/orders?page=${page}`)).status).toBe(404)
})

it.each([
  "color=red", "total_amount-contains=1", "total_amount=abc", "created-gt=soon", "mid-regex=(", "confirmed-isnull=maybe", "created-week_day=caturday",
  "ordering=payload", "ordering=id;drop", "created-month=x", "min_total=5",
])("%s is refused with 400 that names it", async (query) => {
  const reply = await bench.call("GET", `/orders?${query}`)
  expect(reply.status).toBe(400)
  expect(Object.keys((reply.body.error as { fields: object }).fields)).toEqual([query.split("=")[0]])
})

it("unknown filters can be let go, as many APIs do", async () => {
  await bench.control.patchSettings({ strict_filters: false })
  expect(await ids("color=red")).toHaveLength(37)
  await bench.control.patchSettings({ strict_filters: true })
})

it("a hundred thousand seeded orders are made and listed", async () => {
  const big = await Bench.start()
  try {
    await big.control.seed({ count: 100_000 })
    const first = await big.call("GET", "/orders")
    expect(first.body).toMatchObject({ cursor: { after: 2 }, paging: { count: 100_000 } })
    expect((first.body as { results: { mid: string }[] }).results.map((one) => one.mid)).toEqual(Array.from({ length: 10 }, (_, n) => `seed-${100_000 - n}`))
    expect((await big.call("GET", "/orders?mid=seed-777")).body).toMatchObject({ paging: { count: 1 }, results: [{ mid: "seed-777", sandbox: true }] })
    expect((await big.call("GET", "/orders?q=Begoña,99")).status).toBe(200)
    expect((await big.call("GET", "/orders?page=10000")).body).toMatchObject({ cursor: { after: null, before: 9999 } })
    const view = await big.control.order("seed-11")
    expect([view.created, view.confirmed].map((text) => parseInstant(text ?? ""))).toEqual([view.created, view.confirmed])
    expect((await big.call("POST", "/orders/seed-11/refund-extended", { body: { amount: 10 } })).status).toBe(200)
  } finally {
    await big.close()
  }
}, 300_000)
