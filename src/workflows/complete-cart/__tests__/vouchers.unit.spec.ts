import { isUsedUp, type Voucher } from "../vouchers"

const USER = { customer_id: "cus_1", customer_email: "ana@example.com" }
const voucher = (given: Partial<Voucher>): Voucher => ({ code: "VALE", limit: null, used: 0, budget: null, ...given })
const budget = (given: Partial<NonNullable<Voucher["budget"]>>): Voucher["budget"] => ({ type: "usage", limit: null, used: 0, attribute: null, usages: [], ...given })
const asked = (one: Voucher, amounts = [5]) => isUsedUp([one], amounts.map((amount) => ({ code: "VALE", amount })), USER)

describe("whether a cart's voucher can be used once more", () => {
  it.each<[string, Voucher, boolean]>([
    ["no limit", voucher({ used: 9 }), false],
    ["a use is left", voucher({ limit: 2, used: 1 }), false],
    ["the last use is gone", voucher({ limit: 1, used: 1 }), true],
    ["a limit of none", voucher({ limit: 0 }), true],
    ["a campaign with a use left", voucher({ budget: budget({ limit: 1 }) }), false],
    ["a campaign that is used up", voucher({ budget: budget({ limit: 1, used: 1 }) }), true],
    ["a budget of money that still covers it", voucher({ budget: budget({ type: "spend", limit: 10, used: 5 }) }), false],
    ["a budget of money that does not", voucher({ budget: budget({ type: "spend", limit: 10, used: 5.01 }) }), true],
    ["once for each customer, and somebody else used it", voucher({ budget: budget({ type: "use_by_attribute", limit: 1, used: 7, attribute: "customer_id", usages: [{ value: "cus_2", used: 1 }] }) }), false],
    ["once for each customer, and this one used it", voucher({ budget: budget({ type: "use_by_attribute", limit: 1, attribute: "customer_email", usages: [{ value: "ana@example.com", used: 1 }] }) }), true],
    ["a kind of budget that is not known", voucher({ budget: budget({ type: "other", limit: 1, used: 9 }) }), false],
  ])("%s", (_what, one, usedUp) => expect(asked(one)).toBe(usedUp))

  it("counts a code on two lines as one use, and its amounts together", () => {
    expect(asked(voucher({ limit: 1 }), [2, 3])).toBe(false)
    expect(asked(voucher({ budget: budget({ type: "spend", limit: 10 }) }), [6, 6])).toBe(true)
  })

  it("does not mind a voucher that is not on the cart", () => expect(isUsedUp([voucher({ limit: 1, used: 1 })], [], USER)).toBe(false))
})
