import fc from "fast-check"
import { cents } from "../../aplazame/cents"
import { answerOf, fulfilmentKey, mayDecide, type Operation, type SeenNow, type Shown } from ".."
import { captures, credit, op } from "./a-credit"

const SENT = new Date("2026-03-01T10:00:00Z")
const WHEN = { now: SENT.getTime() + 120_000, settleAfterMs: 60_000 }

/** A call without an answer: `before` was left when it went out. */
const lost = (kind: Operation["kind"], amount: number, before: number | null, over: Partial<Operation> = {}) =>
  op(kind, amount, { state: "unknown", remaining_before: before === null ? null : cents(before), sent_at: SENT, ...over })
const later = (left: number, voided: number, ...list: [number, number][]): Shown => ({ ended: false, captures: captures(left, ...list), voided: cents(voided), refundable: null })
const other = (refundable: number): Shown => ({ ended: false, captures: captures(0), voided: cents(0), refundable: cents(refundable) })
const seen = (figure: number | null, shown: Shown | null): SeenNow => ({ figure: figure === null ? null : { left: cents(figure), moved: null }, shown })

const decide = (one: Operation, now: SeenNow, earlier: Operation[] = [], product: "pay_later" | "instalments" = "pay_later") =>
  mayDecide(credit([...earlier, one], { product }), one, now, "person", WHEN)

