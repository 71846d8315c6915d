import { barsOf, daysBefore, isAnswered, periodOf } from "../period"

const of = (query: string, today = "2026-03-30") => periodOf(new URLSearchParams(query), today)

describe("the days that an operator asks for", () => {
  it.each([
    ["", "30", "2026-03-01", "2026-03-30"],
    ["period=7", "7", "2026-03-24", "2026-03-30"],
    ["period=90", "90", "2025-12-31", "2026-03-30"],
    ["period=year", "year", "2026-01-01", "2026-03-30"],
    ["period=own&from=2025-01-02&to=2025-02-03", "own", "2025-01-02", "2025-02-03"],
    ["period=own", "own", "2026-03-01", "2026-03-30"],
    ["period=own&from=soon&to=2026-03-29", "own", "2026-03-01", "2026-03-29"],
    ["period=other", "30", "2026-03-01", "2026-03-30"],
  ])("%s", (query, name, from, to) => {
    expect(of(query)).toEqual({ name, from, to })
  })

  it("are counted by the calendar", () => {
    expect([daysBefore("2026-03-30", 1), daysBefore("2024-03-01", 1), daysBefore("2026-01-01", 365)]).toEqual(["2026-03-29", "2024-02-29", "2025-01-01"])
  })

  it.each([
    ["2026-01-01", "2026-01-01", true],
    ["2024-01-01", "2024-12-31", true],
    ["2024-01-01", "2025-01-01", false],
    ["2026-01-02", "2026-01-01", false],
  ])("are at most a year, the first not after the last: %s to %s", (from, to, answered) => {
    expect(isAnswered({ from, to })).toBe(answered)
  })
})

describe("the bars of a chart", () => {
  const days = (count: number) => Array.from({ length: count }, (_, index) => ({ day: daysBefore("2026-12-31", count - 1 - index), started: index }))

  it("are days", () => {
    expect(barsOf(days(92))).toEqual({ weekly: false, bars: days(92) })
  })

  it("are weeks where there are many, which lose nothing", () => {
    const { weekly, bars } = barsOf(days(365))
    expect([weekly, bars.length, bars[0], bars.at(-1)]).toEqual([true, 53, { day: "2026-01-01", started: 21 }, { day: "2026-12-31", started: 364 }])
    expect(bars.reduce((total, { started }) => total + started, 0)).toBe((364 * 365) / 2)
  })
})
