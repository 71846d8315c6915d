import fc from "fast-check"
import { LONGEST_RETRY_WAIT_MS, parseRetryAfter, retryWaitMs } from "../http/retry"

describe("the wait before a GET is tried again", () => {
  it("doubles, and is jittered between half and whole", () => {
    expect([1, 2, 3].map((n) => retryWaitMs(n, 200, 0, () => 1))).toEqual([200, 400, 800])
    expect([1, 2, 3].map((n) => retryWaitMs(n, 200, 0, () => 0))).toEqual([100, 200, 400])
  })

  it("is never shorter than Retry-After and never longer than the cap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(60_000), fc.nat(1e9), fc.double({ min: 0, max: 1, noNaN: true }), (n, base, after, random) => {
        const wait = retryWaitMs(n, base, after, () => random)
        expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_WAIT_MS)
        expect(wait).toBeGreaterThanOrEqual(Math.min(after, LONGEST_RETRY_WAIT_MS))
      })
    )
  })
})

describe("Retry-After", () => {
  const now = Date.UTC(2026, 0, 1)
  it.each([
    ["2", 2_000], ["0", 0], ["-5", 0], ["1.5", 1_500], ["", 0], ["soon", 0], [undefined, 0], [["1"], 0],
    ["Thu, 01 Jan 2026 00:00:03 GMT", 3_000], ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ])("%p asks for %i ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms)
  })
})
