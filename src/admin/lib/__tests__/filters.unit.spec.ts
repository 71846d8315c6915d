import fc from "fast-check"
import type { OrderPage } from "../api-types"
import { ordersQuery } from "../../../api/admin/aplazame/orders/query"
import { LOOKUPS, ORDER_FILTER_FIELDS, ORDERING_KEYS, parseOrderQuery, WEEK_DAYS } from "../../../aplazame"
import { byField, choicesFor, FAMILY_LOOKUPS, FILTER_FIELDS, FILTER_NAMES, filtersIn, filtersOf, inputFor, listQuery, lookupsFor, ORDERINGS, pageSizeOf, parameterOf, statusIn, STATUSES, WEEK_DAYS as OURS, type Filter } from "../filters"

const SAMPLE: Record<ReturnType<typeof inputFor>, string> = { text: "abc", amount: "1250", rate: "150", date: "2026-11-21", number: "11", yesno: "no", choice: "" }

describe("the filter form's table", () => {
  it("is the API client's own: fields, families, comparisons, choices, orderings", () => {
    expect([...FILTER_NAMES].sort()).toEqual(Object.keys(ORDER_FILTER_FIELDS).sort())
    for (const [family, lookups] of Object.entries(FAMILY_LOOKUPS)) expect([...lookups].sort()).toEqual([...LOOKUPS[family as keyof typeof LOOKUPS]].sort())
    for (const name of FILTER_NAMES) {
      const theirs: { family: string; isnull: boolean; choices?: readonly (string | number)[] | null } = ORDER_FILTER_FIELDS[name]
      const ours: { family: string; isnull?: true; choices?: readonly string[] } = FILTER_FIELDS[name]
      expect({ name, ...ours, isnull: ours.isnull ?? false, choices: ours.choices ?? null }).toEqual({
        name,
        family: theirs.family,
        isnull: theirs.isnull,
        choices: theirs.choices?.map(String) ?? null,
      })
    }
    expect([...ORDERINGS].sort()).toEqual([...ORDERING_KEYS].sort())
    expect([...OURS]).toEqual([...WEEK_DAYS])
  })

  it("builds a query that the client accepts, for every field and comparison that it offers", () => {
    for (const field of FILTER_NAMES) {
      for (const lookup of lookupsFor(field)) {
        const value = SAMPLE[inputFor(field, lookup)] || choicesFor(field, lookup)[0] || "pending"
        const query = new URLSearchParams(listQuery(new URLSearchParams([[parameterOf({ field, lookup, value }), value], ["tab", "orders"]])))
        expect(() => parseOrderQuery(query)).not.toThrow()
      }
    }
  })

  it("reads back from the address whatever it wrote there", () => {
    const filter = fc.constantFrom(...FILTER_NAMES).chain((field) => fc.record({ field: fc.constant(field), lookup: fc.constantFrom(...lookupsFor(field)), value: fc.string({ minLength: 1 }) }))
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 6 }), (filters: Filter[]) => {
        const address = new URLSearchParams(filters.map((one) => [parameterOf(one), one.value]))
        expect(filtersIn(new URLSearchParams(address.toString()))).toEqual(filters)
      })
    )
  })

  it("leaves what is not a filter out of the query", () => {
    expect(listQuery(new URLSearchParams("tab=orders&offset=20&mid-sounds=x&q=ana&ordering=-created&page=2"))).toBe("q=ana&ordering=-created&page=2")
  })

  it("asks for a status with Aplazame's own filters where it has them, else with the route's", () => {
    const asked = (status: string) => listQuery(new URLSearchParams({ status, q: "ana" }))
    expect(asked("accepted")).toBe("confirmed-isnull=no&cancelled-isnull=yes&q=ana")
    expect(asked("cancelled")).toBe("cancelled-isnull=no&q=ana")
    expect(asked("refused")).toBe("status=refused&q=ana")
    expect(asked("pending")).toBe("status=pending&q=ana")
    expect(asked("paid")).toBe("q=ana")
    for (const status of STATUSES) expect(ordersQuery.safeParse(Object.fromEntries(new URLSearchParams(asked(status)))).success).toBe(true)
    expect(statusIn(new URLSearchParams("status=paid"))).toBeUndefined()
  })

  it("goes into the table's state by field and comes back whole", () => {
    const filter = fc.constantFrom(...FILTER_NAMES).chain((field) => fc.record({ field: fc.constant(field), lookup: fc.constantFrom(...lookupsFor(field)), value: fc.string({ minLength: 1 }) }))
    const sorted = (filters: Filter[]) => filters.map((one) => JSON.stringify(one)).sort()
    fc.assert(fc.property(fc.array(filter, { maxLength: 6 }), (filters: Filter[]) => expect(sorted(filtersOf(byField(filters)))).toEqual(sorted(filters))))
    expect(filtersOf({ mid: null, shade: ["exact=x"] })).toEqual([])
  })
})

describe("the size of Aplazame's pages", () => {
  it("is found from any page, whatever it and the count are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 500 }), fc.nat(), (size, count, n) => {
        const pages = Math.ceil(count / size)
        const page = (n % pages) + 1
        const rows = page < pages ? size : count - size * (pages - 1)
        const answer = { orders: Array.from({ length: rows }), count, page, next_page: page < pages ? page + 1 : null, previous_page: null } as unknown as OrderPage
        const found = pageSizeOf(answer)
        // All on one page: any size that holds them does.
        expect(pages === 1 ? Math.ceil(count / found) : found).toBe(pages === 1 ? 1 : size)
      })
    )
    expect(pageSizeOf({ orders: [], count: 0, count_capped: false, page: 1, next_page: null, previous_page: null })).toBe(1)
  })
})
