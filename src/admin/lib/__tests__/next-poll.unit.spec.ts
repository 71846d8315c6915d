import type { Overview, TimelineOperation } from "../api-types"
import { nextPoll, signatureOf } from "../next-poll"

const NOW = Date.parse("2026-01-01T12:00:00Z")
const operation = (state: TimelineOperation["state"], next: string | null = null): TimelineOperation => ({
  ...{ type: "operation", id: "aplop_1", at: "2026-01-01T11:59:00Z", kind: "capture", state, amount: 100, remaining_before: null, remaining_after: null, via_refund: false },
  ...{ asked_by: { kind: "store", word: null, number: null }, decided_by: null, attempts: 1, next_attempt_at: next, sent_at: null, settled_at: null, error_code: null, error_message: null },
})
const overview = (timeline: Overview["timeline"], over: Partial<Overview> = {}): Overview =>
  ({ order_id: "order_1", credit: { state: "confirmed" }, version: "a", actions: null, problems: [], timeline, refreshing: false, ...over }) as Overview
const again = (seen: Overview, unchanged = 0, expecting = false) => nextPoll(seen, unchanged, expecting, NOW)

describe("when the widget looks again", () => {
  it.each([
    ["sent", null, true],
    ["unknown", null, true],
    ["planned", null, true],
    ["planned", "2026-01-01T12:00:30Z", true],
    ["planned", "2026-01-01T15:00:00Z", false],
    ["unknown", "2026-01-01T15:00:00Z", false],
    ["done", null, false],
    ["refused", null, false],
    ["skipped", null, false],
  ] as const)("an operation that is %s, next at %p: %p", (state, next, looks) => {
    expect(again(overview([operation("done"), operation(state, next)])) !== false).toBe(looks)
  })

  it("asks less and less often while nothing changes, and goes on while something is under way", () => {
    const pauses = [0, 4, 6, 8, 50].map((unchanged) => Number(again(overview([operation("sent")]), unchanged)))
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses)
    expect(new Set(pauses).size).toBeGreaterThan(2)
  })

  it("follows a page that somebody did something to, for a bounded while", () => {
    const quiet = overview([operation("done")])
    expect(again(quiet)).toBe(false)
    expect(again(quiet, 0, true)).not.toBe(false)
    expect(again(quiet, 12, true)).toBe(false)
  })

  it("does not look at an order that was paid otherwise", () => {
    expect(again(overview([], { credit: null, refreshing: true }), 0, true)).toBe(false)
  })

  it("takes new states and new entries for a change, and another time of the same for none", () => {
    const one = signatureOf(overview([operation("sent")]))
    expect(signatureOf(overview([operation("done")]))).not.toBe(one)
    expect(signatureOf(overview([operation("sent"), { ...operation("planned"), id: "aplop_2" }]))).not.toBe(one)
    expect(signatureOf(overview([operation("sent", "2026-01-01T12:00:30Z")]))).toBe(one)
  })
})
