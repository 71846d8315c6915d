import { cents } from "../../../aplazame"
import type { CheckoutCount, RefundSum } from "../../../modules/aplazame/stores"
import { assemble, csvRows, toCsv, type Facts } from "../assemble"

const DAYS = ["2026-03-01", "2026-03-02"]
const some = (given: Partial<CheckoutCount> & { count: number }): CheckoutCount => ({ day: 0, currency_code: "eur", product: "instalments", outcome: "approved", reason: null, amount: cents(given.count * 100), ...given })
const refund = (given: Partial<RefundSum>): RefundSum => ({ day: 0, currency_code: "eur", product: "instalments", amount: cents(500), ...given })
const facts = (given: Partial<Facts>): Facts => ({ checkouts: [], refunds: [], decisions: [], sales: [], ...given })

const TWO_DAYS = facts({
  checkouts: [
    some({ count: 2, amount: cents(10_001) }),
    some({ count: 1, amount: cents(2_000), product: null }),
    some({ count: 3, outcome: "refused", reason: "ko_generic", amount: cents(90_000) }),
    some({ day: 1, count: 1, outcome: "refused", reason: "ko_generic" }),
    some({ day: 1, count: 2, outcome: "refused", reason: "failed_challenge" }),
    some({ day: 1, count: 4, outcome: "abandoned" }),
    some({ day: 1, count: 1, outcome: "in_review" }),
    some({ day: 1, count: 1, outcome: "in_progress" }),
  ],
  refunds: [refund({}), refund({ day: 1, product: "pay_later", amount: cents(700) })],
  decisions: [
    { currency_code: "eur", product: null, whole: true, seconds: 90.4 },
    { currency_code: "eur", product: null, whole: false, seconds: 200 },
    { currency_code: "eur", product: "instalments", whole: false, seconds: -3 },
  ],
  sales: [{ currency_code: "eur", orders: 10, paid_orders: 3, total: "400.5", paid_total: "120.01" }, { currency_code: "usd", orders: 1, paid_orders: 0, total: "9", paid_total: "0" }],
})

describe("the figures of a period", () => {
  const [eur, ...others] = assemble(TWO_DAYS, DAYS)

  it("are of the currencies that Aplazame was asked in", () => {
    expect([eur?.currency_code, others]).toEqual(["eur", []])
  })

  it("count every checkout once, by what became of it", () => {
    const { started, approved, refused, abandoned, in_review, in_progress } = eur!.total
    expect({ started, approved, refused, abandoned, in_review, in_progress }).toEqual({ started: 15, approved: 3, refused: 6, abandoned: 4, in_review: 1, in_progress: 1 })
  })

  it("add up what was approved and what was given back, and nothing that was only asked for", () => {
    expect(eur!.total).toMatchObject({ approved_amount: 12_001, average_order: 4_000, refunded_amount: 1_200, decision_seconds: 90 })
  })

  it("have each day, also the product of a refund alone, and say how long a decision took of each product", () => {
    expect(eur!.days.map(({ day, started, refunded_amount }) => [day, started, refunded_amount])).toEqual([["2026-03-01", 6, 500], ["2026-03-02", 9, 700]])
    expect(eur!.products.map(({ product, started, approved, average_order, decision_seconds, refunded_amount }) => [product, started, approved, average_order, decision_seconds, refunded_amount])).toEqual([
      ["instalments", 14, 2, 5_001, 0, 500],
      [null, 1, 1, 2_000, 200, 0],
      ["pay_later", 0, 0, null, null, 700],
    ])
  })

  it("name the reasons of the refused, the commonest first", () => {
    expect(eur!.reasons).toEqual([{ reason: "ko_generic", count: 4 }, { reason: "failed_challenge", count: 2 }])
  })

  it("stand beside what the shop sold in the same currency", () => {
    expect(eur!.shop).toEqual({ orders: 10, amount: 40_050, aplazame_orders: 3, aplazame_amount: 12_001 })
  })

  it("never add two currencies", () => {
    const both = assemble(facts({ checkouts: [some({ count: 1 }), some({ count: 2, currency_code: "usd" })] }), DAYS)
    expect(both.map(({ currency_code, total, shop }) => [currency_code, total.started, total.approved_amount, shop.orders])).toEqual([["usd", 2, 200, 0], ["eur", 1, 100, 0]])
  })

  it("are none of a period in which nothing happened", () => {
    expect(assemble(facts({}), DAYS)).toEqual([])
  })
})

describe("the figures for a spreadsheet", () => {
  it("are a line for each day, currency and product with anything in it", () => {
    expect(toCsv(csvRows(TWO_DAYS, DAYS)).split("\r\n")).toEqual([
      "day,currency_code,product,started,approved,refused,abandoned,in_review,in_progress,approved_amount,refunded_amount",
      "2026-03-01,eur,instalments,5,2,3,0,0,0,100.01,5.00",
      "2026-03-01,eur,unknown,1,1,0,0,0,0,20.00,0.00",
      "2026-03-02,eur,instalments,9,0,3,4,1,1,0.00,0.00",
      "2026-03-02,eur,pay_later,0,0,0,0,0,0,0.00,7.00",
      "",
    ])
  })
})
