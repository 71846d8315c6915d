import fc from "fast-check"
import { Bench, type Reply } from "./support"

let bench: Bench

beforeAll(async () => { bench = await Bench.start() })
afterAll(() => bench.close())
beforeEach(() => bench.control.reset())

const fields = (reply: Reply): unknown => (reply.body.error as { fields?: unknown }).fields
const articles = ["a", "b", "c"].map((id) => ({ id, name: id, url: "http://shop.example/x" }))
const body = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ name: "0 %", start_date: "2016-06-01T00:00:00", interest: "2500", partial: true, ...more })

/** Creates a campaign with articles a, b and c, and gives its path. */
async function campaign(more: Record<string, unknown> = {}, side: "sandbox" | "live" = "sandbox"): Promise<string> {
  const made = await bench.call("POST", "/me/campaigns", { body: body(more), side })
  expect(made.status).toBe(201)
  const path = `/me/campaigns/${String(made.body.id)}`
  expect((await bench.call("POST", `${path}/articles`, { body: articles, side })).status).toBe(204)
  return path
}
const left = async (path: string): Promise<unknown[]> =>
  ((await bench.call("GET", `${path}/articles`)).body.results as { id: string }[]).map(({ id }) => id)

describe("a campaign", () => {
  it("is created, read, edited in part or whole, and deleted with its articles", async () => {
    const path = await campaign({ min_order_amount: 5000, num_instalments: [3, 6] })
    expect((await bench.call("PATCH", path, { body: { end_date: "2017-01-01" } })).status).toBe(204)
    expect((await bench.call("GET", path)).body).toMatchObject({
      name: "0 %", end_date: "2017-01-01", interest: 2500, partial: true, num_instalments: [3, 6], created: expect.stringMatching(/\.\d{6}$/),
    })
    expect((await bench.call("PUT", path, { body: { name: "Otra", start_date: "2016-06-01", interest: 0 } })).status).toBe(204)
    expect((await bench.call("GET", path)).body).toMatchObject({ name: "Otra", end_date: null, interest: 0, partial: false, num_instalments: null })
    expect((await bench.call("DELETE", path)).status).toBe(204)
    for (const gone of [path, `${path}/articles`]) expect((await bench.call("GET", gone)).status).toBe(404)
    expect((await bench.call("GET", "/me/campaigns?articles-mid=a")).body).toMatchObject({ paging: { count: 0 } })
  })

  it("keeps the cart range of its creation through every edit", async () => {
    const path = await campaign({ min_order_amount: 5000, max_order_amount: 90000 })
    await bench.call("PUT", path, { body: body() })
    await bench.call("PATCH", path, { body: { min_order_amount: 1 } })
    expect((await bench.call("GET", path)).body).toMatchObject({ min_order_amount: 5000, max_order_amount: 90000 })
  })

  it("names the wrong fields", async () => {
    expect(fields(await bench.call("POST", "/me/campaigns", { body: { start_date: "soon", interest: "a lot" } })))
      .toEqual({ name: ["This field is required."], start_date: [expect.any(String)], interest: [expect.any(String)] })
    const path = await campaign()
    expect((await bench.call("POST", `${path}/articles`, { body: { id: "a" } })).status).toBe(400)
    expect(fields(await bench.call("POST", `${path}/articles`, { body: [{ id: "d", name: "d" }] }))).toEqual({ "0.url": ["This field is required."] })
    expect(await left(path)).toEqual(["a", "b", "c"])
  })

  it("loses one article, some, or all, and never another campaign's", async () => {
    const [path, other] = [await campaign(), await campaign()]
    expect((await bench.call("DELETE", `${path}/articles/a`)).status).toBe(204)
    expect((await bench.call("DELETE", `${path}/articles/a`)).status).toBe(404)
    expect((await bench.call("DELETE", `${path}/articles?article-mid=`)).status).toBe(204)
    expect(await left(path)).toEqual(["b", "c"])
    expect((await bench.call("DELETE", `${path}/articles?article-mid=x,c`)).status).toBe(204)
    expect(await left(path)).toEqual(["b"])
    expect((await bench.call("DELETE", `${path}/articles`)).status).toBe(204)
    expect([await left(path), await left(other)]).toEqual([[], ["a", "b", "c"]])
  })

  it("takes the same article twice as one, with the newer facts", async () => {
    const path = await campaign()
    await bench.call("POST", `${path}/articles`, { body: [{ ...articles[0], name: "renamed" }] })
    expect((await bench.call("GET", `${path}/articles`)).body).toMatchObject({ paging: { count: 3 }, results: [{ id: "a", name: "renamed" }, {}, {}] })
  })

  it("belongs to its side and to the private key", async () => {
    const path = await campaign({}, "live")
    expect((await bench.call("GET", "/me/campaigns?articles-mid=a")).body).toMatchObject({ paging: { count: 0 } })
    expect((await bench.call("GET", path)).status).toBe(404)
    expect((await bench.call("DELETE", `${path}/articles`)).status).toBe(404)
    expect((await bench.call("GET", `${path}/articles`, { side: "live" })).body).toMatchObject({ paging: { count: 3 } })
    for (const key of [null, bench.emulator.publicKey]) expect((await bench.call("GET", "/me/campaigns", { key })).status).toBe(401)
    expect((await bench.call("DELETE", "/me/campaigns")).status).toBe(405)
  })
})

