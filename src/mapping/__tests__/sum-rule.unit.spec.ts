/**
 * THE SUM RULE: whatever is in the cart, what we send comes to exactly the amount to finance in Aplazame's own
 * arithmetic, with nothing negative and no discount above its price. Totals are computed by Medusa's own code.
 */
import fc from "fast-check"
import { buildOrderLines, type OrderLines } from "../order-lines"
import { aplazameSum, cartOf, crowdedCart, LOOK, rawCart, roundedTotal, type RawCart } from "./carts"

const RUNS = Number(process.env.MAPPING_RUNS ?? 300)

const build = (raw: RawCart): OrderLines => buildOrderLines(cartOf(raw), LOOK)

function expectSound({ articles, shipping, total_amount }: OrderLines): void {
  expect(aplazameSum(articles, shipping)).toBe(total_amount)
  for (const { price, discount = 0, tax_rate = 0 } of [...articles, shipping]) {
    expect([price, discount, tax_rate].every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true)
    expect(discount).toBeLessThanOrEqual(price)
  }
  expect(articles.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 1)).toBe(true)
  expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length)
}

/** What the shopper would see of a multiset of figures, whatever order the database gave. */
const figures = ({ articles, shipping }: OrderLines): string[] =>
  [
    ...articles.map(({ id, quantity, price, discount, tax_rate }) =>
      JSON.stringify([id, quantity, price, discount ?? 0, tax_rate])
    ),
    JSON.stringify(["shipping", shipping.price, shipping.discount ?? 0, shipping.tax_rate]),
  ].sort()

