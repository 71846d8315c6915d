import { isUsedUp, type Promotion } from "../used-up-promotions"

const USER = { customer_id: "cus_1", customer_email: "ana@example.com" }
const promotion = (given: Partial<Promotion>): Promotion => ({ code: "VALE", limit: null, used: 0, budget: null, ...given })
const budget = (given: Partial<NonNullable<Promotion["budget"]>>): Promotion["budget"] => ({ type: "usage", limit: null, used: 0, attribute: null, usages: [], ...given })
const asked = (one: Promotion, amounts = [5]) => isUsedUp([one], amounts.map((amount) => ({ code: "VALE", amount })), USER)

describe("whether a cart's promotion can be used once more", () => {
  it.each<[string, Promotion, boolean]>([
    ["no limit", promotion({ used: 9 }), false],
    ["a use is left", promotion({ limit: 2, used: 1 }), false],
    ["the last use is gone", promotion({ limit: 1, used: 1 }), true],
    ["a limit of none", promotion({ limit: 0 }), true],
    ["a campaign with a use left", promotion({ budget: budget({ limit: 1 }) }), false],
    ["a campaign that is used up", promotion({ budget: budget({ limit: 1, used: 1 }) }), true],
    ["a budget of money that still covers it", promotion({ budget: budget({ type: "spend", limit: 10, used: 5 }) }), false],
    ["a budget of money that does not", promotion({ budget: budget({ type: "spend", limit: 10, used: 5.01 }) }), true],
    ["once for each customer, and somebody else used it", promotion({ budget: budget({ type: "use_by_attribute", limit: 1, used: 7, attribute: "customer_id", usages: [{ value: "cus_2", used: 1 }] }) }), false],
    ["once for each customer, and this one used it", promotion({ budget: budget({ type: "use_by_attribute", limit: 1, attribute: "customer_email", usages: [{ value: "ana@example.com", used: 1 }] }) }), true],
    ["a kind of budget that is not known", promotion({ budget: budget({ type: "other", limit: 1, used: 9 }) }), false],
  ])("%s", (_what, one, usedUp) => expect(asked(one)).toBe(usedUp))

  it("counts a code on two lines as one use, and its amounts together", () => {
    expect(asked(promotion({ limit: 1 }), [2, 3])).toBe(false)
    expect(asked(promotion({ budget: budget({ type: "spend", limit: 10 }) }), [6, 6])).toBe(true)
  })

  it("does not mind a promotion that is not on the cart", () => expect(isUsedUp([promotion({ limit: 1, used: 1 })], [], USER)).toBe(false))
})
