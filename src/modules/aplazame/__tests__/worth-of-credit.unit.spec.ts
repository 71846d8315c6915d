import { cents, ZERO, type Cents } from "../../../aplazame"
import { toCapture, toVoid, type Operation } from "../../../credit"
import { credit, op } from "../../../credit/__tests__/a-credit"
import { orderOf } from "../../../mapping/__tests__/carts"
import type { Query } from "../reading"
import type { AplazameOrderRow } from "../rows"
import type { AplazameModuleService } from "../service"
import { worthOfCredit } from "../worth-of-credit"

const SOLD = Date.parse("2026-01-01T00:00:00Z")

/** The n-th credit of an order, which pays `total` and takes what is paid to `paid`; `did` is its ledger. */
type Layer = { total: number; paid: number; did: readonly Operation[] }

const rowOf = ({ total, paid }: Layer, n: number): AplazameOrderRow => {
  const at = new Date(SOLD + n)
  return {
    id: `aplord_${n}`, payment_id: `pay_${n}`, for_order_id: n === 0 ? null : "order_1", state: "confirmed", currency_code: "eur", total_amount: cents(total), captured_amount: ZERO,
    refunded_amount: ZERO, placed_amount: cents(paid), placed_credit_lines: ZERO, placed_returned: ZERO, authorized_at: at, created_at: at,
  } as AplazameOrderRow
}

/** The credits of an order now worth `items`, of which goods worth `returned` came back; each refund has its credit line. */
async function creditsOf(layers: readonly Layer[], { items, returned = 0 }: { items: number; returned?: number }) {
  const amountOf = ({ did }: Layer, kind: string): Cents => did.filter((one) => one.kind === kind).reduce((sum, { amount }) => cents(sum + (amount ?? 0)), ZERO)
  const rows = layers.map((layer, n) => ({ ...rowOf(layer, n), refunded_amount: amountOf(layer, "refund") }))
  const later = new Date(SOLD + 1_000)
  const payments = layers.map((layer, n) => {
    const rowsOf = (kind: string) => layer.did.filter((one) => one.kind === kind).map(({ amount }) => ({ amount: (amount ?? 0) / 100, created_at: later }))
    return { id: `pay_${n}`, captures: rowsOf("capture"), refunds: rowsOf("refund") }
  })
  const query = { graph: () => Promise.resolve({ data: [{ payment_collections: [{ payments }] }] }) } as unknown as Query
  const aplazame = { orders: { ofOrder: () => Promise.resolve(rows) }, ledger: { ofCredit: (id: string) => Promise.resolve(layers[rows.findIndex((row) => row.id === id)]!.did) } } as unknown as AplazameModuleService
  const order = orderOf({ items: [{ unit_price: String(items / 100), quantity: "1", rates: ["0"] }], shipping: [] })
  const lines = payments.flatMap(({ refunds }) => refunds.map(({ amount }) => ({ amount: String(amount), reference: null })))
  const lowered = lines.reduce((sum, { amount }) => sum + Number(amount), 0)
  order.items[0]!.return_received_total = String(returned / 100)
  const now = { ...order, id: "order_1", total: String((items - returned) / 100 - lowered), credit_lines: lines, credit_line_total: String(lowered) }
  return Promise.all(rows.map(async (row, n) => credit(layers[n]!.did, { approved: row.total_amount, worth: await worthOfCredit({ aplazame, query }, now, row) })))
}

describe("an order of 150.00 that three credits pay, one on the other", () => {
  const first = { total: 10_000, paid: 10_000, did: [] }
  const captured = (amount: number, refunded = 0) => [op("capture", amount), ...(refunded > 0 ? [op("refund", refunded)] : [])]

  it("needs each by its own amount", async () => {
    expect((await creditsOf([first, { total: 2_000, paid: 12_000, did: [] }, { total: 3_000, paid: 15_000, did: [] }], { items: 15_000 })).map(toCapture)).toEqual([10_000, 2_000, 3_000])
  })

  it("keeps the first, when goods come back that another has captured", async () => {
    const credits = await creditsOf([first, { total: 2_000, paid: 12_000, did: captured(2_000, 2_000) }, { total: 3_000, paid: 15_000, did: captured(3_000) }], { items: 15_000, returned: 500 })
    expect(credits.map(toVoid)).toEqual([0, 0, 0])
  })

  it("takes off the second what an edit takes off above that which the third has given back", async () => {
    const credits = await creditsOf([first, { total: 2_000, paid: 12_000, did: [] }, { total: 3_000, paid: 15_000, did: captured(3_000, 3_000) }], { items: 11_000 })
    expect(credits.map(toVoid)).toEqual([0, 1_000, 0])
  })
})
