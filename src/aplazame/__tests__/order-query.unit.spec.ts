import { cents } from "../cents"
import {
  AplazameQueryError,
  ORDER_FILTER_FIELDS,
  parseOrderQuery,
  serializeOrderQuery,
  type OrderFilterField,
  type OrderFilters,
  type OrderQuery,
} from "../order-query"

const write = (query: OrderQuery) => decodeURIComponent(serializeOrderQuery(query).toString())
const faultOf = (run: () => unknown): AplazameQueryError => {
  try {
    run()
  } catch (error) {
    if (error instanceof AplazameQueryError) return error
    throw error
  }
  throw new Error("expected a query error")
}

describe("the filters of the documents", () => {
  it.each<[OrderFilters, string]>([
    [{ total_amount: cents(462000) }, "total_amount=462000"],
    [{ confirmed: { gte: "2015-12-22T15:09:30.537951Z" } }, "confirmed-gte=2015-12-22T15:09:30.537951Z"],
    [{ verified: { isnull: true }, confirmed: { isnull: false } }, "verified-isnull=yes&confirmed-isnull=no"],
    [{ "instalment_plan-downpayment-state": "failed" }, "instalment_plan-downpayment-state=failed"],
    [{ "customer-phone-number": "612345678" }, "customer-phone-number=612345678"],
    [{ "customer-document_id-type": ["nif", "nie"] }, "customer-document_id-type=nif&customer-document_id-type=nie"],
    [{ "account-type": "existing", "account-gender": 0 }, "account-type=existing&account-gender=0"],
    [{ "account-last_login": { isnull: false } }, "account-last_login-isnull=no"],
    [{ created: { year: 2024, week_day: "monday", hour: 0 } }, "created-year=2024&created-week_day=monday&created-hour=0"],
    [{ created: { gt: new Date(0) } }, "created-gt=1970-01-01T00:00:00.000Z"],
    [{ mid: { in: ["a", "b"], icontains: "x" } }, "mid-in=a,b&mid-icontains=x"],
    [{ discount_rate: { exact: 500 } }, "discount_rate=500"],
  ])("writes %j as %s", (filters, text) => {
    expect(write({ filters })).toBe(text)
  })

  it("knows every field of the documents", () => {
    expect(Object.keys(ORDER_FILTER_FIELDS).sort()).toEqual(
      [
        "id mid total_amount discount discount_rate created verified confirmed cancelled",
        "instalment_plan-downpayment-state instalment_plan-downpayment-amount",
        "customer-id customer-phone-number customer-phone-country customer-created",
        "customer-document_id-number customer-document_id-country customer-document_id-type",
        "account-id account-type account-gender account-last_login account-date_joined",
      ].flatMap((line) => line.split(" ")).sort()
    )
  })

  it("writes search, ordering and page", () => {
    expect(write({ q: "Alice @gmail, .es", ordering: "account-last_login", page: 3 })).toBe("q=Alice,@gmail,.es&ordering=account-last_login&page=3")
    expect(write({ ordering: ["-total_amount", "created"] })).toBe("ordering=-total_amount,created")
    expect(write({})).toBe("")
  })
})

