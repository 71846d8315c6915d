import { beginningsOf, daysBetween, daysOf, isDay, isTimeZone } from "../days"

const begins = (day: string, zone: string): string => beginningsOf([day], zone)[0]!.toISOString()

describe("the days of a period", () => {
  it("are all of it, and the one after its last", () => {
    expect(daysOf("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
    expect([daysBetween("2026-01-01", "2026-12-31"), daysBetween("2026-01-02", "2026-01-02"), daysBetween("2026-01-02", "2025-01-01")]).toEqual([365, 1, 0])
  })

  it.each([
    ["2026-11-21", true],
    ["2024-02-29", true],
    ["2026-02-29", false],
    ["2026-1-1", false],
    ["2026-11-21T10:00:00Z", false],
    ["", false],
  ])("%s is a day: %s", (text, is) => {
    expect(isDay(text)).toBe(is)
  })

  it.each([
    ["winter", "2026-01-15", "Europe/Madrid", "2026-01-14T23:00:00.000Z"],
    ["summer", "2026-07-15", "Europe/Madrid", "2026-07-14T22:00:00.000Z"],
    ["the day whose clocks are put forward", "2026-03-29", "Europe/Madrid", "2026-03-28T23:00:00.000Z"],
    ["the day after it", "2026-03-30", "Europe/Madrid", "2026-03-29T22:00:00.000Z"],
    ["the day whose clocks are put back", "2026-10-25", "Europe/Madrid", "2026-10-24T22:00:00.000Z"],
    ["the day after it", "2026-10-26", "Europe/Madrid", "2026-10-25T23:00:00.000Z"],
    ["another zone of the same country", "2026-07-15", "Atlantic/Canary", "2026-07-14T23:00:00.000Z"],
    ["a day that begins at one o'clock", "2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["a day whose midnight comes twice", "2025-11-02", "America/Havana", "2025-11-02T04:00:00.000Z"],
    ["half an hour", "2026-01-15", "Asia/Kolkata", "2026-01-14T18:30:00.000Z"],
    ["UTC", "2026-01-15", "UTC", "2026-01-15T00:00:00.000Z"],
  ])("begin where the zone's clocks say so: %s", (_, day, zone, at) => {
    expect(begins(day, zone)).toBe(at)
  })

  it.each([
    ["Europe/Madrid", true],
    ["UTC", true],
    ["Etc/GMT+3", true],
    ["+02:00", false],
    ["Europe/Nowhere", false],
    ["'; drop table", false],
    ["", false],
  ])("%s is a zone: %s", (name, is) => {
    expect(isTimeZone(name)).toBe(is)
  })
})
