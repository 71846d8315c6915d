import { cents } from "../../../aplazame"
import type { NewestRows } from "../../../modules/aplazame/stores"
import { redacted } from "../redact"
import { shownRows } from "../shown-rows"

const KEY = "live-private-key-of-this-very-store-0123456789"
const ULID = "01KAMX80QZ7M3B4N5P6R7S8T9V"
const MID = `aplord_abcdef_${ULID}`
const [AT, LATER] = [new Date("2026-11-20T10:00:00.000Z"), new Date("2026-11-20T10:05:00.000Z")]
/** What must not be in a bundle, wherever in a row it stands. */
const PERSONAL = ["lucia@example.com", "+34 612 345 678", "612345678", "12345678Z", "Lucía Gómez", "Calle Mayor 5"]
const said = (text: string): string => `Bearer ${KEY} ${text} ${PERSONAL.slice(0, 4).join(", ")} https://store.example/x?access_token=${KEY}`

/** Rows with something in every column of free text. What only names and streets are is in columns that never leave. */
const rows: NewestRows = {
  credits: [
    {
      id: MID, mid: MID, aplazame_id: `${ULID}abcdef`, payment_session_id: `payses_${ULID}`, payment_collection_id: `paycol_${ULID}`, payment_id: `pay_${ULID}`,
      cart_id: `cart_${ULID}`, for_order_id: null, customer_id: `cus_${ULID}`, order_id: `order_${ULID}`, fingerprint: "digest-of-content", product: "pay_later", state: "confirmed", status: said("ok"), status_reason: said("why"),
      reason_code: null, currency_code: "eur", language: "es", sandbox: true, total_amount: cents(987_654_321), captured_amount: cents(0), voided_amount: cents(0), refunded_amount: cents(0),
      placed_amount: null, placed_credit_lines: null, placed_returned: null, placed_voided: null, placed_raised: null, revision: 1, accepting_until: null, authorized_at: AT, expires_at: null, confirmed_at: LATER, cancelled_at: null, refused_at: null, retry_until: null, released_at: null, promotions_returned_at: null,
      checked_at: null, reconciled_at: null, created_at: AT, updated_at: AT,
    },
  ],
  ledger: [
    {
      id: `aplop_${ULID}`, aplazame_order_id: MID, kind: "refund", state: "unknown", business_key: `refund:${MID}:ref_${ULID}`, amount: cents(500), remaining_before: cents(900), remaining_after: null,
      moved_before: null, target: `${ULID}abcdef`, request_amount: null, medusa_ref: `ref_${ULID}`, payment_id: `pay_${ULID}`, requested_by: `user_${ULID}`, decided_by: `user_${ULID}`,
      error_code: "aplazame_timeout", error_message: said("timed out"), attempts: 2, failing_since: null, untold_since: null, for_returns: null, next_attempt_at: null, lease_until: null, booked_at: null,
      sent_at: LATER, settled_at: null, created_at: AT, updated_at: AT,
    },
  ],
  inbox: [
    {
      id: `aplntf_${ULID}`, dedupe_key: said("key"), aplazame_order_id: MID, aplazame_id: `${ULID}abcdef`, mid: MID, status: "pending", status_reason: "confirmation_required",
      total_amount: cents(900), currency_code: "EUR", sandbox: true, state: "failed", answer: null, reason_code: null, received_count: 3, attempts: 3, error_message: said("no"), applied_at: null,
      next_attempt_at: null, created_at: AT, updated_at: AT,
    },
  ],
  problems: [
    {
      id: `aplprb_${ULID}`, kind: "amounts_differ", state: "resolved", dedupe_key: said("key"), aplazame_order_id: MID, order_id: `order_${ULID}`, operation_id: `aplop_${ULID}`,
      figures: { expected: 900, code: said("figure") }, occurrences: 1, resolved_at: LATER, resolved_by: `user_${ULID}`, note: PERSONAL.join(", "), created_at: AT, updated_at: AT,
    },
  ],
}

/** As the bundle is written: `order_…` given by whoever asks for it. */
const bundle = redacted({ order_id: `order_${ULID}`, doctor: [{ sentence: said("the doctor") }], ledger_failed: { failed: said("connect") }, ...shownRows(rows) }, [KEY]) as Record<string, any>
const text = JSON.stringify(bundle)

describe("what the support bundle tells", () => {
  it.each([KEY, "access_token=", "digest-of-content", ...PERSONAL])("has no %j in it, wherever in a row it stood", (datum) => {
    expect(text).not.toContain(datum)
  })

  it("has no id in it that opens a cart, an order or a checkout, or names a person; two of one can be told to be the same", () => {
    expect(text).not.toMatch(new RegExp(`(?<!apl[a-z]*_(?:abcdef_)?)${ULID}`))
    expect(text).not.toMatch(/(?:cus|user)_(?!…")/)
    expect(bundle).toMatchObject({ order_id: "order_…7S8T9V", credits: [{ order_id: "order_…7S8T9V", cart_id: "cart_…7S8T9V", aplazame_id: "…abcdef" }] })
    expect(bundle.ledger[0]).toMatchObject({ requested_by: "user_…", business_key: `refund:${MID}:ref_…7S8T9V`, target: "…abcdef" })
  })

  it("keeps what a helper needs: our own ids, states, codes, amounts and moments", () => {
    expect(bundle.credits[0]).toMatchObject({ id: MID, mid: MID, state: "confirmed", total_amount: 987_654_321, confirmed_at: LATER.toISOString() })
    expect(bundle.ledger[0]).toMatchObject({ id: `aplop_${ULID}`, kind: "refund", state: "unknown", amount: 500, error_code: "aplazame_timeout", sent_at: LATER.toISOString() })
    expect(bundle.ledger[0].error_message).toContain("timed out")
    expect(bundle.inbox[0]).toMatchObject({ status_reason: "confirmation_required", state: "failed", received_count: 3 })
    expect(bundle.problems[0]).toMatchObject({ kind: "amounts_differ", figures: { expected: 900 }, has_note: true })
  })

  it("tells one story of it, oldest first", () => {
    const story = bundle.timeline.map((one: { at: string; what: string }) => `${one.at.slice(11, 16)} ${one.what}`)
    expect(story).toEqual([
      "10:00 checkout begun", "10:00 taken as the payment", "10:00 refund written down", "10:00 notification pending/confirmation_required", "10:00 problem amounts_differ",
      "10:05 confirmed", "10:05 refund sent", "10:05 problem amounts_differ resolved",
    ])
  })
})