describe("the sum rule", () => {
  it.each([
    ["", rawCart()],
    [", lines that share a variant or have none, and gifts", crowdedCart()],
  ])("holds for any mix of quantities, price modes, rates, promotions, shipping discounts and credit%s", (_what, carts) => {
    fc.assert(
      fc.property(carts, (raw) => {
        const view = cartOf(raw)
        const lines = buildOrderLines(view, LOOK)
        expect(lines.total_amount).toBe(roundedTotal(view))
        expectSound(lines)
      }),
      { numRuns: RUNS }
    )
  })

  it("gives the same figures in whatever order the lines come", () => {
    const shuffled = crowdedCart().chain((raw) =>
      fc.record({
        one: fc.constant(raw),
        other: fc.shuffledSubarray(raw.items, { minLength: raw.items.length }).map((mixed) => ({ ...raw, items: mixed })),
      })
    )
    fc.assert(
      fc.property(shuffled, ({ one, other }) => {
        expect(figures(build(other))).toEqual(figures(build(one)))
      }),
      { numRuns: RUNS }
    )
  })

  it("keeps whole quantities: the pieces of a line are the pieces the shopper bought, or one bundle that names them", () => {
    fc.assert(
      fc.property(rawCart(), (raw) => {
        const { articles } = build(raw)
        raw.items.forEach((line, index) => {
          const mine = articles.filter(({ id }) => [`variant_${index}`, `variant_${index}-b`].includes(id))
          const pieces = mine.reduce((sum, { quantity }) => sum + quantity, 0)
          const bundled = mine.length === 1 && (mine[0]?.name.startsWith(`${String(Number(line.quantity)).replace(".", ",")} × `) ?? false)
          expect(bundled ? Number(line.quantity) : pieces).toBe(Number(line.quantity))
        })
      }),
      { numRuns: RUNS }
    )
  })

  it("sends carts with net prices of two decimals, whole rates and no promotion exactly as they are", () => {
    const line = fc.record({
      unit_price: fc.integer({ min: 1, max: 100_000 }).map((n) => (n / 100).toFixed(2)),
      quantity: fc.integer({ min: 1, max: 50 }).map(String),
      rates: fc.constantFrom<string[]>(["21"], ["10"], ["4"], ["21", "5.2"], []),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), line, (items, { unit_price, rates }) => {
        const { articles, shipping } = build({ items, shipping: [{ amount: unit_price, rates }] })
        const rateOf = (all: string[]) => Math.round(all.reduce((sum, rate) => sum + Number(rate) * 100, 0))
        expect(articles.map(({ quantity, price, discount, tax_rate }) => ({ quantity, price, discount, tax_rate }))).toEqual(
          items.map((item) => ({
            quantity: Number(item.quantity),
            price: Math.round(Number(item.unit_price) * 100),
            discount: undefined,
            tax_rate: rateOf(item.rates),
          }))
        )
        expect(shipping).toMatchObject({ price: Math.round(Number(unit_price) * 100), tax_rate: rateOf(rates) })
      }),
      { numRuns: RUNS }
    )
  })

  it("never moves a line by more than a hundredth a piece, and never adjusts by much, without credit", () => {
    fc.assert(
      fc.property(rawCart(30), (raw) => {
        const { articles } = build({ ...raw, credits: [] })
        const adjustment = articles.find(({ id }) => id === "adjustment")?.price ?? 0
        expect(adjustment).toBeLessThanOrEqual(5 + raw.items.length)
      }),
      { numRuns: Math.ceil(RUNS / 3) }
    )
  })

  it.each([
    ["prices with tax that round up", "9.99", true],
    ["prices with tax that round down", "19.99", true],
    ["net prices in tenths of a hundredth", "0.333", false],
  ])("holds for a cart of 500 lines with %s, all rounding the same way", (_what, unit_price, is_tax_inclusive) => {
    const items = Array.from({ length: 500 }, (_, index) => ({
      unit_price,
      quantity: String((index % 3) + 1),
      is_tax_inclusive,
    }))
    const lines = build({ items, shipping: [{ amount: "4.95" }] })
    expectSound(lines)
    // Prices near enough to theirs are left alone; a third of a hundredth per line is what that may come to.
    expect(lines.articles.find(({ id }) => id === "adjustment")?.price ?? 0).toBeLessThanOrEqual(500 / 3)
  })

  it("holds for 500 different lines", () => {
    const items = Array.from({ length: 500 }, (_, index) => ({
      unit_price: (index * 0.37 + 0.99).toFixed(2),
      quantity: String((index % 7) + 1),
      is_tax_inclusive: index % 2 === 0,
      rates: index % 5 === 0 ? ["21", "5.2"] : ["21"],
      adjustments: index % 4 === 0 ? [{ amount: (index / 333).toFixed(6) }] : [],
    }))
    const view = cartOf({ items, shipping: [{ amount: "4.95" }], credits: ["1234.5678"] })
    const lines = buildOrderLines(view, LOOK)
    expectSound(lines)
  })

  const line = (unit_price: string, quantity: string, more: Partial<RawCart["items"][number]> = {}) => ({ unit_price, quantity, ...more })
  it.each<[string, RawCart, { id?: string; name?: string; quantity?: number; price?: number; discount?: number }[]]>([
    [
      "three pieces with an odd discount",
      { items: [line("9.99", "3", { adjustments: [{ amount: "10" }] })] },
      [
        { id: "variant_0", quantity: 1, price: 999, discount: 334 },
        { id: "variant_0-b", quantity: 2, price: 999, discount: 333 },
      ],
    ],
    [
      "the same variant on two lines, one of them cheaper",
      { items: [line("8", "1", { variant_id: "v", title: "Shirt" }), line("10", "2", { variant_id: "v", title: "Shirt" })] },
      [
        { id: "v-2", quantity: 1, price: 800 },
        { id: "v", quantity: 2, price: 1000 },
      ],
    ],
    [
      "lines that nothing stands behind",
      { items: [line("5", "1", { variant_id: null, title: "Gift wrap" }), line("7", "1", { variant_id: null, title: "Engraving" })] },
      [
        { id: "line-2", price: 500 },
        { id: "line", price: 700 },
      ],
    ],
    ["a free gift", { items: [line("20", "1"), line("0", "1")] }, [{ id: "variant_0", price: 2000 }, { id: "variant_1", quantity: 1, price: 0 }]],
    ["a metre and a half of cloth", { items: [line("12", "1.5", { title: "Tela" })] }, [{ name: "1,5 × Tela", quantity: 1, price: 1800 }]],
    [
      "sixty and ninety pieces under a promotion",
      { items: [line("1.37", "60", { adjustments: [{ amount: "7.77" }] }), line("2.49", "90", { adjustments: [{ amount: "33.61" }] })] },
      [{ id: "variant_0" }, { id: "variant_0-b" }, { id: "variant_1" }, { id: "variant_1-b" }],
    ],
  ])("holds for %s", (_what, raw, articles) => {
    const lines = build(raw)
    expectSound(lines)
    expect(lines.total_amount).toBe(roundedTotal(cartOf(raw)))
    expect(lines.articles).toMatchObject(articles)
  })

  it("holds for 120 lines with store credit", () => {
    const items = Array.from({ length: 120 }, (_, index) => line((index * 0.73 + 1.01).toFixed(2), String((index % 4) + 1), { variant_id: `variant_${index % 40}` }))
    const view = cartOf({ items, credits: ["777.77"] })
    const lines = buildOrderLines(view, LOOK)
    expectSound(lines)
    expect(lines.total_amount).toBe(roundedTotal(view))
    expect(lines.articles.filter(({ id }) => id !== "adjustment").reduce((sum, { quantity }) => sum + quantity, 0)).toBe(300)
  })

  it("writes decimals in words as the language does", () => {
    const view = cartOf({ items: [line("12", "1.5", { title: "Tela" })] })
    expect(["es", "ca-ES", "pt-BR", "en-GB"].map((language) => buildOrderLines(view, { ...LOOK, language }).articles[0]?.name)).toEqual(["1,5 × Tela", "1,5 × Tela", "1,5 × Tela", "1.5 × Tela"])
  })

  it("keeps an id of its own for a variant that is called like another's second line, or like the adjustment", () => {
    const raw: RawCart = {
      items: [line("1", "1", { variant_id: "v" }), line("2", "1", { variant_id: "v" }), line("3", "1", { variant_id: "v-2" }), line("1", "3", { variant_id: "adjustment", adjustments: [{ amount: "1" }] })],
      credits: ["0.01"],
    }
    const { articles } = build(raw)
    expectSound(build(raw))
    expect(articles.map(({ id }) => id)).toEqual(expect.arrayContaining(["v", "v-2", "v-3", "adjustment-2"]))
    expect(articles.map(({ id }) => id)).not.toContain("adjustment")
  })
})
