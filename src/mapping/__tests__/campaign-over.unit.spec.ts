import { isCampaignOver } from "../campaign-over"

const now = new Date("2026-06-15T12:00:00Z")

describe("a campaign", () => {
  it.each([
    [null, false],
    ["2026-06-15T12:00:01", false],
    ["2026-06-15T11:59:59", true],
    ["2026-06-15T11:59:59.123456", true],
    ["2026-06-15", false],
    ["2026-06-14", true],
    ["2026-06-15T13:59:59+02:00", true],
    ["2026-06-15T14:00:01+02:00", false],
    ["some day", false],
  ])("that ends at %p is over: %s", (end_date, over) => {
    expect(isCampaignOver({ end_date }, now)).toBe(over)
  })
})
