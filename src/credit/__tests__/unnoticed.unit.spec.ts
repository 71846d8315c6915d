import { cents } from "../../aplazame/cents"
import { completedLately, TOLD } from ".."
import { op } from "./a-credit"

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
