import { credit, op } from "../../../credit/__tests__/a-credit"
import { cents } from "../../../aplazame/cents"

const written: unknown[] = []
const payment = { id: "pay_1", amount: cents(10_000), canceled: true, captures: [], collection: { id: "paycol_1", status: "authorized", amount: cents(10_000) } }

jest.mock("../medusa-collections", () => ({ restoreCollections: async (...[, , , figures]: unknown[]) => void written.push({ collections: figures }) }))
jest.mock("../../medusa-compat", () => ({ paymentBooks: () => null, writePayment: async (_: unknown, id: string, figures: object) => void written.push({ id, ...figures }) }))
jest.mock("../../../modules/aplazame/operations", () => ({ readSnapshot: async () => ({ credit: credit([op("void", 2_000)], { state: "cancelled" }) }) }))
jest.mock("../../../modules/aplazame/worth-of-credit", () => ({ worthOfCredit: async () => null }))
jest.mock("../../../modules/aplazame/payment-of-credit", () => ({ paymentOfCredit: async () => payment }))
jest.mock("../../../modules/aplazame/reading", () => ({ orderById: async () => ({ id: "order_1" }), leftByOthers: async () => 0 }))

import { coverOrder } from "../book-void"

describe("a void that is booked after its credit has ended and Medusa's payment was cancelled", () => {
  it("lowers the payment, and leaves its collection alone, which may be another payment's by now", async () => {
    const row = { id: "aplord_1", state: "cancelled", for_order_id: "order_1", currency_code: "eur" }
    await coverOrder({ container: null, aplazame: { orders: { byId: async () => row }, problems: { close: async () => undefined } } } as never, "aplord_1", "order_1")
    expect(written).toEqual([{ id: "pay_1", amount: 80 }])
  })
})
