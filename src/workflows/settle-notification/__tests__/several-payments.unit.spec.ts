const cancelled: string[] = []
jest.mock("@medusajs/medusa/core-flows", () => ({
  cancelOrderWorkflow: () => ({ run: async ({ input }: { input: { order_id: string } }) => void cancelled.push(input.order_id) }),
}))
jest.mock("../../order-change/medusa-collections", () => ({ giveUpPayment: async () => undefined }))
jest.mock("../sale-hooks", () => ({ runValidateHook: async () => null }))
jest.mock("../record-placed-order", () => ({ recordPlacedOrder: async () => undefined }))
jest.mock("../return-promotions", () => ({ returnPromotions: async () => undefined }))

import { authorizeOrder } from "../authorize-order"
import { releaseOrder } from "../release-order"

type World = { subject?: "cart" | "order"; payments?: object[]; unpaid?: number; fulfilled?: boolean; own?: object | null }
const payment = (id: string, amount: number, told: object = {}) => ({ id, amount, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: `payses_of_${id}`, canceled_at: null, captures: [], ...told })

/** A credit of 100.00 of an order whose other payments are these. */
function storeWith({ subject = "cart", payments = [], unpaid = 100, fulfilled = false, own = null }: World) {
  cancelled.length = 0
  const opened: string[] = []
  const authorised: string[] = []
  const locks: string[] = []
  const columns = subject === "cart" ? { cart_id: "cart_1", for_order_id: null } : { cart_id: null, for_order_id: "order_1" }
  const row = { id: "aplord_1", ...columns, order_id: "order_1", state: "refused", status: "ko", status_reason: "ko_generic", payment_session_id: "payses_1", payment_collection_id: null, payment_id: own ? "pay_own" : null, authorized_at: own ? new Date(0) : null, confirmed_at: null, total_amount: 10_000, currency_code: "eur" }
  const graph = async ({ entity, fields }: { entity: string; fields: string[] }) => {
    if (entity === "payment") return { data: own ? [own] : [] }
    if (fields.includes("summary")) return { data: [{ id: "order_1", total: 100, summary: { transaction_total: 100 - unpaid } }] }
    return { data: [{ id: "order_1", status: "pending", version: 1, fulfillments: fulfilled ? [{ id: "ful_1", created_at: new Date(0) }] : [], payment_collections: [{ payments: [...(own ? [own] : []), ...payments] }] }] }
  }
  const flow = {
    aplazame: {
      settings: { retryByLinkHours: 0 },
      orders: { byId: async () => row, update: async () => row, beginAccepting: async () => undefined, endAccepting: async () => undefined },
      problems: { open: async ({ kind }: { kind: string }) => void opened.push(kind), close: async () => false },
    },
    query: { graph },
    locking: { execute: async ([key]: string[], job: () => unknown) => (locks.push(key!), job()) },
    container: { resolve: () => ({ authorizePaymentSession: async (id: string) => void authorised.push(id) }) },
  }
  return { row, flow: flow as never, opened, authorised, locks }
}

describe("the order of a credit that was refused", () => {
  it.each<[string, World, { cancelled: string[]; opened: string[] }]>([
    ["is cancelled, where nobody else pays it", {}, { cancelled: ["order_1"], opened: [] }],
    ["stays, where another credit has paid it by its link", { payments: [payment("pay_2", 100)] }, { cancelled: [], opened: [] }],
    ["stays, where another payment was captured for all of it", { payments: [payment("pay_2", 100, { captures: [{ amount: 100 }] })], unpaid: 0 }, { cancelled: [], opened: [] }],
    ["is a person's to decide, where others pay a part of it", { payments: [payment("pay_2", 20)] }, { cancelled: [], opened: ["order_without_credit"] }],
    ["is a person's to decide, where its goods have left", { fulfilled: true }, { cancelled: [], opened: ["credit_lost_after_fulfilment"] }],
    ["is never cancelled, where it was there before its checkout", { subject: "order", own: payment("pay_own", 100) }, { cancelled: [], opened: ["order_without_credit"] }],
  ])("%s", async (_, world, expected) => {
    const { flow, row, opened } = storeWith(world)
    await releaseOrder(flow, row as never)
    expect({ cancelled, opened }).toEqual(expected)
  })
})

describe("the approval of an order that waited for its identity check", () => {
  const approve = async (world: World) => {
    const { flow, row, authorised, locks } = storeWith(world)
    return { decision: await authorizeOrder(flow, row as never, "order_1"), authorised, locks }
  }

  it("is accepted under the lock of the order's payments", async () => {
    expect(await approve({})).toEqual({ decision: { status: "ok" }, authorised: ["payses_1"], locks: ["aplazame:checkout:order_1"] })
  })

  it("is refused where somebody has paid the order by its link meanwhile", async () => {
    expect(await approve({ payments: [payment("pay_2", 100)] })).toMatchObject({ decision: { status: "ko", reason: "order_already_paid" }, authorised: [] })
  })

  it("is accepted where another payment left as much to pay, and never for more than that", async () => {
    expect(await approve({ payments: [payment("pay_2", 20)], unpaid: 120 })).toMatchObject({ decision: { status: "ok" }, authorised: ["payses_1"] })
    expect(await approve({ payments: [payment("pay_2", 20)] })).toMatchObject({ decision: { status: "ko", reason: "order_changed" }, authorised: [] })
  })
})
