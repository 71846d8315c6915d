import { AplazameQueryError, ORDERING_KEYS, serializeOrderQuery, translateLegacyFilters, translateLegacyOrdering } from "../order-query"

const when = "2015-12-22T15:09:30.537951Z"

describe("filters by their 2015 names", () => {
  it.each<[Record<string, unknown>, string]>([
    [{ id: "h" }, "id=h"],
    [{ mid: "m" }, "mid=m"],
    [{ total_amount: 462000 }, "total_amount=462000"],
    [{ min_amount: "100", max_amount: 200 }, "total_amount-gt=100&total_amount-lt=200"],
    [{ min_discount: 1, max_discount: 2 }, "discount-gt=1&discount-lt=2"],
    [{ created_since: when, created_until: when }, `created-gt=${when}&created-lt=${when}`],
    [{ verified_since: when, verified_until: when }, `verified-gt=${when}&verified-lt=${when}`],
    [{ confirmed_since: when, confirmed_until: when }, `confirmed-gt=${when}&confirmed-lt=${when}`],
    [{ cancelled_since: when, cancelled_until: when }, `cancelled-gt=${when}&cancelled-lt=${when}`],
    [{ customer_id: "c" }, "customer-id=c"],
    [{ customer_phone: 612345678 }, "customer-phone-number=612345678"],
    [{ customer_created_since: when, customer_created_until: when }, `customer-created-gt=${when}&customer-created-lt=${when}`],
    [{ document_id: "X1", document_id_country: "ES" }, "customer-document_id-number=X1&customer-document_id-country=ES"],
    [{ document_id_type: "02" }, "customer-document_id-type=nie"],
    [{ document_id_type: ["01", "passport", 5] }, "customer-document_id-type=nif&customer-document_id-type=passport&customer-document_id-type=others"],
    [{ account_id: "a", account_type: "g", account_gender: 0 }, "account-type=g&account-gender=0&account-id=a"],
    [{ account_last_login_since: when, account_last_login_until: when }, `account-last_login-gt=${when}&account-last_login-lt=${when}`],
    [{ account_date_joined_since: when, account_date_joined_until: when }, `account-date_joined-gt=${when}&account-date_joined-lt=${when}`],
    [{ "downpayment-state": ["failed"] }, "instalment_plan-downpayment-state=failed"],
    [{ "downpayment-amount-gte": 5, "downpayment-amount-isnull": false }, "instalment_plan-downpayment-amount-gte=5&instalment_plan-downpayment-amount-isnull=no"],
    [{ "verified-isnull": true, "confirmed-isnull": false }, "verified-isnull=yes&confirmed-isnull=no"],
    [{ "confirmed-gte": new Date(0) }, "confirmed-gte=1970-01-01T00:00:00.000Z"],
    [{ "mid-in": ["a", "b"] }, "mid-in=a,b"],
    [{ min_amount: 100, "total_amount-lte": 300 }, "total_amount-gt=100&total_amount-lte=300"],
  ])("translates %j", (legacy, text) => {
    expect(decodeURIComponent(serializeOrderQuery({ filters: translateLegacyFilters(legacy) }).toString())).toBe(text)
  })

  it.each<[string, Record<string, unknown>]>([
    ["a name that never existed", { customer_mail: "x" }],
    ["a name of every object", { toString: "x" }],
    ["a fraction of a cent", { min_amount: "120.5" }],
    ["two names for one thing", { min_amount: 1, "total_amount-gt": 2 }],
    ["undefined", { customer_id: undefined }],
    ["an object", { customer_id: { exact: "x" } }],
    ["document type 06", { document_id_type: "06" }],
  ])("refuses %s", (_name, legacy) => {
    expect(() => translateLegacyFilters(legacy)).toThrow(AplazameQueryError)
  })
})

describe("ordering by the 2015 names", () => {
  it.each<[string | string[], string]>([
    ["account_created", "account-created"],
    ["-account_last_login,account_date_joined", "-account-last_login,account-date_joined"],
    [["-total_amount", "account_created"], "-total_amount,account-created"],
    [" -created , verified", "-created,verified"],
  ])("%j is sent as %s", (legacy, text) => {
    expect(serializeOrderQuery({ ordering: translateLegacyOrdering(legacy) }).get("ordering")).toBe(text)
  })

  it("passes the keys of today as they are", () => {
    expect(translateLegacyOrdering([...ORDERING_KEYS])).toEqual([...ORDERING_KEYS])
  })

  it.each(["account_gender", "", "--created", "account_created,", "constructor"])("refuses %j", (legacy) => {
    expect(() => translateLegacyOrdering(legacy)).toThrow(AplazameQueryError)
  })
})
