import { dateOf, dayOf, formatDay } from "../day"

describe("the day of a campaign's date", () => {
  it.each([
    ["2016-06-01T00:00:00", "en-GB", "1 Jun 2016"],
    ["2016-06-01T23:59:59", "es", "1 jun 2016"],
    ["2016-12-31", "en-GB", "31 Dec 2016"],
    ["soon", "en-GB", "soon"],
  ])("%s is the one that is written, wherever the operator sits: %s", (text, locale, shown) => {
    expect(formatDay(text, locale)).toBe(shown)
  })
})

describe("a day of the operator's", () => {
  it.each(["2026-01-01", "2026-11-21", "2024-02-29"])("is the same after a look at the calendar: %s", (text) => {
    expect(dayOf(dateOf(text)!)).toBe(text)
  })

  it.each(["", "soon", "2026-13-45"])("is none where there is no date: %p", (text) => {
    expect(dateOf(text)).toBeNull()
  })
})
