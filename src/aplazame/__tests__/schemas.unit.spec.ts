import fc from "fast-check"
import { isAplazameError } from "../errors"
import { aplazameOrderSchema, checkoutStatusSchema, isStatusReason, parseNotification } from "../schemas"
import { captureBody, orderBody } from "./support/samples"
import { captureListSchema } from "../schemas/capture"

const order = (change: Record<string, unknown>) => aplazameOrderSchema.safeParse({ ...orderBody, ...change })

describe("an order's status", () => {
  it.each(["pending", "ok", "ko"])("reads %s", (status) => {
    expect(order({ status }).data).toMatchObject({ status, raw_status: status })
  })

  it("reads every other word as unknown, keeps it, and never as ok", () => {
    const word = fc.oneof(fc.string(), fc.constantFrom("OK", "ok ", " ok", "Ok", "paid", "confirmed", "true", "__proto__", "constructor"))
    fc.assert(
      fc.property(word.filter((w) => !["pending", "ok", "ko"].includes(w)), (status) => {
        expect(order({ status }).data).toMatchObject({ status: "unknown", raw_status: status })
      })
    )
  })

  it.each([undefined, null, true, 1, ["ok"], { ok: true }])("reads %p as unknown", (status) => {
    expect(order({ status }).data).toMatchObject({ status: "unknown", raw_status: "" })
  })

  it("reads an absent reason as empty and keeps an undocumented one", () => {
    expect(order({ status_reason: null }).data?.status_reason).toBe("")
    expect(order({ status_reason: undefined }).data?.status_reason).toBe("")
    expect(order({ status_reason: "brand_new" }).data?.status_reason).toBe("brand_new")
    expect(isStatusReason("brand_new")).toBe(false)
    expect(isStatusReason("challenge_required")).toBe(true)
  })
})

describe("an order's amounts", () => {
  it.each([
    [5443, 5443],
    ["5443", 5443],
    ["-0", 0],
    [0, 0],
    [-100, -100],
  ])("reads %p", (total_amount, read) => {
    const found = order({ total_amount }).data?.total_amount
    expect(found).toBe(read)
  })

  it.each([54.43, "54.43", "5443.0", "1e3", " 5443", "5443 ", "", "0x10", "٥", null, undefined, true, [5443], {}, 2 ** 53, "9007199254740993"])(
    "refuses %p",
    (total_amount) => {
      expect(order({ total_amount }).success).toBe(false)
    }
  )
})

describe("the rest of an order", () => {
  it("takes the currency from an object, a text, or not at all", () => {
    expect(order({}).data?.currency_code).toBe("EUR")
    expect(order({ currency: "eur" }).data?.currency_code).toBe("EUR")
    expect(order({ currency: null }).data?.currency_code).toBeNull()
    expect(order({ currency: undefined }).data?.currency_code).toBeNull()
    expect(order({ currency: {} }).success).toBe(false)
  })

  it("tolerates unknown fields and drops them", () => {
    expect(order({ instalments: [1], mystery: { a: 1 } }).data).not.toHaveProperty("mystery")
  })

  it("reads absent dates as null, an absent flag as false and an absent sandbox as null", () => {
    const { id, mid, status, total_amount } = orderBody
    expect(aplazameOrderSchema.parse({ id, mid, status, total_amount })).toMatchObject({
      confirmed: null, verified: null, cancelled: null, expired: null, created: null, expires_at: null, rejected: false, sandbox: null, status_reason: "",
    })
  })

  it("reads the parts that can be filtered by, and survives other shapes of them", () => {
    const full = order({
      customer: { id: "c1", phone: { number: "600000000", country: "ES" } },
      account: { id: 5, email: "ana@example.com", type: "e", gender: 2 },
      instalment_plan: { downpayment: { state: "failed", amount: "1000" } },
    }).data
    expect(full).toMatchObject({ customer: { id: "c1" }, account: { id: "5", gender: 2 }, downpayment: { state: "failed", amount: 1000 } })
    expect(order({ customer: "c1", account: [], instalment_plan: 7 }).data).toMatchObject({ mid: "mid_1" })
    expect(order({ customer: "c1" }).data?.customer).toBeUndefined()
  })

  it.each(["id", "mid"])("needs %s", (field) => {
    expect(order({ [field]: undefined }).success).toBe(false)
    expect(order({ [field]: "" }).success).toBe(false)
    expect(order({ [field]: 77 }).data).toMatchObject({ [field]: "77" })
  })
})

describe("captures", () => {
  it("refuse amounts that are no cents, also inside refunds", () => {
    const list = (refund: unknown) => captureListSchema.safeParse({ remaining_capture_amount: 0, results: [{ ...captureBody, refunds: [refund] }] })
    expect(list({ id: "r", amount: 50 }).success).toBe(true)
    expect(list({ id: "r", amount: 0.5 }).success).toBe(false)
  })
})

describe("a checkout's status", () => {
  it("is as careful with words as an order", () => {
    expect(checkoutStatusSchema.parse({ id: "a", mid: "b", status: "success", total_amount: 1, currency: "EUR" })).toMatchObject({ status: "unknown", raw_status: "success" })
  })
})

describe("a notification", () => {
  it("is read like an order", () => {
    expect(parseNotification(orderBody)).toMatchObject({
      id: orderBody.id, mid: "mid_1", status: "pending", status_reason: "confirmation_required", sandbox: true, total_amount: 5443, currency_code: "EUR",
    })
    expect(parseNotification({ ...orderBody, status: "paid" })).toMatchObject({ status: "unknown", raw_status: "paid" })
  })

  it.each([
    ["sandbox", undefined], ["sandbox", "true"], ["status", undefined], ["status", ""], ["status", 1], ["mid", undefined], ["id", null], ["total_amount", 10.5],
  ])("is refused with %s %p", (field, value) => {
    expect(() => parseNotification({ ...orderBody, [field]: value })).toThrow(
      expect.objectContaining({ kind: "unreadable", operation: "notification", fields: { [field]: expect.any(Array) } })
    )
  })

  it("is refused as anything else, with an error of ours and none of its values", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        try {
          parseNotification(body)
        } catch (error) {
          expect(isAplazameError(error)).toBe(true)
        }
      })
    )
    expect(() => parseNotification({ ...orderBody, total_amount: "ana@example.com" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("ana@") })
    )
  })
})
