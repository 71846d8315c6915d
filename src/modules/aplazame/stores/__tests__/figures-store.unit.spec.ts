import { generateEntityId } from "@medusajs/framework/utils"
import { firstOrderIdAt } from "../figures-store"

describe("the first id of an order at a moment", () => {
  it("is not above those that Medusa gives then, and above all that it gave before", () => {
    const before = new Date()
    const id = generateEntityId(undefined, "order")
    const after = new Date(Date.now() + 1)
    expect([firstOrderIdAt(before) <= id, id < firstOrderIdAt(after)]).toEqual([true, true])
  })

  it.each([
    ["1970-01-01T00:00:00.000Z", "order_0000000000"],
    ["2016-07-30T23:54:10.259Z", "order_01ARZ3NDEK"],
  ])("is the one of the time %s", (at, id) => {
    expect(firstOrderIdAt(new Date(at))).toBe(id)
  })
})
