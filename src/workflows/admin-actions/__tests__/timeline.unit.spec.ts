import type { OperationRow } from "../../../modules/aplazame/rows"
import { timeline } from "../overview/timeline"

const at = new Date("2026-11-27T09:00:00.000Z")
const row = (id: string, more: Partial<OperationRow>) => ({ id, kind: "capture", state: "done", amount: 100, business_key: `key:${id}`, target: null, decided_by: null, error_code: null, created_at: at, ...more }) as OperationRow
const shown = (...rows: OperationRow[]): string[] => timeline(rows, [], () => ({ kind: "store", word: "store", number: null }), () => ({ kind: "user", name: null })).map(({ id }) => id)

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
})
