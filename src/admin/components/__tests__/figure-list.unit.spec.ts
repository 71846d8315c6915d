import { createElement } from "react"
import type { Figures } from "../../lib/api-types"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import { FigureList } from "../figure-list"

const read = (figures: Figures): string => textsOf(drawn(createElement(FigureList, { figures, currency: "eur" }))).join(" ").replaceAll(" :", ":")

describe("the figures of a problem", () => {
  it("name the operation first, and what was left before what is left now, in whatever order they come", () => {
    expect(read({ remaining_now: 17_895, remaining_before: 20_395, amount: 2_000, kind: "refund" })).toBe("Operation: Refund Amount: €20.00 Left before: €203.95 Left now: €178.95")
  })

  it("are otherwise as they come, without those that say nothing", () => {
    expect(read({ here: 100, there: 200, difference: null, code: "" })).toBe("Here: €1.00 At Aplazame: €2.00")
  })
})
