import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { APLAZAME_ERROR_KINDS, type AplazameQueryError } from "../../src/aplazame/errors"
import { codesOf, rowsOf, type Row } from "../../src/config/__tests__/options-page/tables"
import { KO_REASONS, TO_THE_OPERATOR, TO_THE_SHOPPER } from "../../src/modules/aplazame/texts/codes"
import { TEXTS as HELPER_TEXTS } from "../../src/storefront/texts"
import { ACTION_CODES, ActionError } from "../../src/workflows/admin-actions/action-error"
import { CHECKOUT_STATUS, type CheckoutCode } from "../../src/workflows/start-checkout/checkout-error"
import { CAPTURE_HELD, HOOK_FAILED } from "../../src/workflows/store-hook"

const ROOT = join(__dirname, "..", "..")

/** The rows of the code tables of a section of a page, whose first column is `code`. */
const rowsOfSection = (title: string, page: string): Row[] => rowsOf(readFileSync(join(ROOT, page), "utf8").split("\n## ").find((part) => part.startsWith(`${title}\n`)) ?? "", "code")
const codes = (rows: readonly Row[]): string[] => rows.flatMap((row) => codesOf(row["code"] ?? ""))
const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort()

const toTheShop = rowsOfSection("Codes for the shop", "docs/errors.md")
const toAplazame = rowsOfSection("Codes for Aplazame", "docs/errors.md")
const toTheOperator = rowsOfSection("Codes", "docs/operations.md").filter((row) => "status" in row)
const inTheLedger = rowsOfSection("Codes", "docs/operations.md").filter((row) => !("status" in row))

/** Reasons of the confirmation that the shopper is told by their own names. */
const TOLD_AS_IT_IS = ["payment_cancelled", "completion_not_supported", "order_already_paid", "order_changed"]
/** A kind of its own only by its code. */
const QUERY_CODE: AplazameQueryError["code"] = "aplazame_query"

/** The codes that the flows write into the ledger by themselves. */
function writtenToTheLedger(): string[] {
  const files = ["modules", "workflows"].flatMap((layer) => readdirSync(join(ROOT, "src", layer), { recursive: true, encoding: "utf8" }).map((name) => join(ROOT, "src", layer, name)))
  const sources = files.filter((file) => file.endsWith(".ts") && !file.includes("__tests__")).map((file) => readFileSync(file, "utf8"))
  return sources.flatMap((source) => [...source.matchAll(/\berror_code: "(\w+)"|\b(?:wait|postpone)\(.*\{ code: "(\w+)"/g)].map(([, settled, postponed]) => settled ?? postponed ?? ""))
}

/** The codes of which no row has the status. */
const withoutStatus = (rows: readonly Row[], statuses: readonly (readonly [code: string, status: number])[]): string[] =>
  statuses.flatMap(([code, status]) => (rows.some((row) => codesOf(row["code"] ?? "").includes(code) && (row["status"] ?? "").includes(String(status))) ? [] : [`${code}: ${status}`]))

describe("the documented codes", () => {
  it("of a shop's pages are those of the store's answers and of the helper, and no other", () => {
    expect(sorted(codes(toTheShop))).toEqual(sorted([...TO_THE_SHOPPER, ...Object.keys(CHECKOUT_STATUS), ...TOLD_AS_IT_IS, ...Object.keys(HELPER_TEXTS.es)]))
  })

  it("of the start of a checkout stand beside their status", () => {
    expect(withoutStatus(toTheShop, Object.entries(CHECKOUT_STATUS))).toEqual([])
  })

  it("that Aplazame is told with a ko are the code's, each once", () => {
    expect(codes(toAplazame).sort()).toEqual([...KO_REASONS].sort())
  })

  it("of the operator are those of the admin's routes and of Medusa's own actions, each once", () => {
    expect(codes(toTheOperator).sort()).toEqual(sorted([...ACTION_CODES, ...TO_THE_OPERATOR]))
  })

  it("of the admin's routes stand beside their status", () => {
    expect(withoutStatus(toTheOperator, ACTION_CODES.map((code) => [code, new ActionError(code).status] as const))).toEqual([])
  })

  it("of the ledger are those of the client's errors and those that the flows write, which are not in another table, each once", () => {
    const elsewhere = [...codes(toTheShop), ...codes(toTheOperator)]
    const written = [...writtenToTheLedger(), CAPTURE_HELD, HOOK_FAILED]
    expect(written.length).toBeGreaterThan(5)
    const own = sorted(written.filter((code) => !elsewhere.includes(code)))
    expect(codes(inTheLedger).sort()).toEqual(sorted([...APLAZAME_ERROR_KINDS.map((kind) => `aplazame_${kind}`), QUERY_CODE, ...own]))
  })

  it("each say when", () => {
    expect([...toTheShop, ...toAplazame, ...toTheOperator, ...inTheLedger].filter((row) => !row["when"])).toEqual([])
  })

  it("would not do with a status that is not theirs", () => {
    const wrong: CheckoutCode = "cart_missing"
    expect(withoutStatus(toTheShop, [[wrong, 418]])).toEqual([`${wrong}: 418`])
  })
})
