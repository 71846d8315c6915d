import fc from "fast-check"
import type { MovementRow } from "../database/rows"
import { cents } from "../money"
import { checkLedger, LedgerViolation, type Ledger } from "../orders/ledger"
import { computedTotal } from "../orders/totals"
import { Bench, FakeStore, withEmulator } from "./support"

let bench: Bench
let store: FakeStore

withEmulator((running) => ({ bench, store } = running))

const move = fc.record({
  kind: fc.constantFrom("captures", "capture-refund", "refund", "void", "refund-extended", "panel-refund", "panel-void", "put", "cancel"),
  amount: fc.integer({ min: -1, max: 4000 }),
  which: fc.nat(3),
})

/** The independent model: what each accepted operation must have done to the numbers. */
interface Model { total: number; voided: number; captured: number; refunded: number; cancelled: boolean }

it("any run of operations keeps the ledger's rules, and refusals change nothing", async () => {
  let run = 0
  await fc.assert(fc.asyncProperty(fc.constantFrom("instalments" as const, "pay_in_4" as const, "pay_later" as const), fc.array(move, { maxLength: 12 }), async (product, moves) => {
    const id = await bench.confirmed(`ledger-${++run}`, product, { notification_url: store.url, total: 5000 })
    const model: Model = { total: 5000, voided: 0, captured: 0, refunded: 0, cancelled: false }
    for (const { kind, amount, which } of moves) {
      const before = await bench.control.order(id)
      const capture = before.captures[which]?.id ?? "none"
      const accepted = await perform(id, kind, amount, capture)
      if (accepted) applyToModel(model, kind, amount, product)
      const after = await bench.control.order(id)
      expect({ total: after.total, voided: after.voided, captured: after.captured, refunded: after.refunded, cancelled: after.cancelled !== null }).toEqual(model)
      const left = after.total - after.voided - after.refunded
      expect(left).toBeGreaterThanOrEqual(0)
      expect(after.remaining_capture).toBe(product === "pay_later" && !model.cancelled ? after.total - after.voided - after.captured : 0)
    }
    const { violations } = await bench.control.health()
    expect(violations).toEqual([])
  }), { numRuns: 25 })
})

async function perform(id: string, kind: string, amount: number, capture: string): Promise<boolean> {
  if (kind === "panel-refund" || kind === "panel-void") {
    const done = kind === "panel-refund" ? bench.control.panelRefund(id, amount) : bench.control.panelVoid(id, amount)
    return done.then(() => true, () => false)
  }
  const reply = kind === "put"
    ? await bench.call("PATCH", `/orders/${id}`, { body: { order: { total_amount: amount } } })
    : await bench.call("POST", `/orders/${id}/${kind === "capture-refund" ? `captures/${capture}/refunds` : kind}`, { body: { amount } })
  expect([200, 204, 400, 403, 404]).toContain(reply.status)
  return reply.status < 300
}

function applyToModel(model: Model, kind: string, amount: number, product: string): void {
  if (kind === "put") model.total = amount
  else if (kind === "cancel") model.cancelled = true
  else if (kind === "captures") model.captured += amount
  else if (kind === "void" || kind === "panel-void") model.voided += amount
  else if (product === "pay_later" && kind !== "capture-refund") {
    const fromCaptures = Math.min(amount, model.captured - model.refunded)
    model.refunded += fromCaptures
    model.voided += amount - fromCaptures
  } else model.refunded += amount
  if (!["put", "captures"].includes(kind) && model.total === model.voided + model.refunded) model.cancelled = true
}

describe("the ledger's check", () => {
  const sound: Ledger = {
    product: "pay_later", status: "ok", total_amount: cents(1000), granted: cents(1000), voided: cents(0), captured: cents(600),
    refunded: cents(0), confirmed: "2026-01-01T00:00:00.000000Z", cancelled: null,
  }
  const captured: MovementRow = {
    seq: 1, id: "c", order_id: "o", kind: "capture", amount: cents(600), capture_id: null, pending_amount: null, origin: "api", created: "2026-01-01T00:00:00.000000Z",
  }

  it("accepts a sound order", () => {
    expect(() => checkLedger(sound, [captured])).not.toThrow()
  })

  it.each<[string, Partial<Ledger>]>([
    ["a total below the captures", { total_amount: cents(500) }],
    ["a sum that is not its movements'", { captured: cents(601) }],
    ["captures of another product", { product: "instalments" }],
    ["movements without confirmation", { confirmed: null, status: "pending" }],
    ["ok without confirmation", { confirmed: null }],
    ["a total above the credit", { granted: cents(999) }],
  ])("refuses %s", (_name, change) => {
    expect(() => checkLedger({ ...sound, ...change }, [captured])).toThrow(LedgerViolation)
  })
})

it("the lines of Aplazame's own demo order add up as documented", () => {
  // docs: Aplazame API, "prices and the total": articles and shipping, the order's discount taxed at its rate.
  const total = computedTotal({
    tax_rate: 2100, discount: 300, shipping: { name: "s", price: 500, discount: 100 },
    articles: [{ id: "1", name: "a", quantity: 2, price: 4000, tax_rate: 2100, discount: 0 }, { id: "2", name: "b", quantity: 1, price: 1000, discount_rate: 1000, tax_rate: 1000 }],
  })
  expect(total).toBe(9680 + 990 + 484 - 363)
})
