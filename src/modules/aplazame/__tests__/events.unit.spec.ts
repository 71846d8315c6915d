import { readFileSync } from "node:fs"
import { join } from "node:path"
import { cents } from "../../../aplazame"
import { CREDIT_STATES, OPERATION_KINDS, OPERATION_STATES, type CreditState } from "../../../credit"
import { APLAZAME_EVENTS, eventOfOperation, eventsOfMove, problemClosed, problemOpened, type NewEvent } from "../events"
import type { AplazameOrderRow, OperationRow, ProblemRow } from "../rows"

/** Whatever text could have come into a row by mistake. */
const PERSONAL = "Lucía Gómez, lucia@example.com, +34 616 12 34 56, 99999999R"

const credit = (given: Partial<AplazameOrderRow> = {}): AplazameOrderRow =>
  ({
    id: "aplord_1", mid: "aplord_1", aplazame_id: "a".repeat(32), payment_session_id: "payses_1", payment_collection_id: "paycol_1", payment_id: "pay_1",
    cart_id: "cart_1", order_id: "order_1", fingerprint: PERSONAL, product: null, state: "open", status: "pending", status_reason: PERSONAL, reason_code: null,
    currency_code: "eur", sandbox: true, total_amount: cents(12_345), captured_amount: cents(5_000), voided_amount: cents(100), refunded_amount: cents(200),
    ...given,
  }) as AplazameOrderRow

const operation = (given: Partial<OperationRow> = {}): OperationRow =>
  ({
    id: "aplop_1", aplazame_order_id: "aplord_1", kind: "capture", state: "done", business_key: "capture:cap_1", amount: cents(5_000), payment_id: "pay_1",
    requested_by: PERSONAL, error_message: PERSONAL, medusa_ref: "cap_1",
    ...given,
  }) as OperationRow

const problem: ProblemRow = {
  id: "aplprb_1", kind: "amounts_differ", state: "open", dedupe_key: "amounts_differ:aplord_1", aplazame_order_id: "aplord_1", order_id: "order_1", operation_id: null,
  figures: { reason: PERSONAL }, occurrences: 1, resolved_at: null, resolved_by: PERSONAL, note: PERSONAL, created_at: new Date(), updated_at: new Date(),
}

const namesOfMove = (from: CreditState, given: Partial<AplazameOrderRow>): string[] => eventsOfMove(from, credit(given)).map((event) => event.name.replace("aplazame.", ""))

describe("what a change of a credit is told as", () => {
  it.each<[CreditState, Partial<AplazameOrderRow>, string[]]>([
    ["creating", { state: "open" }, ["checkout_started"]],
    ["failed", { state: "open" }, ["checkout_started"]],
    ["creating", { state: "failed" }, []],
    ["open", { state: "challenge" }, ["challenge_started"]],
    ["creating", { state: "challenge" }, ["checkout_started", "challenge_started"]],
    ["challenge", { state: "approved" }, []],
    ["approved", { state: "confirmed" }, ["approved"]],
    ["open", { state: "confirmed" }, ["approved"]],
    ["open", { state: "refused", status: "ko", status_reason: "ko_generic" }, ["refused"]],
    ["approved", { state: "refused", status: "ko", status_reason: "confirmation_rejected_by_merchant" }, ["refused"]],
    ["open", { state: "refused", status: "ko", status_reason: "expired" }, ["expired"]],
    ["challenge", { state: "refused", status: "ko", status_reason: "expired_challenge" }, ["expired"]],
    ["challenge", { state: "cancelled", status: "ko", status_reason: "expired_challenge" }, ["expired"]],
    ["open", { state: "cancelled", status: "ko", status_reason: "ko_generic" }, ["refused"]],
    ["confirmed", { state: "cancelled", status: "ok", status_reason: "" }, ["cancelled"]],
    ["confirmed", { state: "cancelled", status: "ko", status_reason: "" }, ["cancelled"]],
    ["open", { state: "cancelled", status: "ok", status_reason: "" }, ["cancelled"]],
  ])("from %s to %o: %o", (from, given, names) => {
    expect(namesOfMove(from, given)).toEqual(names)
  })

  it("says why, in Aplazame's words and in ours", () => {
    const [event] = eventsOfMove("approved", credit({ state: "refused", status: "ko", status_reason: "confirmation_rejected_by_merchant", reason_code: "out_of_stock" }))
    expect(event!.data).toMatchObject({ reason: "confirmation_rejected_by_merchant", code: "out_of_stock" })
  })
})

