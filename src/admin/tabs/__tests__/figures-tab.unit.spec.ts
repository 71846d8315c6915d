import { createElement } from "react"
import { MemoryRouter } from "react-router-dom"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { CurrencyFigures } from "../../lib/api-types"
import { Shown } from "../figures-tab"

const counts = { started: 8, approved: 4, refused: 1, abandoned: 2, in_review: 1, in_progress: 0, approved_amount: 40_000, refunded_amount: 1_000 }
const none = { started: 0, approved: 0, refused: 0, abandoned: 0, in_review: 0, in_progress: 0, approved_amount: 0, refunded_amount: 0 }
const figures: CurrencyFigures = {
  currency_code: "eur",
  total: { ...counts, average_order: 10_000, decision_seconds: 95 },
  days: [{ day: "2026-03-01", ...none }, { day: "2026-03-02", ...counts }],
  products: [{ product: null, ...counts, average_order: 10_000, decision_seconds: 95 }],
  reasons: [{ reason: "ko_generic", count: 1 }],
  shop: { orders: 10, amount: 160_000, aplazame_orders: 4, aplazame_amount: 40_000 },
}
const html = (given: Partial<CurrencyFigures> = {}, language: "en" | "es" = "en") => drawn(createElement(MemoryRouter, null, createElement(Shown, { figures: { ...figures, ...given } })), language)

describe("the figures of a period", () => {
  it("stand at a glance, each with what it means", () => {
    expect(textsOf(html().split("<section")[0]!)).toEqual([
      "Checkouts started", "8",
      "Approved", "4", "50% of those started",
      "Refused", "1", "13% of those started",
      "Abandoned", "2", "25% of those started",
      "In review", "1", "13% of those started",
      "Time to decision", "2 min", "Median",
      "Share of sales", "25%", "4 of 10 orders",
      "Average order", "€100.00",
      "Approved amount", "€400.00",
      "Refunded", "€10.00",
    ])
  })

  it("have no share, average or time where there is nothing to tell it from", () => {
    const texts = textsOf(html({ total: { ...none, average_order: null, decision_seconds: null }, shop: { orders: 0, amount: 0, aplazame_orders: 0, aplazame_amount: 0 } }))
    expect(texts[texts.indexOf("Time to decision") + 1]).toBe("–")
    expect(texts[texts.indexOf("Share of sales") + 1]).toBe("–")
    expect(texts[texts.indexOf("Average order") + 1]).toBe("–")
  })

  it("are told to a screen reader in place of the chart, in the operator's language", () => {
    expect(html()).toContain('aria-label="8 checkouts, most of them (8) on Mar 2, 2026."')
    expect(html({}, "es")).toContain('aria-label="8 compras; el máximo (8), 2 mar 2026."')
  })

  it("say why credits were refused", () => {
    expect(textsOf(html())).toEqual(expect.arrayContaining(["Refused, by reason", "Aplazame did not grant the credit", "Unknown"]))
  })

  it("are shown by weeks in a long period", () => {
    const days = Array.from({ length: 100 }, (_, index) => ({ ...none, day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10), started: 1, abandoned: 1 }))
    const texts = textsOf(html({ days }))
    expect(texts).toEqual(expect.arrayContaining(["Checkouts by week", "By week", "Week of Jan 1, 2026"]))
    expect(texts).not.toContain("Checkouts by day")
  })
})
