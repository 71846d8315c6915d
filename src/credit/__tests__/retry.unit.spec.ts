import { isPastGiveUpTime, nextTry, RECHECK_MS } from ".."

const HOUR = 60 * 60_000

describe("trying again", () => {
  // Case 6: everything is on its way again within two minutes of Aplazame's return.
  it("waits longer each time, and never longer than a minute and a half", () => {
    const pauses = (random: number): number[] => [0, 1, 2, 3, 4, 5, 6, 50].map((attempts) => nextTry(attempts, 0, "capture", () => random).getTime())
    expect(pauses(0.5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
    expect(Math.max(...pauses(0.999999))).toBeLessThanOrEqual(90_000)
    expect(Math.min(...pauses(0))).toBeGreaterThanOrEqual(1_000)
  })

  it("waits less for what does no harm when it is sent twice", () => {
    const pauses = [0, 3, 50].map((attempts) => nextTry(attempts, 0, "cancel", () => 0.5).getTime())
    expect(pauses).toEqual([2_000, 15_000, 15_000])
  })

  // Case 7.
  it("gives up by the clock and not by the number of tries", () => {
    const began = new Date(0)
    expect(isPastGiveUpTime(null, 1_000 * HOUR, 72 * HOUR)).toBe(false)
    expect([6, 71.9, 72].map((hours) => isPastGiveUpTime(began, hours * HOUR, 72 * HOUR))).toEqual([false, false, true])
  })

  it("looks every few minutes for what it waits for", () => expect(RECHECK_MS).toBeLessThanOrEqual(5 * 60_000))
})