describe("what a movement is told as", () => {
  it("is told when it is done and moved money or ended the credit, and at no other time", () => {
    const told = OPERATION_KINDS.flatMap((kind) => OPERATION_STATES.flatMap((state) => eventOfOperation(operation({ kind, state }), credit())?.name ?? []))
    expect(told).toEqual(["aplazame.captured", "aplazame.voided", "aplazame.refunded", "aplazame.cancelled"])
  })

  it("bears the movement and the sums of the credit, in hundredths", () => {
    expect(eventOfOperation(operation(), credit())!.data).toEqual({
      occurred_at: expect.any(String),
      id: "aplord_1", aplazame_id: "a".repeat(32), cart_id: "cart_1", order_id: "order_1", currency_code: "eur", sandbox: true, total_amount: 12_345,
      operation_id: "aplop_1", payment_id: "pay_1", amount: 5_000, captured_amount: 5_000, refunded_amount: 200, voided_amount: 100, in_panel: false,
    })
    expect(eventOfOperation(operation({ kind: "refund", business_key: "panel:refund:aplord_1:1" }), credit())!.data).toMatchObject({ in_panel: true })
  })
})

/** Every event that there is, made of rows with personal data wherever a text can stand. */
const all: NewEvent[] = [
  ...CREDIT_STATES.flatMap((from) => CREDIT_STATES.flatMap((state) => eventsOfMove(from, credit({ state })))),
  ...eventsOfMove("open", credit({ state: "refused", status: "ko", status_reason: "expired" })),
  ...(["capture", "refund", "void"] as const).flatMap((kind) => eventOfOperation(operation({ kind }), credit()) ?? []),
  problemOpened(problem),
  problemClosed(problem, "person"),
]

describe("the payload of every event", () => {
  it("is there for every name", () => {
    expect([...new Set(all.map((event) => event.name))].sort()).toEqual(Object.values(APLAZAME_EVENTS).sort())
  })

  it("holds no personal data, and nothing that could: ids, words of closed lists, amounts, switches and a date", () => {
    for (const { name, data } of all) {
      expect(JSON.stringify(data)).not.toMatch(/luc[ií]a|example\.com|616|99999999R/i)
      for (const [key, value] of Object.entries(data)) {
        const plain = value === null || typeof value === "boolean" || Number.isSafeInteger(value) || /^[\w.:-]{1,64}$/.test(String(value))
        expect([name, key, plain]).toEqual([name, key, true])
      }
    }
  })

  it("is what docs/events.md says", () => {
    const page = readFileSync(join(__dirname, "../../../../docs/events.md"), "utf8")
    const rows = page.split("\n").filter((line) => line.startsWith("| `aplazame.")).map((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]!))
    const common = (/`event_id`[^\n]*/.exec(page)?.[0] ?? "").split(".")[0]!.match(/(?<=`)\w+(?=`)/g) ?? []
    expect(common).toEqual(["event_id", "occurred_at"])
    const keysOf = (name: string): string[] => Object.keys(all.find((event) => event.name === name)?.data ?? {}).filter((key) => key !== "occurred_at").sort()
    const credits = ["id", "aplazame_id", "cart_id", "order_id", "currency_code", "sandbox", "total_amount"]
    const expanded = (fields: string[]): string[] => fields.flatMap((field) => (field === "credit" ? credits : [field])).sort()
    expect(rows.map(([name]) => name).sort()).toEqual(Object.values(APLAZAME_EVENTS).sort())
    for (const [name, ...fields] of rows) expect([name, expanded(fields)]).toEqual([name, keysOf(name!)])
  })
})
