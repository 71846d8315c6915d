import { createElement } from "react"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import { OrderStateBadge, RemoteStatusCell } from "../badges"

const badge = (state: "confirmed" | "cancelled", fully_refunded: boolean, language: "en" | "es" | "ptPT" = "en") => textsOf(drawn(createElement(OrderStateBadge, { credit: { state, fully_refunded } }), language))
const cell = (given: { status: string; cancelled?: boolean; refunded?: boolean }) => textsOf(drawn(createElement(RemoteStatusCell, given)))

describe("the state of a credit", () => {
  it("is refunded where all of it went back, as Medusa's own badge says of the order", () => {
    expect([badge("cancelled", true), badge("cancelled", true, "es"), badge("cancelled", true, "ptPT")]).toEqual([["Refunded"], ["Reembolsado"], ["Reembolsado"]])
    expect(cell({ status: "ok", cancelled: true, refunded: true })).toEqual(["Refunded"])
  })

  it("is canceled where nothing had moved", () => {
    expect([badge("cancelled", false), badge("confirmed", false)]).toEqual([["Canceled"], ["Confirmed"]])
    expect([cell({ status: "ok", cancelled: true }), cell({ status: "ok" }), cell({ status: "ko" })]).toEqual([["Canceled"], ["Accepted"], ["Refused"]])
  })
})
