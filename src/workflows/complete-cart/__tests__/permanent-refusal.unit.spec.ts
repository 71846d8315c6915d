import { MedusaError } from "@medusajs/framework/utils"
import { messageOf, permanentRefusal } from "../permanent-refusal"

const { Types, Codes } = MedusaError
const medusa = (type: string, message: string, code?: string) => new MedusaError(type, message, code)

describe("why a completion failed", () => {
  it.each<[string, string | null, unknown, string | null]>([
    ["too little stock", "reserve-inventory-step", medusa(Types.NOT_ALLOWED, "Not enough stock available for item i at location l"), "out_of_stock"],
    ["too little stock, by its code", null, medusa(Types.NOT_ALLOWED, "Some variant", Codes.INSUFFICIENT_INVENTORY), "out_of_stock"],
    ["too little stock, in a step of the store's own that reserves", "reserve-warehouse", medusa(Types.NOT_ALLOWED, "Not enough stock available for item iitem_1 at location sloc_1"), "out_of_stock"],
    ["whatever the step that reserves says", "reserve-inventory-step", medusa(Types.NOT_ALLOWED, "Nothing is left of it"), "out_of_stock"],
    ["a rule whose sentence speaks of stock", "check-quote", medusa(Types.NOT_ALLOWED, "Stock options are sold to employees only"), "cart_not_completable"],
    ["a rule whose sentence speaks of an inventory", null, medusa(Types.NOT_ALLOWED, "The shop is closed while it takes its inventory"), "cart_not_completable"],
    ["a rule that quotes Medusa's sentence about stock", null, medusa(Types.NOT_ALLOWED, "The supplier says: Not enough stock available for item i at location l, call us"), "cart_not_completable"],
    ["a rule whose sentence speaks of a promotion's usage", null, medusa(Types.NOT_ALLOWED, "Promotion usage is for members"), "cart_not_completable"],
    ["a voucher's limit, in a step of the store's own", "count-vouchers", medusa(Types.NOT_ALLOWED, "Promotion usage exceeds the limit."), "promotion_used_up"],
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
    ["a rule whose sentence speaks of a connection", "validate", new Error("The company has no connection to this price list"), "store_refused"],
    ["a rule whose sentence speaks of acquiring", "validate", new Error("A buyer may not acquire more than ten pieces"), "store_refused"],
    ["a rule whose sentence says timed out", "validate", new Error("The quote has timed out, ECONNRESET"), "store_refused"],
    ["a rule whose class is named after a lock or a network", "validate", Object.assign(new Error("no"), { name: "CompanyBlockedOnNetworkError" }), "store_refused"],
    ["a rule with a code of five letters", "validate", Object.assign(new Error("no"), { code: "LIMIT" }), "store_refused"],
    ["a rule with a code that begins as Node's", "validate", Object.assign(new Error("no"), { code: "ERR_COMPANY_LIMIT" }), "store_refused"],
    ["a rule with a code that looks like one of Postgres", "validate", Object.assign(new Error("no"), { code: "40301" }), "store_refused"],
    ["a rule with a type of its own", "validate", Object.assign(new Error("no"), { type: "company_limit" }), "store_refused"],
    ["a rule that calls itself a conflict", "validate", medusa(Types.CONFLICT, "The quote was changed"), "store_refused"],
    ["a rule that calls itself an unexpected state", "validate", medusa(Types.UNEXPECTED_STATE, "The company is blocked"), "store_refused"],
    ["a rule that quotes Medusa's lock", "validate", new Error('The buyer says: Failed to acquire lock for key "x"'), "store_refused"],
    ["a database that says no by a trigger of the store's", "validate", Object.assign(new Error("over the limit"), { name: "error", severity: "ERROR", code: "P0001" }), "store_refused"],
    ["a service that refuses what the hook asks", "validate", Object.assign(new Error("Request failed with status code 403"), { name: "AxiosError", code: "ERR_BAD_REQUEST", status: 403 }), "store_refused"],
    ["a step's conflict", "store-quote-step", medusa(Types.CONFLICT, "The quote was accepted already"), "cart_not_completable"],
    ["an unexpected state of a store's own completion", null, medusa(Types.UNEXPECTED_STATE, "No connection between the cart and a company"), "cart_not_completable"],
  ])("is a refusal: %s", (_what, step, error, reason) => expect(permanentRefusal({ step, error })).toBe(reason))

  it.each<[string, string | null, unknown]>([
    ["a database that is away", "create-orders", Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })],
    ["a database that restarts", "validate", Object.assign(new Error("terminating connection due to administrator command"), { name: "error", severity: "FATAL", code: "57P01" })],
    ["a deadlock, by its name in the object mapper", "validate", Object.assign(new Error("deadlock detected"), { name: "DeadlockException", severity: "ERROR", code: "40P01" })],
    ["a driver that lost the database", "validate", Object.assign(new Error("select 1 - Connection terminated unexpectedly"), { name: "DriverException" })],
    ["the same without the object mapper", "validate", new Error("Connection terminated unexpectedly")],
    ["a pool of connections that is empty", "validate", Object.assign(new Error("Knex: Timeout acquiring a connection. The pool is probably full."), { name: "KnexTimeoutError" })],
    ["a database of Medusa's that is away", "validate", medusa(Types.DB_ERROR, "Redis connection failed")],
    ["a refused state that a lost connection caused", "validate", Object.assign(medusa(Types.UNEXPECTED_STATE, "no stock known"), { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) })],
    ["a lock of rows of the inventory", "reserve-inventory-step", Object.assign(new Error("canceling statement due to lock timeout on inventory_level"), { name: "error", severity: "ERROR", code: "55P03" })],
    ["a statement about stock that failed", "reserve-inventory-step", Object.assign(new Error("select stocked_quantity from inventory_level"), { name: "DatabaseError" })],
    ["a lock of Medusa's", "acquire-lock-step", new Error("Timed-out acquiring lock.")],
    ["a lock of Medusa's in Redis", "acquire-lock-step", medusa(Types.CONFLICT, 'Failed to acquire lock for key "cart_1"')],
    ["a lock of Medusa's that a rule waits for", "validate", new Error("Timed-out acquiring lock.")],
    ["a lock of Medusa's that a rule does not get", "validate", medusa(Types.CONFLICT, 'Failed to acquire lock for key "company:1"')],
    ["a lock of Medusa's in Postgres", "validate", new Error('"company:1" is already locked.')],
    ["a service of the store's own that is away", "validate", new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo ENOTFOUND erp"), { code: "ENOTFOUND" }) })],
    ["a service that is slow", "validate", Object.assign(new Error("This operation was aborted"), { name: "AbortError" })],
    ["a service that fails", "validate", Object.assign(new Error("Request failed with status code 503"), { name: "AxiosError", code: "ERR_BAD_RESPONSE", status: 503 })],
    ["a service that has too many to answer", "validate", Object.assign(new Error("Request failed with status code 429"), { name: "AxiosError", code: "ERR_BAD_REQUEST", status: 429 })],
    ["a service that was not reached", "validate", Object.assign(new Error("request to http://erp/ failed"), { name: "FetchError", type: "system", code: "ECONNREFUSED" })],
    ["a signal that ran out", "validate", AbortSignal.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")).reason],
    ["a step that took longer than it may", "validate", Object.assign(new Error("Step timed out"), { name: "TransactionStepTimeoutError" })],
    ["a payment that is not decided", "authorize-payment-session-step", medusa(Types.PAYMENT_REQUIRES_MORE_ERROR, "more")],
    ["an error that says nothing", "create-orders", new Error("failed")],
    ["no error at all", null, undefined],
  ])("is of the moment: %s", (_what, step, error) => expect(permanentRefusal({ step, error })).toBeNull())
})

describe("what an error says, for the log", () => {
  it.each([
    ["an error", new Error("no such thing"), "no such thing"],
    ["one that lost its class on the way through a queue", { name: "TypeError", message: "Cannot read properties of undefined (reading 'id')" }, "Cannot read properties of undefined (reading 'id')"],
    ["a text", "gone", "gone"],
    ["nothing", undefined, "undefined"],
  ])("of %s", (_what, error, said) => {
    expect(messageOf(error)).toBe(said)
  })
})
