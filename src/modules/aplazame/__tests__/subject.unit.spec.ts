import { lockNames } from "../names"
import { cartIdOf, columnsOf, subjectOf, type Subject } from "../subject"

describe("what a checkout pays for", () => {
  const subjects: Subject[] = [
    { kind: "cart", id: "cart_1" },
    { kind: "order", id: "order_1" },
  ]

  it.each(subjects)("is kept in its row: %o", (subject) => {
    expect(subjectOf(columnsOf(subject))).toEqual(subject)
    expect(cartIdOf(columnsOf(subject))).toBe(subject.kind === "cart" ? subject.id : null)
  })

  it("is never nothing", () => {
    expect(() => subjectOf({ cart_id: null, for_order_id: null })).toThrow("neither a cart nor an order")
  })

  it("has a lock of its own, by which a process of an earlier release locks a cart too", () => {
    expect(subjects.map(lockNames.checkout)).toEqual(["aplazame:checkout:cart_1", "aplazame:checkout:order_1"])
  })
})
