import { MappingError } from "../mapping-error"
import { buildOrderLines } from "../order-lines"
import { aplazameSum, cartOf, LOOK, type RawCart } from "./carts"

const build = (raw: RawCart) => buildOrderLines(cartOf(raw), LOOK)

/** Only what counts, without texts. */
const figures = (raw: RawCart) => {
  const { articles, shipping, total_amount } = build(raw)
  expect(aplazameSum(articles, shipping)).toBe(total_amount)
  return {
    total: total_amount,
    articles: articles.map(({ id, quantity, price, discount = 0, tax_rate }) => [id, quantity, price, discount, tax_rate]),
    shipping: [shipping.price, shipping.discount ?? 0, shipping.tax_rate],
  }
}

describe("buildOrderLines", () => {
  it("keeps net prices, quantity and rate of an ordinary cart: 2 × 19.99 and 4.95 shipping at 21 %", () => {
    expect(figures({ items: [{ unit_price: "19.99", quantity: "2" }], shipping: [{ amount: "4.95" }] })).toEqual({
      total: 5437,
      articles: [["variant_0", 2, 1999, 0, 2100]],
      shipping: [495, 0, 2100],
    })
  })

  it("comes to the rounded total where the rounded lines would not: 3 × 19.99 and 4.95 are 78.5532", () => {
    expect(figures({ items: [{ unit_price: "19.99", quantity: "3" }], shipping: [{ amount: "4.95" }] }).total).toBe(7855)
  })

  it("states the net price of a price with tax", () => {
    expect(
      figures({
        items: [{ unit_price: "19.99", quantity: "2", is_tax_inclusive: true }],
        shipping: [{ amount: "4.95", is_tax_inclusive: true }],
      })
    ).toEqual({ total: 4493, articles: [["variant_0", 2, 1652, 0, 2100]], shipping: [409, 0, 2100] })
  })

  it("adds the rates of a line with several tax lines", () => {
    expect(figures({ items: [{ unit_price: "100", quantity: "1", rates: ["21", "5.2"] }] }).articles).toEqual([
      ["variant_0", 1, 10_000, 0, 2620],
    ])
  })

  it("states a promotion as a discount per piece, before tax, next to the list price", () => {
    expect(figures({ items: [{ unit_price: "20.00", quantity: "2", adjustments: [{ amount: "4" }] }] }).articles).toEqual([
      ["variant_0", 2, 2000, 200, 2100],
    ])
  })

  it("reads a promotion whose amount holds tax as the same discount", () => {
    const adjustments = [{ amount: "4.84", is_tax_inclusive: true }]
    expect(figures({ items: [{ unit_price: "20.00", quantity: "2", adjustments }] }).articles).toEqual([
      ["variant_0", 2, 2000, 200, 2100],
    ])
  })

  it("splits a line whose discount does not divide by its pieces", () => {
    expect(figures({ items: [{ unit_price: "20.00", quantity: "3", adjustments: [{ amount: "10" }] }] })).toEqual({
      total: 6050,
      articles: [
        ["variant_0", 1, 2000, 334, 2100],
        ["variant_0-b", 2, 2000, 333, 2100],
      ],
      shipping: [0, 0, 0],
    })
  })

  it("splits a line whose tiny prices would add up to whole units of drift", () => {
    const { articles, total } = figures({ items: [{ unit_price: "0.333", quantity: "1000" }] })
    expect(total).toBe(40_293)
    expect(articles).toEqual([
      ["variant_0", 700, 33, 0, 2100],
      ["variant_0-b", 300, 34, 0, 2100],
    ])
  })

  it("sells a broken quantity as one piece that names it, at its real rate", () => {
    const { articles } = build({ items: [{ unit_price: "12.00", quantity: "1.5", title: "Cloth" }] })
    expect(articles).toMatchObject([{ name: "1,5 × Cloth", quantity: 1, price: 1800, tax_rate: 2100 }])
  })

  it("falls to one untaxed piece at the price with tax when no rate of two decimals fits", () => {
    const { articles, total_amount } = build({
      items: [{ unit_price: "9000", quantity: "3", rates: ["33.333"], title: "Piano" }],
    })
    expect(total_amount).toBe(3_599_991)
    expect(articles).toMatchObject([{ name: "3 × Piano", quantity: 1, price: 3_599_991, tax_rate: 0 }])
  })

  it("adds shipping methods at one rate, and states a shipping discount", () => {
    expect(
      figures({
        items: [{ unit_price: "10", quantity: "1" }],
        shipping: [{ amount: "4.95", adjustments: [{ amount: "2" }] }, { amount: "3.00" }],
      }).shipping
    ).toEqual([795, 200, 2100])
  })

  it("joins the names of several methods and states one untaxed price when their rates differ", () => {
    const { shipping } = build({
      items: [{ unit_price: "10", quantity: "1" }],
      shipping: [
        { name: "Correos", amount: "10", rates: ["21"] },
        { name: "Frío", amount: "10", rates: ["10"] },
      ],
    })
    expect(shipping).toEqual({ name: "Correos; Frío", price: 2310, tax_rate: 0 })
  })

  it("has a shipping section with price 0 when nothing is shipped", () => {
    expect(build({ items: [{ unit_price: "10", quantity: "1" }] }).shipping).toEqual({
      name: "Sin envío",
      price: 0,
      tax_rate: 0,
    })
  })

  it("takes credit lines off the dearest line as a discount, keeping its price, quantity and rate", () => {
    const { articles, total } = figures({
      items: [
        { unit_price: "10", quantity: "1" },
        { unit_price: "100", quantity: "1" },
      ],
      credits: ["50"],
    })
    expect(total).toBe(8310)
    // 41.32 before tax is 49.9972 with it: 83.1028 rounds to what is left to pay.
    expect(articles).toEqual([
      ["variant_0", 1, 1000, 0, 2100],
      ["variant_1", 1, 10_000, 4132, 2100],
    ])
  })

  it("fills up with a small adjustment when no whole discount comes to the credit", () => {
    const { articles, total } = figures({ items: [{ unit_price: "100", quantity: "1" }], credits: ["50.04"] })
    expect(total).toBe(7096)
    expect(articles).toEqual([
      ["variant_0", 1, 10_000, 4136, 2100],
      ["adjustment", 1, 1, 0, 0],
    ])
  })

  it("moves a discount by a hundredth rather than adding an adjustment", () => {
    const promotion = (price: string) => ({
      unit_price: price,
      quantity: "1",
      is_tax_inclusive: true,
      adjustments: [{ amount: (Number(price) / 10).toFixed(4), is_tax_inclusive: true }],
    })
    const shipping = [{ amount: "4.95", is_tax_inclusive: true }]
    expect(figures({ items: [promotion("14.90"), promotion("7.33")], shipping })).toEqual({
      total: 2496,
      articles: [
        ["variant_0", 1, 1231, 122, 2100],
        ["variant_1", 1, 606, 61, 2100],
      ],
      shipping: [409, 0, 2100],
    })
  })

  it("rounds towards the total when the noise of a division says that half a hundredth is less", () => {
    // 26.955 and 4.95, but for a net discount of ten decimals, which makes it 31.90500000005…
    const adjustments = [{ amount: "2.4752066116" }]
    const items = [{ unit_price: "29.95", quantity: "1", is_tax_inclusive: true, adjustments }]
    const shipping = [{ amount: "4.95", is_tax_inclusive: true }]
    expect(figures({ items, shipping })).toEqual({
      total: 3191,
      articles: [["variant_0", 1, 2475, 247, 2100]],
      shipping: [409, 0, 2100],
    })
  })

  it("takes credit off the same one of two lines of equal price, whichever comes first", () => {
    const taxed = { unit_price: "100", quantity: "1", variant_id: "taxed" }
    const untaxed = { unit_price: "121", quantity: "1", rates: [], variant_id: "untaxed" }
    const one = figures({ items: [taxed, untaxed], credits: ["50"] }).articles
    const other = figures({ items: [untaxed, taxed], credits: ["50"] }).articles
    expect([...other].sort()).toEqual([...one].sort())
    expect(one).toEqual([
      ["taxed", 1, 10_000, 0, 2100],
      ["untaxed", 1, 12_100, 5000, 0],
    ])
  })

  it("takes credit off the same one of two lines that differ in nothing but their product", () => {
    const a = { unit_price: "100", quantity: "1", variant_id: "a" }
    const b = { unit_price: "100", quantity: "1", variant_id: "b" }
    const one = figures({ items: [a, b], credits: ["50"] }).articles
    expect([...figures({ items: [b, a], credits: ["50"] }).articles].sort()).toEqual([...one].sort())
  })

  it("empties one line after another when credit is more than the dearest of them", () => {
    const { articles, total } = figures({
      items: [
        { unit_price: "30", quantity: "1", rates: [] },
        { unit_price: "20", quantity: "1", rates: [] },
      ],
      credits: ["45"],
    })
    expect(total).toBe(500)
    expect(articles).toEqual([
      ["variant_0", 1, 3000, 3000, 0],
      ["variant_1", 1, 2000, 1500, 0],
    ])
  })

  it("gives every line away when credit pays for all", () => {
    const { articles, total } = figures({ items: [{ unit_price: "19.99", quantity: "3" }], credits: ["72.5637"] })
    expect(total).toBe(0)
    expect(articles).toEqual([["variant_0", 3, 1999, 1999, 2100]])
  })

  it("names the adjustment in the shopper's language and gives it the shop's address", () => {
    const raw = { items: [{ unit_price: "19.99", quantity: "10", is_tax_inclusive: true }] }
    const named = (language: string) =>
      buildOrderLines(cartOf(raw), { ...LOOK, language }).articles.find(({ id }) => id === "adjustment")
    expect(named("es")).toEqual({
      id: "adjustment",
      name: "Ajuste",
      url: "https://shop.example/es/",
      image_url: "https://shop.example/es/",
      quantity: 1,
      price: 1,
      tax_rate: 0,
    })
    expect([named("en-GB")?.name, named("pt-PT")?.name, named("fr")?.name]).toEqual(["Adjustment", "Acerto", "Ajuste"])
  })

  it("leaves out lines of which nothing is left, and counts only what did not come back", () => {
    expect(
      figures({
        items: [
          { unit_price: "10", quantity: "3", returned: "1" },
          { unit_price: "10", quantity: "2", returned: "2" },
        ],
      })
    ).toMatchObject({ total: 2420, articles: [["variant_0", 2, 1000, 0, 2100]] })
  })

  it("covers what Medusa's lines do not explain with the adjustment", () => {
    const view = { ...cartOf({ items: [{ unit_price: "10", quantity: "1" }] }), total: "13.00" }
    const { articles, total_amount } = buildOrderLines(view, LOOK)
    expect(total_amount).toBe(1300)
    expect(articles[1]).toMatchObject({ id: "adjustment", price: 90 })
  })

  it("refuses a total below zero", () => {
    const view = { ...cartOf({ items: [{ unit_price: "10", quantity: "1" }] }), total: "-0.01" }
    expect(() => buildOrderLines(view, LOOK)).toThrow(expect.objectContaining({ code: "total_not_payable" }))
  })

  it("refuses a storefront address that is not absolute, whose links Aplazame would refuse", () => {
    const cart = cartOf({ items: [{ unit_price: "10", quantity: "1" }] })
    expect(() => buildOrderLines(cart, { storefrontUrl: "/es" })).toThrow(MappingError)
  })
})
