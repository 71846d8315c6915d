import { MedusaError } from "@medusajs/framework/utils"
import { refusalOf } from "../refusal-of"

const { Types, Codes } = MedusaError
const medusa = (type: string, message: string, code?: string) => new MedusaError(type, message, code)

describe("why a completion failed", () => {
  it.each<[string, string | null, unknown, string | null]>([
    ["too little stock", "reserve-inventory-step", medusa(Types.NOT_ALLOWED, "Not enough stock available for item i at location l"), "out_of_stock"],
    ["too little stock, by its code", null, medusa(Types.NOT_ALLOWED, "Some variant", Codes.INSUFFICIENT_INVENTORY), "out_of_stock"],
    ["a voucher's limit", "register-usage", medusa(Types.NOT_ALLOWED, "Promotion usage exceeds the limit."), "promotion_used_up"],
    ["a campaign's budget", "register-usage", medusa(Types.NOT_ALLOWED, "Promotion usage exceeds the budget limit."), "promotion_used_up"],
    ["shipping profiles", "validate-shipping", medusa(Types.INVALID_DATA, "The cart items require shipping profiles that are not satisfied"), "shipping_not_possible"],
    ["the store's own validation", "validate", medusa(Types.NOT_ALLOWED, "over the limit"), "store_refused"],
    ["the store's own validation, by a plain error", "validate", new Error("needs an approval"), "store_refused"],
    ["the store's own validation, by an error of its own", "validate", Object.assign(new Error("no"), { name: "CompanyLimitError", code: "LIMIT_EXCEEDED" }), "store_refused"],
    ["a fault in the store's own validation", "validate", new TypeError("x is undefined"), "store_refused"],
    ["a fault elsewhere", "create-orders", new TypeError("Cannot read properties of undefined"), "cart_not_completable"],
    ["a channel that no stock location serves", "create-orders", medusa(Types.INVALID_DATA, "Sales channel sc is not associated with any stock location for variant v."), "cart_not_completable"],
    ["anything that Medusa refuses", "validate-cart-payments", medusa(Types.INVALID_DATA, "Payment provider is not enabled in the region"), "cart_not_completable"],
    ["a cart that was switched", null, Object.assign(new Error("x"), { code: "cart_changed" }), "cart_changed"],
    ["what lost its class in a queue", "validate", { name: "Error", message: "needs an approval" }, "store_refused"],
  ])("is a refusal: %s", (_what, step, error, reason) => expect(refusalOf({ step, error })).toBe(reason))

  it.each<[string, string | null, unknown]>([
    ["a database that is away", "create-orders", Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })],
    ["a database that restarts", "validate", Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" })],
    ["a lock of rows of the inventory", "reserve-inventory-step", Object.assign(new Error("canceling statement due to lock timeout on inventory_level"), { code: "55P03" })],
    ["a statement about stock that failed", "reserve-inventory-step", Object.assign(new Error("select stocked_quantity from inventory_level"), { name: "DatabaseError" })],
    ["a lock of Medusa's", "acquire-lock-step", new Error("Timed-out acquiring lock.")],
    ["a service of the store's own that is away", "validate", new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo ENOTFOUND erp"), { code: "ENOTFOUND" }) })],
    ["a service that is slow", "validate", Object.assign(new Error("This operation was aborted"), { name: "AbortError" })],
    ["a service that fails", "validate", Object.assign(new Error("Request failed with status code 503"), { name: "AxiosError", code: "ERR_BAD_RESPONSE" })],
    ["a state of the moment", "validate", medusa(Types.UNEXPECTED_STATE, "try again")],
    ["another process at the same cart", null, medusa(Types.CONFLICT, "already being completed")],
    ["a payment that is not decided", "authorize-payment-session-step", medusa(Types.PAYMENT_REQUIRES_MORE_ERROR, "more")],
    ["an error that says nothing", "create-orders", new Error("failed")],
    ["no error at all", null, undefined],
  ])("is of the moment: %s", (_what, step, error) => expect(refusalOf({ step, error })).toBeNull())
})
