import { judgeHealth, type HealthFacts } from "../judge"

const NOW = Date.parse("2026-11-26T12:00:00Z")
const ago = (minutes: number): Date => new Date(NOW - minutes * 60_000)
const quiet: HealthFacts = { awaySince: null, due: 0, oldestDue: null, oldestUnknown: null, unapplied: 0, oldestUnapplied: null, lastNotification: null, lastCompared: null, oldestUncompared: null, problems: 0 }
const levels = (facts: Partial<HealthFacts>): Record<string, string> => {
  const { status, checks } = judgeHealth({ ...quiet, ...facts }, NOW)
  return { status, ...Object.fromEntries(checks.flatMap(({ name, level }) => (level === "ok" ? [] : [[name, level]]))) }
}

describe("the health of a store", () => {
  it.each([
    ["a store that has sold nothing yet", {}, { status: "ok" }],
    ["operations that are due just now", { due: 3, oldestDue: ago(1) }, { status: "ok" }],
    ["operations that nobody takes", { due: 3, oldestDue: ago(11) }, { status: "failing", operations: "failing" }],
    ["a call without an answer for minutes", { oldestUnknown: ago(5) }, { status: "ok" }],
    ["a call without an answer for long", { oldestUnknown: ago(31) }, { status: "attention", operations: "attention" }],
    ["a notification that is not applied", { unapplied: 1, oldestUnapplied: ago(11) }, { status: "attention", notifications: "attention" }],
    ["no notification for days, as on a quiet weekend", { lastNotification: ago(4_000) }, { status: "ok" }],
    ["credits that were compared within the hour", { lastCompared: ago(10), oldestUncompared: ago(70) }, { status: "ok" }],
    ["credits that nobody compares", { oldestUncompared: ago(181) }, { status: "attention", reconciliation: "attention" }],
    ["open problems", { problems: 2 }, { status: "attention", problems: "attention" }],
    ["calls that are held back, which no restart helps", { awaySince: ago(10) }, { status: "attention", calls: "attention" }],
    ["the worst of several", { problems: 2, due: 1, oldestDue: ago(60) }, { status: "failing", operations: "failing", problems: "attention" }],
  ] as const)("%s", (_, facts, expected) => expect(levels(facts)).toEqual(expected))

  it("is failing, and nothing else is known, when the database does not answer", () => {
    expect(judgeHealth(null, NOW)).toEqual({ status: "failing", checks: [{ name: "database", level: "failing", figures: {} }] })
  })

  it("tells since when calls are held back", () => {
    expect(judgeHealth({ ...quiet, awaySince: ago(2) }, NOW).checks[1]).toEqual({ name: "calls", level: "attention", figures: { breaker: "open", open_since: "2026-11-26T11:58:00.000Z" } })
  })

  it("tells the figures behind each check", () => {
    expect(judgeHealth({ ...quiet, due: 2, oldestDue: ago(1), lastNotification: ago(3) }, NOW).checks.map(({ name, figures }) => [name, figures])).toEqual([
      ["database", {}],
      ["calls", { breaker: "closed", open_since: null }],
      ["operations", { due: 2, oldest_due: "2026-11-26T11:59:00.000Z", oldest_without_answer: null }],
      ["notifications", { last: "2026-11-26T11:57:00.000Z", unapplied: 0, oldest_unapplied: null }],
      ["reconciliation", { last: null, oldest_uncompared: null }],
      ["problems", { open: 0 }],
    ])
  })
})
