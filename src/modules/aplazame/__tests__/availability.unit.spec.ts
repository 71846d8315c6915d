import { AplazameNetworkError, cents, type AvailabilityInput } from "../../../aplazame"
import { AvailabilityCache } from "../availability"

type Rule = (amount: number) => boolean | Promise<boolean>

/** An Aplazame that lends by a rule, the amounts that it was asked about, and the hand that moves the clock. */
function bench(rule: Rule, perMinute: number | null = 600) {
  let now = 0
  const asked: number[] = []
  const checkAvailability = async ({ amount }: AvailabilityInput) => {
    asked.push(amount)
    await Promise.resolve()
    return { available: await rule(amount) }
  }
  const cache = new AvailabilityCache({ checkAvailability }, "public", () => now)
  const ask = async (amount: number, country: string | null = "es") =>
    (await cache.ask({ amount: cents(amount), currency: "eur", country }, ["instalments"], { seconds: 60, perMinute })).instalments
  const known = async (amount: number) => (await cache.known({ amount: cents(amount), currency: "eur", country: "es" }, ["instalments"])).instalments
  return { ask, known, asked, pass: (seconds: number) => void (now += seconds * 1_000) }
}

const within = (min: number, max: number): Rule => (amount) => amount >= min && amount <= max

describe("what is known of an account's limits", () => {
  it("answers an amount between two that Aplazame lends, without a call", async () => {
    const { ask, asked } = bench(within(1_000, 100_000))
    expect([await ask(5_000), await ask(50_000)]).toEqual([true, true])
    expect([await ask(5_001), await ask(20_000), await ask(49_999)]).toEqual([true, true, true])
    expect(asked).toEqual([5_000, 50_000])
  })

  it("never answers beyond what Aplazame said: each amount at a limit is its own question", async () => {
    const { ask, asked } = bench(within(4_999, 50_000))
    expect([await ask(4_000), await ask(10_000), await ask(60_000)]).toEqual([false, true, false])
    expect([await ask(4_998), await ask(4_999), await ask(5_000), await ask(50_000), await ask(50_001), await ask(3_000)]).toEqual([false, true, true, true, false, false])
    expect(asked).toEqual([4_000, 10_000, 60_000, 4_998, 4_999, 50_000, 50_001, 3_000])
  })

  it("is right for whatever limits, in whatever order it is asked", async () => {
    let seed = 7
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 200; round++) {
      const [a, b] = [random(300), random(300)]
      const rule = within(Math.min(a, b), Math.max(a, b))
      const { ask } = bench(rule)
      const amounts = Array.from({ length: 40 }, () => random(300))
      const answers = round % 2 === 0 ? await Promise.all(amounts.map((one) => ask(one))) : []
      if (round % 2 === 1) for (const one of amounts) answers.push(await ask(one))
      expect(answers).toEqual(amounts.map(rule))
    }
  })

  it("does not look past a no between two amounts that are lent", async () => {
    const { ask, asked } = bench((amount) => amount < 2_000 || amount > 3_000)
    for (const amount of [1_000, 2_500, 4_000]) await ask(amount)
    expect([await ask(2_600), await ask(1_500), await ask(3_500)]).toEqual([false, true, true])
    expect(asked).toEqual([1_000, 2_500, 4_000, 2_600, 1_500, 3_500])
  })

  it("is of one country, and forgotten when it is old", async () => {
    const { ask, asked, pass } = bench(within(1, 10_000))
    for (const amount of [100, 9_000]) await ask(amount)
    await ask(500, "pt")
    pass(60)
    await ask(500)
    expect(asked).toEqual([100, 9_000, 500, 500])
  })

  it("refuses no start of a checkout but by Aplazame's own word on that very amount", async () => {
    const { ask, known } = bench(within(5_000, 9_000))
    for (const amount of [4_000, 6_000]) await ask(amount)
    expect([await known(4_000), await known(3_999), await known(6_000)]).toEqual([false, null, true])
  })
})

describe("the calls that shoppers make", () => {
  it("are one for one amount, however many look at it at once", async () => {
    const { ask, asked } = bench(within(1, 10_000))
    expect(await Promise.all(Array.from({ length: 50 }, () => ask(777)))).toEqual(Array(50).fill(true))
    expect(asked).toEqual([777])
  })

  it("are two for a page of many prices: those between wait for the others' answers", async () => {
    const { ask, asked } = bench(within(1, 100_000))
    const prices = [100, 50_000, ...Array.from({ length: 60 }, (_, n) => 200 + n * 500)]
    expect(await Promise.all(prices.map((one) => ask(one)))).toEqual(prices.map(() => true))
    expect(asked).toEqual([100, 50_000])
  })

  it("are repeated for those between when one of the others is refused or fails", async () => {
    const { ask, asked } = bench(async (amount) => {
      if (amount === 9_000) throw new AplazameNetworkError({ operation: "GET /checkout/button", effect: "none", message: "reset" })
      return amount < 5_000
    })
    expect(await Promise.all([100, 9_000, 4_000, 6_000].map((one) => ask(one)))).toEqual([true, null, true, false])
    expect(asked.sort((a, b) => a - b)).toEqual([100, 4_000, 6_000, 9_000])
  })

  it("end at the cap of a minute, and are answered \"unknown\"; what is known goes on being told", async () => {
    const { ask, asked, pass } = bench((amount) => amount !== 1, 5)
    // Downwards, each is outside of what is known.
    const answers = []
    for (let amount = 1_000; amount > 980; amount--) answers.push(await ask(amount))
    expect(answers).toEqual([...Array(5).fill(true), ...Array(15).fill(null)])
    expect(asked).toHaveLength(5)
    expect(await ask(998)).toBe(true)
    pass(12)
    expect(await ask(980)).toBe(true)
    expect(asked).toHaveLength(6)
  })

  it("have no cap where the store has switched the limits off", async () => {
    const { ask, asked } = bench(within(1, 10_000), null)
    for (let amount = 5_000; amount > 4_000; amount--) await ask(amount)
    expect(asked).toHaveLength(1_000)
  })
})