describe("the lists of campaigns and articles", () => {
  it("come in pages whose links keep the article asked for", async () => {
    await bench.control.patchSettings({ page_size: 2 })
    const paths = [await campaign(), await campaign(), await campaign()]
    await bench.call("DELETE", `${paths[0]}/articles/b`)
    const first = await bench.call("GET", "/me/campaigns?articles-mid=a")
    expect(first.body).toMatchObject({ cursor: { after: 2, before: null }, paging: { count: 3, previous: null } })
    const next = await bench.call("GET", String((first.body.paging as { next: string }).next).slice(bench.emulator.url.length))
    expect(next.body).toMatchObject({ cursor: { after: null, before: 1 }, paging: { count: 3, next: null } })
    expect((next.body.results as { id: string }[]).map(({ id }) => `/me/campaigns/${id}`)).toEqual([paths[2]])
    expect((await bench.call("GET", "/me/campaigns?articles-mid=b")).body).toMatchObject({ paging: { count: 2 } })
    expect((await bench.call("GET", `${paths[1]}/articles?page=2`)).body).toMatchObject({ results: [articles[2]] })
    expect((await bench.call("GET", "/me/campaigns?page=9")).status).toBe(404)
  })

  it("meet faults and stand in the call log as every call does", async () => {
    const path = await campaign()
    await bench.control.setFaults({ route: "POST /me/campaigns/:id/articles", reset: "after", times: 1 })
    await expect(bench.call("POST", `${path}/articles`, { body: [{ id: "d", name: "d", url: "http://shop.example/d" }] })).rejects.toThrow()
    expect(await left(path)).toContain("d")
    const calls = (await bench.control.calls()).filter((call) => call.route === "POST /me/campaigns/:id/articles")
    expect(calls.map(({ status, effect, fault }) => ({ status, effect, fault }))).toEqual([
      { status: 204, effect: true, fault: undefined }, { status: 0, effect: true, fault: "fault-1" },
    ])
  })
})

