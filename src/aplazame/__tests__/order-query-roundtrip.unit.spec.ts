import fc from "fast-check"
import { cents } from "../cents"
import {
  LOOKUPS,
  ORDER_FILTER_FIELDS,
  ORDERING_KEYS,
  parseOrderQuery,
  serializeOrderQuery,
  WEEK_DAYS,
  type OrderFilters,
  type OrderQuery,
} from "../order-query"

/** Queries in the form in which parsing gives them: one value alone, several in a list, dates as texts. */

const text = fc.string({ minLength: 1, unit: "grapheme" })
const item = text.map((t) => t.replaceAll(",", ";"))
const amount = fc.maxSafeInteger().map(cents)
const moment = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((d) => d.toISOString())

function lookupValue(family: string, lookup: string): fc.Arbitrary<unknown> {
  if (lookup === "isnull") return fc.boolean()
  if (lookup === "in") return fc.array(item, { minLength: 1, maxLength: 4 })
  if (lookup === "week_day") return fc.constantFrom(...WEEK_DAYS)
  if (lookup === "year") return fc.integer({ min: 1, max: 9999 })
  if (lookup === "month") return fc.integer({ min: 1, max: 12 })
  if (lookup === "day") return fc.integer({ min: 1, max: 31 })
  if (lookup === "hour") return fc.integer({ min: 0, max: 23 })
  if (family === "amount") return amount
  if (family === "rate") return fc.integer({ min: -1_000_000, max: 1_000_000 })
  return family === "date" ? moment : text
}

type Spec = { family: keyof typeof LOOKUPS; isnull: boolean; choices?: readonly (string | number)[] | null }

function filterValue(spec: Spec): fc.Arbitrary<unknown> {
  if (spec.family === "choice") {
    const one: fc.Arbitrary<string | number> = spec.choices == null ? text : fc.constantFrom(...spec.choices)
    return fc.oneof(one, fc.array(one, { minLength: 2, maxLength: 4 }))
  }
  const lookups: string[] = [...LOOKUPS[spec.family], ...(spec.isnull ? ["isnull"] : [])]
  const several = fc
    .subarray(lookups, { minLength: 1 })
    .filter((chosen) => chosen.length > 1 || chosen[0] !== "exact")
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((lookup) => [lookup, lookupValue(spec.family, lookup)]))))
  return fc.oneof(lookupValue(spec.family, "exact"), several)
}

const filters = fc
  .record(
    Object.fromEntries(Object.entries(ORDER_FILTER_FIELDS).map(([field, spec]) => [field, filterValue(spec)])),
    { requiredKeys: [] }
  )
  .map((record) => ({ ...record }) as OrderFilters)

const term = fc.string({ minLength: 1 }).map((t) => t.replace(/[\s,]/g, "x"))
const ordering = fc.constantFrom(...ORDERING_KEYS.flatMap((key) => [key, `-${key}` as const]))
const oneOrMore = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 2, maxLength: 4 }))

const query: fc.Arbitrary<OrderQuery> = fc
  .record({ filters, q: oneOrMore(term), ordering: oneOrMore(ordering), page: fc.integer({ min: 1, max: 999_999_999 }) }, { requiredKeys: [] })
  .map((q) => {
    const { filters: some, ...rest } = q
    return some === undefined || Object.keys(some).length === 0 ? rest : { ...rest, filters: some }
  })

describe("writing and reading an order query", () => {
  it("gives back what went in", () => {
    fc.assert(
      fc.property(query, (q) => {
        expect(parseOrderQuery(serializeOrderQuery(q))).toEqual(q)
      }),
      { numRuns: 500 }
    )
  })

  it("survives the way through a URL", () => {
    fc.assert(
      fc.property(query, (q) => {
        const url = new URL(`https://shop.test/admin?${serializeOrderQuery(q).toString()}`)
        expect(parseOrderQuery(url.searchParams)).toEqual(q)
      })
    )
  })

  it("reads the same from a parsed query with lists", () => {
    fc.assert(
      fc.property(query, (q) => {
        const params = serializeOrderQuery(q)
        const parsed = Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]))
        expect(parseOrderQuery(parsed)).toEqual(q)
      })
    )
  })

  it("never throws anything but a query error at strangers' parameters", () => {
    const name = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(ORDER_FILTER_FIELDS)), fc.constantFrom("mid-in", "created-gt", "page", "q"))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
        try {
          serializeOrderQuery(parseOrderQuery(new URLSearchParams(pairs)))
        } catch (error) {
          expect(error).toMatchObject({ code: "aplazame_query" })
        }
      })
    )
  })
})
