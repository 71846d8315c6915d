import { cents } from "../../aplazame/cents"
import { isPastGiveUpTime, hasKeyOf, numberedKey, nextTry, WAIT_MS, completedLately, TOLD } from ".."
import { op } from "./a-credit"

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

  it("looks every few minutes for what it waits for", () => expect(WAIT_MS).toBeLessThanOrEqual(5 * 60_000))
})

describe("a request that ended without effect", () => {
  it("is planned again under the next key, and is still the same request", () => {
    expect([1, 2, 3].map((number) => numberedKey("cancel:a", number))).toEqual(["cancel:a", "cancel:a#2", "cancel:a#3"])
    expect(["cancel:a", "cancel:a#2", "cancel:ab"].map((business_key) => hasKeyOf({ business_key }, "cancel:a"))).toEqual([true, true, false])
  })
})

describe("what went through after all, and a person was not told", () => {
  const now = Date.parse("2026-01-01T12:00:00Z")
  const booked = { medusa_ref: "ref_1", untold_since: new Date(now - 60_000) }
  const request = { payment_id: "pay_1", amount: cents(5000) }
  const part = (over = {}) => op("refund", 4000, { request_amount: cents(5000), ...booked, ...over })

  it("is told of a request of the same payment, of whatever amount and whatever of it went through", () => {
    const parts = [part(), op("void", 500, { request_amount: cents(5000), ...booked })]
    expect(completedLately(parts, "refund", request, now)).toEqual(parts)
    const captured = op("capture", 5000, booked)
    expect(completedLately([captured], "capture", request, now)).toEqual([captured])
    expect(completedLately([captured, ...parts], "refund", { payment_id: "pay_1" }, now)).toEqual(parts)
    expect(completedLately([captured, ...parts], "void", { payment_id: "pay_1" }, now)).toEqual(parts)
  })

  it("is told of a void by a button, which Medusa has no row for", () => {
    const off = op("void", 2000, { business_key: "admin:token", untold_since: booked.untold_since })
    expect(completedLately([off], "void", request, now)).toEqual([off])
  })

  it("is told of what went back in Aplazame's panel, of whatever amount and however it was booked", () => {
    const found = { untold_since: new Date(now - 60_000), medusa_ref: null }
    const off = op("void", 5000, { business_key: "panel:void:aplord_1:5000", ...found })
    const back = part({ business_key: "panel:refund:aplord_1:4000" })
    const merged = part({ business_key: "panel:refund:aplord_1:9999", amount: cents(9999), request_amount: cents(9999) })
    for (const kind of ["void", "refund"] as const) expect(completedLately([off, back, merged], kind, request, now)).toEqual([off, back, merged])
    expect(completedLately([off, back, merged], "capture", request, now)).toEqual([])
    expect(completedLately([op("void", 5000, { ...found, untold_since: TOLD })], "void", request, now)).toEqual([])
  })

  it.each([
    ["it was told", { untold_since: TOLD }],
    ["nobody knows whether it was told, and it is long over", { untold_since: null }],
    ["any page from before is closed by now", { untold_since: new Date(now - 16 * 60_000) }],
    ["it is another payment", { payment_id: "pay_2" }],
    ["it did not happen", { state: "not_done" as const }],
    ["the plugin planned it by itself", { business_key: "fulfillment:ful_1" }],
  ])("is not told when %s", (_why, over) => {
    expect(completedLately([part(over)], "refund", request, now)).toEqual([])
  })
})
