import { placeOrder } from "../place-order"

const recorded: string[] = []
jest.mock("../single-order", () => ({ earlierRefusal: async () => null, requireSingleOrder: jest.fn() }))
jest.mock("../judge-sale", () => ({ judgeSale: async () => ({ possible: false, reason: "cart_already_paid" }) }))
jest.mock("../sale-hooks", () => ({ runValidateHook: async () => null }))
jest.mock("../../complete-cart", () => ({ completeCart: jest.fn() }))
jest.mock("../authorize-order", () => ({ authorizeOrder: async () => ({ status: "ok" }) }))
jest.mock("../record-placed-order", () => ({ recordPlacedOrder: async (_: unknown, row: { id: string }) => void recorded.push(row.id) }))

const row = (id: string, told: object = {}) => ({ id, order_id: null as string | null, authorized_at: new Date(0) as Date | null, payment_session_id: `payses_${id}`, payment_id: null, payment_collection_id: "paycol_1", cart_id: "cart_1", state: "approved", total_amount: 5_437, currency_code: "eur", ...told })

/** Asks Aplazame's question about the checkout `a` of a cart that became `order_1`. */
async function askedOfA(rows: ReturnType<typeof row>[], payments: object[]) {
  recorded.length = 0
  const tables: Record<string, object[]> = {
    order_cart: [{ order_id: "order_1" }],
    order: [{ id: "order_1", status: "pending", payment_collections: [{ payments }] }],
    payment: payments.filter((one) => (one as { payment_session_id: string }).payment_session_id === "payses_a"),
  }
  const of = (id: string) => rows.find((one) => one.id === id)!
  const orders = { byId: async (id: string) => of(id), ofSubject: async () => rows, update: async (id: string, patch: object) => Object.assign(of(id), patch) }
  const aplazame = { orders, settings: {}, problems: { close: jest.fn() } }
  const flow = { aplazame, query: { graph: async ({ entity }: { entity: string }) => ({ data: tables[entity] ?? [] }) }, locking: { execute: (_: unknown, job: () => unknown) => job() } }
  return { decision: await placeOrder(flow as never, of("a") as never, "cart_1"), order: of("a").order_id, recorded: [...recorded] }
}
const payment = (id: string) => ({ id: `pay_${id}`, amount: 54.37, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: `payses_${id}` })

describe("an approval of a cart that is an order already", () => {
  it("is refused where another credit has bought the cart, though a completion that failed once took this one", async () => {
    const bought = { decision: { status: "ko", reason: "cart_already_paid" }, order: null, recorded: [] }
    expect(await askedOfA([row("a"), row("b", { order_id: "order_1" })], [payment("b")])).toEqual(bought)
    // Its process may have died before the order was linked to it.
    expect(await askedOfA([row("a"), row("b")], [payment("b")])).toEqual(bought)
  })

  it("is accepted where its own payment pays the order", async () => {
    expect(await askedOfA([row("a"), row("b", { authorized_at: null })], [payment("a")])).toEqual({ decision: { status: "ok" }, order: "order_1", recorded: ["a"] })
  })
})