describe("what a person may say of a call that the figures can't settle", () => {
  // 40 of 100 were to be captured, and 10 were voided in the panel meanwhile.
  it("is that it happened where Aplazame shows what that takes, or that it did not", () => {
    const capture = lost("capture", 4_000, 10_000)
    expect(decide(capture, seen(5_000, later(5_000, 1_000, [4_000, 4_000])))).toEqual({ happened: { ok: true, state: "done" }, not_happened: { ok: true, state: "refused" } })
    const refund = lost("refund", 2_000, 6_000, { target: "cap_1" })
    const earlier = [op("capture", 6_000)]
    expect(decide(refund, seen(3_000, later(4_000, 0, [6_000, 3_000])), earlier)).toMatchObject({ happened: { ok: true }, not_happened: { ok: true } })
    const whole = lost("refund", 2_000, 10_000)
    expect(decide(whole, seen(7_000, other(7_000)), [op("capture", 10_000, { target: "none" })], "instalments")).toMatchObject({ happened: { ok: true }, not_happened: { ok: true } })
    expect(decide(lost("void", 2_000, 10_000), seen(7_000, later(7_000, 3_000)))).toMatchObject({ happened: { ok: true }, not_happened: { ok: true } })
  })

  it("is never that it happened where less was moved there than it takes: both figures are told", () => {
    const capture = lost("capture", 4_000, 10_000)
    // The sum of the captures tells more than what is left: 70 are gone, and all of it was voided.
    expect(decide(capture, seen(3_000, later(3_000, 7_000)))).toEqual({
      happened: { ok: false, code: "answer_contradicted", figures: { amount: 4_000, expected: 4_000, there: 0 } },
      not_happened: { ok: true, state: "refused" },
    })
    const refund = lost("refund", 2_000, 6_000, { target: "cap_1" })
    expect(decide(refund, seen(5_000, later(4_000, 0, [6_000, 5_000])), [op("capture", 6_000)]).happened).toMatchObject({ code: "answer_contradicted", figures: { expected: 2_000, there: 1_000 } })
    const whole = lost("refund", 2_000, 9_000)
    const earlier = [op("capture", 10_000, { target: "none" }), op("refund", 1_000)]
    expect(decide(whole, seen(8_500, other(8_500)), earlier, "instalments").happened).toMatchObject({ figures: { expected: 3_000, there: 1_500 } })
  })

  it("is held against the one figure alone where Aplazame tells nothing else", () => {
    expect(decide(lost("void", 2_000, 10_000), seen(9_000, null)).happened).toEqual({ ok: false, code: "answer_contradicted", figures: { amount: 2_000, expected: 2_000, there: 1_000 } })
    expect(decide(lost("void", 2_000, 10_000), seen(7_000, null)).happened).toEqual({ ok: true, state: "done" })
    expect(decide(lost("void", 2_000, null), seen(7_000, null)).happened).toEqual({ ok: true, state: "done" })
  })

  it("is the person's word alone where Aplazame refuses to tell anything, or nothing is left of the credit", () => {
    const both = { happened: { ok: true, state: "done" }, not_happened: { ok: true, state: "refused" } }
    expect(decide(lost("refund", 2_000, 6_000, { target: "cap_1" }), seen(null, null))).toEqual(both)
    expect(decide(lost("refund", 2_000, 6_000), seen(0, { ended: true, captures: null, voided: null, refundable: null }))).toEqual(both)
  })

  it("of a credit that ended is still no capture that Aplazame does not list", () => {
    const ended: Shown = { ended: true, captures: captures(0), voided: null, refundable: null }
    expect(decide(lost("capture", 4_000, 10_000), seen(0, ended)).happened).toMatchObject({ code: "answer_contradicted", figures: { expected: 4_000, there: 0 } })
  })

  it("sends again only what the plugin itself planned: what a person asked for is over", () => {
    const now = seen(5_000, later(5_000, 1_000, [4_000, 4_000]))
    const state = (key: string) => decide(lost("capture", 4_000, 10_000, { business_key: key }), now).not_happened
    expect(state(fulfilmentKey("ful_1"))).toEqual({ ok: true, state: "not_done" })
    expect(state("order-change:order_1:2")).toEqual({ ok: true, state: "not_done" })
    expect(state("cancel-rest:aplord_1")).toEqual({ ok: true, state: "not_done" })
    expect(state("capture:capt_1")).toEqual({ ok: true, state: "refused" })
    expect(state("refund:ref_1:0")).toEqual({ ok: true, state: "refused" })
    expect(state("admin:token")).toEqual({ ok: true, state: "refused" })
  })

  it("is nothing of an operation that is not undecided", () => {
    const now = seen(5_000, later(5_000, 5_000))
    const refusal = (one: Operation, at: SeenNow = now, earlier: Operation[] = []) => {
      const { happened, not_happened } = decide(one, at, earlier)
      expect(happened).toEqual(not_happened)
      return happened.ok ? "may" : happened.code
    }
    for (const state of ["planned", "done", "refused", "not_done", "skipped"] as const) expect(refusal(lost("void", 2_000, 10_000, { state }))).toBe("not_undecided")
    expect(refusal(lost("void", 2_000, 10_000, { state: "sent" }))).toBe("operation_busy")
    expect(refusal(lost("void", 2_000, 10_000), now, [op("refund", 1, { state: "sent" })])).toBe("operation_busy")
    expect(refusal(lost("history", 2_000, 10_000))).toBe("not_undecided")
    // The figures tell: reading settles it.
    expect(refusal(lost("void", 5_000, 10_000))).toBe("not_undecided")
    expect(refusal(lost("void", 2_000, 5_000))).toBe("not_undecided")
    // The call may still arrive.
    expect(refusal(lost("void", 2_000, 10_000, { sent_at: new Date(WHEN.now - 59_000) }))).toBe("operation_unsettled")
  })

  it("is for a person to say, and for no program", () => {
    const one = lost("void", 2_000, 10_000)
    const no = { ok: false, code: "person_needed", figures: {} }
    expect(mayDecide(credit([one]), one, seen(7_000, later(7_000, 3_000)), "program", WHEN)).toEqual({ happened: no, not_happened: no })
  })

  it("never contradicts the truth, whatever the panel moved meanwhile", () => {
    const amount = fc.integer({ min: 1, max: 2_500 })
    fc.assert(
      fc.property(amount, amount, amount, fc.boolean(), fc.constantFrom("capture", "void"), (ours, captured, voided, happened, kind) => {
        const left = (by: number) => 10_000 - by
        const [more, off] = [captured + (happened && kind === "capture" ? ours : 0), voided + (happened && kind === "void" ? ours : 0)]
        const now = seen(left(more + off), later(left(more + off), off, [more, more]))
        const said = decide(lost(kind, ours, 10_000), now)[happened ? "happened" : "not_happened"]
        // What the figures tell by themselves is not for a person.
        if (!said.ok) expect([more + off, said.code]).toEqual([ours, "not_undecided"])
      })
    )
  })

  it("reads an answer back from how it was settled", () => {
    expect(["done", "refused", "not_done", "skipped", "unknown", "sent", "planned"].map((state) => answerOf(state as Operation["state"]))).toEqual(["happened", "not_happened", "not_happened", null, null, null, null])
  })
})
