import { cents } from "../../../aplazame"
import { reasonsAgainst } from "../rules"

describe("what the store's own options say against a purchase", () => {
  const codesOf = (amount: number | null, limits: { minAmount?: number; maxAmount?: number } = {}) =>
    reasonsAgainst({ countries: ["es"], minAmount: undefined, maxAmount: undefined, ...limits }, { amount: amount === null ? null : cents(amount), currency: "eur", country: "es" }).map(({ code }) => code)

  it("nothing to pay is a reason of its own, below a limit and without one", () => {
    expect([codesOf(0), codesOf(0, { minAmount: 5_000 }), codesOf(-1)]).toEqual([["nothing_to_pay"], ["nothing_to_pay"], ["nothing_to_pay"]])
  })

  it("a cent is an amount, out of the limits or within", () => {
    expect([codesOf(1), codesOf(1, { minAmount: 2 }), codesOf(3, { maxAmount: 2 }), codesOf(null, { minAmount: 2 })]).toEqual([[], ["amount_out_of_limits"], ["amount_out_of_limits"], []])
  })
})
