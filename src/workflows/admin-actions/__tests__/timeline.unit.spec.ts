import type { OperationRow } from "../../../modules/aplazame/rows"
import type { AdminActionRow } from "../action-store"
import { timeline } from "../overview/timeline"

const at = new Date("2026-11-27T09:00:00.000Z")
const row = (id: string, more: Partial<OperationRow>) => ({ id, kind: "capture", state: "done", amount: 100, business_key: `key:${id}`, target: null, decided_by: null, error_code: null, created_at: at, ...more }) as OperationRow
const shown = (...rows: OperationRow[]): string[] => timeline({ ledger: rows }, () => ({ kind: "user", name: null }), () => ({ kind: "store", word: "store", number: null })).map(({ id }) => id)

describe("the timeline of a credit", () => {
  it("tells nothing of what turned out not to be needed", () => {
    const history = row("history", { kind: "history", state: "skipped", amount: null })
    const change = row("change", { kind: "void", state: "skipped", amount: null, business_key: "change:1" })
    const second = row("second", { kind: "capture", state: "skipped" })
    expect(shown(history, row("captured", {}), change, second)).toEqual(["captured"])
  })

  it("tells of what was given up on, and of all that was sent", () => {
    expect(shown(row("gave-up", { state: "skipped", error_code: "aplazame_unavailable" }), row("refused", { state: "refused" }), row("waits", { state: "planned" })).sort()).toEqual(["gave-up", "refused", "waits"])
  })

  it("has the payment links that were sent among it, by whom, and nothing of the address", () => {
    const email = { id: "aplact_1", action: "link_email", state: "failed", requested_by: "user_1", error_code: "email_failed", error_message: "to lucia@example.com", created_at: new Date(at.getTime() + 1) } as AdminActionRow
    const told = timeline({ ledger: [row("captured", {})], emails: [email] }, (by) => ({ kind: "user", name: by }))
    expect(told[0]).toEqual({ type: "link_email", id: "aplact_1", at: email.created_at, state: "failed", asked_by: { kind: "user", name: "user_1" }, error_code: "email_failed" })
    expect(told).toHaveLength(2)
  })
})