describe("what Aplazame does not have", () => {
  // Each of these is an error of the compiler and of the running code.
  const WRONG: [string, () => unknown, Partial<AplazameQueryError>][] = [
    // @ts-expect-error unknown field
    ["an unknown field", () => serializeOrderQuery({ filters: { amount: cents(1) } }), { field: "amount", allowed: expect.arrayContaining(["total_amount"]) }],
    // @ts-expect-error prototype names are no fields
    ["a name of every object", () => serializeOrderQuery({ filters: { constructor: "x" } }), { field: "constructor" }],
    // @ts-expect-error lookup of another family
    ["a text lookup on an amount", () => serializeOrderQuery({ filters: { total_amount: { contains: "1" } } }), { field: "total_amount", lookup: "contains", allowed: ["exact", "gt", "gte", "lt", "lte"] }],
    // @ts-expect-error total_amount is never null
    ["isnull where it is not offered", () => serializeOrderQuery({ filters: { total_amount: { isnull: true } } }), { field: "total_amount", lookup: "isnull" }],
    // @ts-expect-error created is never null
    ["isnull on created", () => serializeOrderQuery({ filters: { created: { isnull: true } } }), { field: "created", lookup: "isnull" }],
    // @ts-expect-error isnull takes a boolean
    ["isnull with a word", () => serializeOrderQuery({ filters: { verified: { isnull: "yes" } } }), { field: "verified", lookup: "isnull" }],
    // @ts-expect-error an amount is no text
    ["an amount as text", () => serializeOrderQuery({ filters: { total_amount: "462000" } }), { field: "total_amount", lookup: "exact" }],
    // @ts-expect-error a bare number is not Cents
    ["a fraction", () => serializeOrderQuery({ filters: { total_amount: 19.99 } }), { field: "total_amount" }],
    // @ts-expect-error no such document type
    ["an unknown choice", () => serializeOrderQuery({ filters: { "customer-document_id-type": "dni" } }), { field: "customer-document_id-type", allowed: ["nif, nie, cif, passport, others"] }],
    // @ts-expect-error gender is a number
    ["a gender as text", () => serializeOrderQuery({ filters: { "account-gender": "1" } }), { field: "account-gender" }],
    // @ts-expect-error no such day
    ["an unknown day", () => serializeOrderQuery({ filters: { created: { week_day: "lunes" } } }), { field: "created", lookup: "week_day" }],
    // @ts-expect-error in takes a list
    ["in with a text", () => serializeOrderQuery({ filters: { mid: { in: "a,b" } } }), { field: "mid", lookup: "in" }],
    // @ts-expect-error choices have no lookups
    ["a lookup on a choice", () => serializeOrderQuery({ filters: { "account-type": { exact: "g" } } }), { field: "account-type" }],
    // @ts-expect-error unknown ordering key
    ["an unknown ordering", () => serializeOrderQuery({ ordering: "mid" }), { field: "ordering", allowed: expect.arrayContaining(["-created"]) }],
    // @ts-expect-error one minus only
    ["a double minus", () => serializeOrderQuery({ ordering: "--created" }), { field: "ordering" }],
    // @ts-expect-error there is no page size
    ["a page size", () => serializeOrderQuery({ page_size: 10 }), { field: "page_size" }],
    // @ts-expect-error page is a number
    ["a page as text", () => serializeOrderQuery({ page: "2" }), { field: "page" }],
    // @ts-expect-error null is no value
    ["null", () => serializeOrderQuery({ filters: { mid: null } }), { field: "mid" }],
  ]

  it.each(WRONG)("refuses %s", (_name, run, fault) => {
    expect(faultOf(run)).toMatchObject({ code: "aplazame_query", kind: "validation", effect: "none", ...fault })
  })

  const WRONG_VALUES: [string, OrderQuery, string][] = [
    ["an undefined filter, which would widen the list", { filters: { mid: undefined } }, "mid"],
    ["an undefined lookup", { filters: { created: { gte: undefined } } }, "created"],
    ["an empty text", { filters: { mid: "" } }, "mid"],
    ["an empty lookup object", { filters: { mid: {} } }, "mid"],
    ["an empty list of choices", { filters: { "account-type": [] } }, "account-type"],
    ["an empty in", { filters: { mid: { in: [] } } }, "mid"],
    ["a comma in an in", { filters: { mid: { in: ["a,b"] } } }, "mid"],
    ["an invalid Date", { filters: { created: { gt: new Date("x") } } }, "created"],
    ["a day that does not exist", { filters: { created: { gt: "2023-02-29" } } }, "created"],
    ["a date of another form", { filters: { created: { gt: "22/12/2015" } } }, "created"],
    ["month 13", { filters: { created: { month: 13 } } }, "created"],
    ["hour 24", { filters: { created: { hour: 24 } } }, "created"],
    ["page 0", { page: 0 }, "page"],
    ["page 1.5", { page: 1.5 }, "page"],
    ["an empty search", { q: " , " }, "q"],
    ["no ordering", { ordering: [] }, "ordering"],
  ]

  it.each(WRONG_VALUES)("refuses %s", (_name, query, field) => {
    expect(faultOf(() => serializeOrderQuery(query))).toMatchObject({ field })
  })

  it("names field, lookup and what is allowed, and never repeats the value", () => {
    const error = faultOf(() => serializeOrderQuery({ filters: { created: { gt: "ana@example.com" } } }))
    expect(error.message).toBe('Order query, "created" with lookup "gt": the value does not fit. Allowed: a Date or an ISO 8601 text')
  })
})

