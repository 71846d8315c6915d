import { retryUntil } from "../link-retry"

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour))
const ended = { refused_at: at(1), cancelled_at: null, confirmed_at: null, retry_until: null }

describe("an order whose payment was refused", () => {
  it.each([
    ["waits for so many hours from the refusal", ended, 5, at(6)],
    ["waits from the end that Aplazame tells, where no refusal was noted", { ...ended, refused_at: null, cancelled_at: at(2) }, 5, at(7)],
    ["waits for nobody without the option", ended, 0, null],
    ["waits until what was told, also when the option is off since", { ...ended, retry_until: at(3) }, 0, at(3)],
    ["waits for nobody, where the credit was confirmed once", { ...ended, confirmed_at: at(0) }, 5, null],
    ["waits for nobody, where no end is known", { ...ended, refused_at: null }, 5, null],
  ])("%s", (_, row, hours, until) => {
    expect(retryUntil(row, hours)).toEqual(until)
  })
})
