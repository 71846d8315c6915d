import { hideOrder } from "../middlewares"

describe("what a payment collection is asked for", () => {
  const asked = (fields?: unknown): unknown => {
    const req = { query: { fields } } as any
    hideOrder(req, {} as any, () => undefined)
    return req.query.fields
  }

  it.each([
    ["+status,*payment_sessions,payment_providers.id", "+status,*payment_sessions,payment_providers.id"],
    ["id,order.email", "id"],
    ["*order_link.order,*cart.shipping_address", ""],
    [["id", "payment_sessions.payment_collection.order.email,amount"], "id,amount"],
    [undefined, undefined],
  ])("%j is asked for as %j: nothing of its order or cart", (fields, expected) => {
    expect(asked(fields)).toBe(expected)
  })
})
