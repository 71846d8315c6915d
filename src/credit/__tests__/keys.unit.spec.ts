import { cancelKey, changeKey, fulfilmentKey, fulfilmentOf, hasKeyOf, numberedKey, retryKey } from "../keys"

describe("the fulfilment that a capture was planned for", () => {
  const key = fulfilmentKey("ful_1")
  it.each([
    ["the first request", key, "ful_1"],
    ["a request after one that ended without effect", numberedKey(key, 2), "ful_1"],
    ["an operator's retry", `${key}:retry-0b9e:1`, "ful_1"],
    ["another operation", cancelKey({ id: "x" }), null],
  ])("is read from the key of %s", (_what, business_key, expected) => {
    expect(fulfilmentOf({ business_key })).toBe(expected)
  })
})

describe("the keys of an order's several credits", () => {
  const [first, rest] = [{ id: "aplord_1", for_order_id: null }, { id: "aplord_2", for_order_id: "order_1" }]

  it("are apart, and a cart's credit keeps that of earlier releases", () => {
    expect([fulfilmentKey("ful_1", first), changeKey("order_1", 2, first)]).toEqual([fulfilmentKey("ful_1"), changeKey("order_1", 2)])
    expect([fulfilmentKey("ful_1", rest), changeKey("order_1", 2, rest)]).toEqual(["fulfillment:ful_1:aplord_2", "order-change:order_1:2:aplord_2"])
    expect(fulfilmentOf({ business_key: fulfilmentKey("ful_1", rest) })).toBe("ful_1")
  })
})

describe("a person's retry", () => {
  it("has the key of the operation and the token of the page, also after an earlier retry", () => {
    const key = cancelKey({ id: "aplord_1" })
    expect(retryKey(key, "one")).toBe(`${key}:retry-one`)
    expect(retryKey(retryKey(key, "one"), "two")).toBe(`${key}:retry-two`)
  })
})

describe("a request that ended without effect", () => {
  it("is planned again under the next key, and is still the same request", () => {
    expect([1, 2, 3].map((number) => numberedKey("cancel:a", number))).toEqual(["cancel:a", "cancel:a#2", "cancel:a#3"])
    expect(["cancel:a", "cancel:a#2", "cancel:ab"].map((business_key) => hasKeyOf({ business_key }, "cancel:a"))).toEqual([true, true, false])
  })
})
