import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { CART_FIELDS, ORDER_FIELDS, PAST_ORDER_FIELDS } from "../medusa-fields"
import { parseCartView, parseOrderView, parsePastOrderView } from "../medusa-view"

const LINE = { id: "line_1", quantity: 2, subtotal: 20, total: 24.2 }
const CART = { id: "cart_1", currency_code: "eur", total: 24.2, items: [LINE] }

describe("parseCartView", () => {
  it("reads amounts in every dress that Medusa gives them", () => {
    const totals = [
      24.2,
      "24.2",
      { value: "24.2", precision: 20 },
      new BigNumber("24.2"),
      MathBN.convert("24.2"),
      { numeric: 24.2 },
      { raw: { value: "24.2" }, numeric: 99 },
    ]
    for (const total of totals) expect(Number(parseCartView({ ...CART, total }).total)).toBe(24.2)
  })

  it("drops what it does not know, and makes nothing of what is missing", () => {
    expect(parseCartView({ ...CART, secret: "x" })).not.toHaveProperty("secret")
    expect(parseCartView(CART)).toMatchObject({ email: null, shipping_methods: [], items: [{ tax_total: "0", tax_lines: [] }] })
  })

  it("skips holes in lists", () => {
    expect(parseCartView({ ...CART, items: [null, LINE], shipping_methods: null }).items).toHaveLength(1)
  })

  it.each([
    ["total", { ...CART, total: undefined }],
    ["total", { id: "cart_1", currency_code: "eur", items: [] }],
    ["total", { ...CART, total: "twelve" }],
    ["items.0.total", { ...CART, items: [{ id: "line_1", quantity: 2, subtotal: 20 }] }],
    ["items.0.quantity", { ...CART, items: [{ ...LINE, quantity: Number.NaN }] }],
    ["currency_code", { ...CART, currency_code: null }],
    ["customer.created_at", { ...CART, customer: { id: "cus_1", created_at: "soon" } }],
    ["cart", null],
    ["cart", "cart_1"],
  ])("refuses a cart that is wrong at %s", (field, value) => {
    expect(() => parseCartView(value)).toThrow(expect.objectContaining({ code: "view_unreadable", field }))
  })

  it("keeps the shopper's data out of its errors", () => {
    const bad = { ...CART, email: "ana@example.com", total: "ana@example.com" }
    expect(() => parseCartView(bad)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("ana") }))
  })
})

describe("parseOrderView and parsePastOrderView", () => {
  it("read dates in either dress", () => {
    const at = new Date("2026-01-02T03:04:05Z")
    expect(parseOrderView({ ...CART, canceled_at: at.toISOString() }).canceled_at).toEqual(at)
    expect(parsePastOrderView({ ...CART, created_at: at }).created_at).toEqual(at)
  })

  it("take a past order that has neither payments nor parcels", () => {
    expect(parsePastOrderView(CART)).toMatchObject({ payment_collections: [], fulfillments: [], credit_line_total: "0" })
  })
})

describe("the field lists", () => {
  it.each([
    ["cart", CART_FIELDS],
    ["order", ORDER_FIELDS],
    ["past order", PAST_ORDER_FIELDS],
  ])("ask for the %s's total, without which Medusa computes none", (_what, fields) => {
    expect(fields).toContain("total")
    expect(new Set(fields).size).toBe(fields.length)
  })
})
