import { createElement } from "react"
import type { Credit } from "../../lib/api-types"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import { Figures } from "../figures"

const amounts = { total: 25_900, captured: 10_000, refunded: 3_000, voided: 0, remaining: 22_900, uncaptured: 15_900, refundable: 7_000 }
const html = (more: Partial<Credit["amounts"]> = {}, state: Credit["state"] = "confirmed") => drawn(createElement(Figures, { credit: { state, currency_code: "eur", amounts: { ...amounts, ...more } } as Credit }))

describe("the figures of a credit", () => {
  it("stand so that they add up from below: what was captured is its parts, the credit is captured and still to capture", () => {
    expect(textsOf(html())).toEqual(["Credit", "€259.00", "Captured", "€100.00", "Can still be refunded", "€70.00", "Refunded", "€30.00", "Still to capture", "€159.00"])
  })

  it("show what was captured further out than its parts", () => {
    const inner = html().split("<dt").slice(0, -1).map((row) => row.includes("pl-4"))
    expect(inner).toEqual([false, false, true, true, false])
  })

  it("leave out what is nothing", () => {
    expect(textsOf(html({ captured: 0, refunded: 0, refundable: 0, uncaptured: 25_900 }))).toEqual(["Credit", "€259.00", "Captured", "€0.00", "Still to capture", "€259.00"])
  })

  it("are only what was asked for where the credit never came to be", () => {
    expect(textsOf(html({}, "refused"))).toEqual(["Requested", "€259.00"])
  })
})