describe("reading a query string", () => {
  it("reads a search page's parameters", () => {
    expect(parseOrderQuery(new URLSearchParams("total_amount-gte=100&total_amount-lt=200&mid=a&account-gender=1&account-gender=2&q=ana+sol&ordering=-created&page=2"))).toEqual({
      filters: { total_amount: { gte: 100, lt: 200 }, mid: "a", "account-gender": [1, 2] },
      q: ["ana", "sol"],
      ordering: "-created",
      page: 2,
    })
  })

  it("takes a parsed query with texts and lists", () => {
    expect(parseOrderQuery({ "customer-document_id-type": ["nif", "nie"], "mid-in": "a,b", "confirmed-isnull": "yes", page: undefined })).toEqual({
      filters: { "customer-document_id-type": ["nif", "nie"], mid: { in: ["a", "b"] }, confirmed: { isnull: true } },
    })
  })

  it("takes the spelt-out exact like none", () => {
    expect(parseOrderQuery({ "mid-exact": "a" })).toEqual({ filters: { mid: "a" } })
  })

  it("counts empty search, ordering and page as absent", () => {
    expect(parseOrderQuery({ q: " ", ordering: "", page: "" })).toEqual({})
  })

  it.each<[Record<string, unknown>, Partial<AplazameQueryError>]>([
    [{ limit: "10" }, { field: "limit" }],
    [{ __proto__x: "1" }, { field: "__proto__x" }],
    [{ "mid-near": "1" }, { field: "mid", lookup: "near" }],
    [{ "total_amount-gte": "1e3" }, { field: "total_amount", lookup: "gte" }],
    [{ "total_amount-gte": " 1" }, { field: "total_amount" }],
    [{ total_amount: "9007199254740993" }, { field: "total_amount" }],
    [{ total_amount: "-0" }, { field: "total_amount" }],
    [{ "confirmed-isnull": "true" }, { field: "confirmed", lookup: "isnull" }],
    [{ "mid-in": "a,,b" }, { field: "mid", lookup: "in" }],
    [{ mid: ["a", "b"] }, { field: "mid", lookup: "exact" }],
    [{ mid: { contains: "a" } }, { field: "mid" }],
    [{ mid: "" }, { field: "mid" }],
    [{ page: "1e1" }, { field: "page" }],
    [{ page: ["1", "2"] }, { field: "page" }],
    [{ ordering: "created,,mid" }, { field: "ordering" }],
    [{ q: 5 }, { field: "q" }],
  ])("refuses %j", (params, fault) => {
    expect(faultOf(() => parseOrderQuery(params))).toMatchObject(fault)
  })
})

it("gives every field a type of its own", () => {
  // Compiles only while the keys of the type are the rows of the table.
  const all: Record<OrderFilterField, true> = Object.fromEntries(Object.keys(ORDER_FILTER_FIELDS).map((k) => [k, true])) as Record<keyof OrderFilters, true>
  expect(Object.keys(all)).toHaveLength(23)
})
