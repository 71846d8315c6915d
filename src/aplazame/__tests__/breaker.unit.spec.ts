import { afterCall, afterProbe, CLOSED, decideSending, FAILURES_TO_OPEN, isNoAnswer, whileProbing, type Breaker } from "../http/breaker"

const PAUSE = 2_000
const after = (answers: readonly boolean[], from: Breaker = CLOSED, now = 1_000): Breaker => answers.reduce((breaker, answered) => afterCall(breaker, answered, now, PAUSE), from)
const failures = (count: number): boolean[] => Array(count).fill(false)
const open = after(failures(FAILURES_TO_OPEN))

describe("a breaker", () => {
  it.each([
    ["time-outs", { kind: "timeout" }, true],
    ["broken and refused connections", { kind: "network" }, true],
    ["5xx", { kind: "server", status: 503 }, true],
    ["a 408, which is an answer", { kind: "timeout", status: 408 }, false],
    ["429", { kind: "rate_limited", status: 429 }, false],
    ["401", { kind: "unauthorized", status: 401 }, false],
    ["404", { kind: "not_found", status: 404 }, false],
    ["an answer that can't be read", { kind: "unreadable", status: 200 }, false],
  ] as const)("counts %s: %p is %p", (_, error, counts) => expect(isNoAnswer(error)).toBe(counts))

  it("opens after five in a row, and no sooner", () => {
    expect(after(failures(FAILURES_TO_OPEN - 1)).openSince).toBeNull()
    expect(after([...failures(FAILURES_TO_OPEN - 1), true, ...failures(FAILURES_TO_OPEN - 1)]).openSince).toBeNull()
    expect(open).toMatchObject({ openSince: 1_000, probeFrom: 1_000 + PAUSE })
  })

  it("holds back until its pause is over, and then one looks while the others are held back", () => {
    expect(decideSending(CLOSED, 0)).toBe("send")
    expect([2_999, 3_000].map((now) => decideSending(open, now))).toEqual(["hold_back", "probe"])
    expect(decideSending(whileProbing(open), 9_999_999)).toBe("hold_back")
  })

  it("stays open since the same moment after a probe that had no answer, and another one follows a pause later", () => {
    const looked = afterProbe(afterCall(whileProbing(open), false, 18_000, PAUSE), 18_000, PAUSE)
    expect(looked).toMatchObject({ openSince: 1_000 })
    expect([19_999, 20_000].map((now) => decideSending(looked, now))).toEqual(["hold_back", "probe"])
  })

  it("closes by any answer, and the end of a probe does not open it again", () => {
    expect(after([true], open)).toEqual(CLOSED)
    expect(afterProbe(after([true], whileProbing(open)), 5_000, PAUSE)).toEqual(CLOSED)
  })

  it("is put off by no call that was under way when it opened", () => {
    expect(after(failures(8), open, 2_900)).toMatchObject({ openSince: 1_000, probeFrom: 3_000 })
  })
})
