import { cancelKey, fulfilmentKey, fulfilmentOf, numberedKey } from "../keys"

describe("the fulfilment that a capture was planned for", () => {
  const key = fulfilmentKey("ful_1")
  it.each([
    ["the first wish", key, "ful_1"],
    ["one that was wanted again", numberedKey(key, 2), "ful_1"],
    ["an operator's retry", `${key}:retry-0b9e:1`, "ful_1"],
    ["another operation", cancelKey({ id: "x" }), null],
  ])("is read from the key of %s", (_what, business_key, expected) => {
    expect(fulfilmentOf({ business_key })).toBe(expected)
  })
})