describe("the campaigns of the demo", () => {
  it("are one for listed articles and one for the whole catalogue, running now, and no more when asked again", async () => {
    const { campaigns } = await bench.control.seedCampaigns()
    expect(campaigns).toMatchObject([{ name: "Septiembre sin intereses", partial: true }, { name: "Todo al 0 %", partial: false }])
    const path = `/me/campaigns/${campaigns[0]?.id}`
    await bench.call("POST", `${path}/articles`, { body: articles })
    await bench.call("PATCH", path, { body: { end_date: "2017-01-01" } })
    expect(await bench.control.seedCampaigns()).toEqual({ campaigns })
    expect(await left(path)).toEqual(["a", "b", "c"])
    const { results } = (await bench.call("GET", "/me/campaigns")).body as { results: { start_date: string; end_date: string }[] }
    expect(results).toHaveLength(2)
    for (const one of results) {
      expect(Date.parse(one.start_date)).toBeLessThan(Date.now())
      expect(Date.parse(one.end_date)).toBeGreaterThan(Date.now())
    }
    expect((await bench.call("GET", "/me/campaigns", { side: "live" })).body).toMatchObject({ paging: { count: 0 } })
  })
})

describe("the simulator", () => {
  const ask = (query: string, key = bench.emulator.publicKey): Promise<Reply> => bench.call("GET", `/instalment-plan-simulator?${query}`, { key })
  interface Choice { num_instalments: number; amount: number; downpayment_amount: number; total_interest: number; total_fees: number; annual_equivalent: number }
  const choicesOf = (reply: Reply): Choice[] => (reply.body.choices as { instalments: Choice[] }[])[0]?.instalments ?? []

  it("gives plans whose payments cover what is owed, to the cent where there is interest", async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (amount) => {
      for (const one of choicesOf(await ask(`amount=${amount}&currency=EUR&country=ES`))) {
        const excess = one.num_instalments * one.amount - amount - one.total_interest - one.total_fees
        expect(excess).toBeGreaterThanOrEqual(0)
        expect(excess).toBeLessThan(one.total_interest > 0 ? 1 : one.num_instalments)
        for (const value of Object.values(one).filter((part) => typeof part === "number")) expect(Number.isInteger(value) && value >= 0).toBe(true)
      }
    }), { numRuns: 50 })
    const reply = await ask("amount=12000&view=product")
    expect(choicesOf(reply).find((one) => one.num_instalments === 4)).toMatchObject({ amount: 3000, total_interest: 0, annual_equivalent: 0 })
    expect(choicesOf(reply).find((one) => one.num_instalments === 12)?.total_interest).toBeGreaterThan(0)
    expect(reply.body.options).toMatchObject({ widget: { disabled: false }, highlighted_num_instalments: expect.any(Array) })
  })

  it.each([
    [1_000, [2, 3, 4]],
    [9_000, [2, 3, 4, 6, 9]],
    [36_000, [2, 3, 4, 6, 9, 12, 18, 24, 36]],
  ])("offers for %d no more instalments than somebody would lend for", async (amount, counts) => {
    const reply = await ask(`amount=${amount}`)
    expect(choicesOf(reply).map((one) => one.num_instalments)).toEqual(counts)
    expect(reply.body.options).toMatchObject({ highlighted_num_instalments: [4, 12].filter((count) => counts.includes(count)) })
  })

  it("answers 400 that names the amount", async () => {
    for (const query of ["", "amount=", "amount=-5", "amount=12.50", "amount=0"]) {
      const reply = await ask(query)
      expect([query, reply.status, fields(reply)]).toEqual([query, 400, { amount: [expect.any(String)] }])
    }
  })

  it("answers 403 out of the limits that the button has, and to the private key", async () => {
    await bench.control.patchSettings({ button_min: 5000, button_max: 9000 })
    const statuses = async (): Promise<number[]> => Promise.all(["amount=4999", "amount=5000", "amount=9001", "amount=6000&country=PT", "amount=6000&country=FR"]
      .map(async (query) => (await ask(query)).status))
    expect(await statuses()).toEqual([403, 200, 403, 200, 403])
    await bench.control.patchSettings({ availability: { instalments: false } })
    expect(await statuses()).toEqual([403, 403, 403, 403, 403])
    expect((await ask("amount=6000", bench.emulator.privateKey)).status).toBe(403)
    expect((await ask("amount=6000", "wrong")).status).toBe(401)
  })
})
