import { formatDay } from "../day"

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
