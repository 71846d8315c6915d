import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createElement } from "react"
import { MemoryRouter } from "react-router-dom"
import { drawn, textsOf } from "../../lib/__tests__/drawn"
import type { Run } from "../../lib/api-types"
import { ReconcileRun } from "../reconcile-run"

const run: Run = { id: "run_1", state: "done", dry_run: true, window_from: "2026-11-20T00:00:00.000Z", window_to: "2026-11-27T00:00:00.000Z", total: 11, scanned: 11, differences: 0, repaired: 0, created_at: "2026-11-27T09:00:00.000Z", finished_at: "2026-11-27T09:00:04.000Z" }

/** The sentence above the differences of a run. */
function summary(more: Partial<Run>, language: "en" | "es" | "ptPT" = "en"): string | undefined {
  const client = new QueryClient()
  client.setQueryData(["aplazame", "run", "run_1", 0], { run: { ...run, ...more }, differences: [] })
  return textsOf(drawn(createElement(QueryClientProvider, { client }, createElement(MemoryRouter, null, createElement(ReconcileRun, { id: "run_1" }))), language))[0]
}

describe("a reconciliation that has ended", () => {
  it("says in one line whether both sides agree", () => {
    expect(summary({})).toBe("11 orders compared. Everything agrees. Nothing was changed.")
    expect(summary({ differences: 1 })).toBe("11 orders compared. Differences: 1. Nothing was changed.")
    expect(summary({ differences: 3, dry_run: false })).toBe("11 orders compared. Differences: 3.")
  })

  it("says so in the operator's language", () => {
    expect([summary({ differences: 1 }, "es"), summary({ differences: 2 }, "ptPT")]).toEqual([expect.stringContaining(" Diferencias: 1. "), expect.stringContaining(" Diferenças: 2. ")])
  })
})
