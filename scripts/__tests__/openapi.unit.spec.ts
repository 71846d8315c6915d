import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, join, relative } from "node:path"
import Ajv from "ajv/dist/2020"
import { FORBIDDEN, TOO_MANY } from "../../src/api/hooks/aplazame/shared/refusal"
import { ACTION_CODES, ActionError } from "../../src/workflows/admin-actions/action-error"
import { openapi } from "../openapi/document"
import { faultOf } from "../openapi/fault-of"
import { files } from "../openapi/files"
import { routes } from "../openapi/routes"

const ROOT = join(__dirname, "..", "..")
const API = join(ROOT, "src", "api")
const METHODS = /^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/gm
const OTHER_EXPORTS = /^export (?:\{|\*|default)/m

/** `admin/aplazame/orders/[id]/route.ts` serves `/admin/aplazame/orders/{id}`. */
const addressOf = (file: string): string => `/${relative(API, file).replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`
const routeFiles = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => basename(file) === "route.ts").map((file) => join(API, file))
const methodsOf = (source: string): string[] => [...source.matchAll(METHODS)].map(([, method]) => method!)

type Spec = { paths: Record<string, Record<string, any>>; components: { responses: Record<string, any>; schemas: Record<string, any> } }
const spec = openapi() as unknown as Spec

const operations = Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, told]) => ({ method: method.toUpperCase(), path, told })))
const resolved = (answer: any) => (answer.$ref ? spec.components.responses[answer.$ref.split("/").at(-1)] : answer)
const answers = operations.flatMap(({ method, path, told }) => Object.entries<any>(told.responses).map(([status, answer]) => ({ method, path, status, answer: resolved(answer) })))

/** What a schema, or anything that it refers to, allows as the value of a property. */
function wordsOf(property: string, schema: any): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => wordsOf(property, one))
  if (typeof schema !== "object" || schema === null) return []
  const here = schema.properties?.[property]
  const words = here ? [here.const, ...(here.enum ?? [])].filter((word) => typeof word === "string") : []
  const named = typeof schema.$ref === "string" ? wordsOf(property, spec.components.schemas[schema.$ref.split("/").at(-1)]) : []
  return [...words, ...named, ...Object.values(schema).flatMap((one) => wordsOf(property, one))]
}
/** JSON, but for a file; of a page's answer, what comes first. */
const mainOf = ({ content }: { content: any }) => Object.values<any>(content)[0]
/** Every `code` that is described, with the status that it comes with: `409 session_outdated`. */
const codesBelow = (prefix: string): Set<string> =>
  new Set(answers.filter(({ path }) => path.startsWith(prefix)).flatMap(({ status, answer }) => wordsOf("code", mainOf(answer).schema).map((code) => `${status} ${code}`)))

describe("the description of the routes", () => {
  it("has every method of every route, and but for Medusa's two addresses nothing else", () => {
    const sources = routeFiles.map((file) => ({ address: addressOf(file), source: readFileSync(file, "utf8") }))
    expect(sources.filter(({ source }) => methodsOf(source).length === 0 || OTHER_EXPORTS.test(source)).map(({ address }) => address)).toEqual([])
    const there = sources.flatMap(({ address, source }) => methodsOf(source).map((method) => `${method} ${address}`))
    const told = routes.map(({ method, path }) => `${method} ${path}`)
    expect(told.sort()).toEqual([...there, "POST /hooks/payment/{provider}", "POST /store/carts/{id}/complete"].sort())
  })

  it("would see a method however it is exported", () => {
    expect(methodsOf("export const GET = 1\nexport async function POST() {}\nexport function DELETE() {}")).toEqual(["GET", "POST", "DELETE"])
    for (const source of ["export { GET } from './answer'", "export * from './answer'", "export default GET"]) expect(OTHER_EXPORTS.test(source)).toBe(true)
  })

  it("is what is committed: else run npm run openapi", () => {
    for (const { file, text } of files()) expect({ file: relative(ROOT, file), same: existsSync(file) && readFileSync(file, "utf8") === text }).toEqual({ file: relative(ROOT, file), same: true })
  })

  it("has every code of the shop's table in docs/errors.md, with its status", () => {
    const section = readFileSync(join(ROOT, "docs", "errors.md"), "utf8").split("\n## ").find((part) => part.startsWith("Codes for the shop\n")) ?? ""
    const rows = section.split("\n").flatMap((line) => {
      const [, codes = "", status = ""] = /^\| ((?:`\w+`(?:, )?)+) \| (\d{3})?[^|]* \|/.exec(line) ?? []
      return status ? codes.split(", ").map((code) => `${status} ${code.replaceAll("`", "")}`) : []
    })
    expect(rows.length).toBeGreaterThan(25)
    const described = codesBelow("/store/")
    expect(rows.filter((row) => !described.has(row))).toEqual([])
    const named = new Set(rows.map((row) => row.split(" ")[1]))
    expect([...described].filter((told) => !named.has(told.split(" ")[1]))).toEqual([])
  })

  it("has every code that an operator can be told, with its status and no other", () => {
    const described = [...codesBelow("/admin/")].filter((told) => !told.startsWith("default")).sort()
    expect(described).toEqual(ACTION_CODES.map((code) => `${new ActionError(code).status} ${code}`).sort())
  })

  it("turns away from every address of Aplazame's whoever has no key", () => {
    const addresses = routes.filter(({ who }) => who === "aplazame").map(({ method, path }) => `${method} ${path}`)
    expect(addresses).toHaveLength(4)
    for (const { status, type } of [FORBIDDEN, TOO_MANY]) {
      const told = answers.filter((one) => one.status === String(status) && wordsOf("type", mainOf(one.answer).schema).includes(type))
      expect(told.map(({ method, path }) => `${method} ${path}`).filter((address) => addresses.includes(address))).toEqual(addresses)
    }
  })

  it("gives examples that fit: of every answer and of every body", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: "spec", ...spec })
    const here = (schema: unknown) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/'))
    const bodies = operations.flatMap(({ method, path, told }) => (told.requestBody ? [{ what: `${method} ${path}`, content: told.requestBody.content["application/json"] }] : []))
    const contents = [...bodies, ...answers.map(({ method, path, status, answer }) => ({ what: `${method} ${path} ${status}`, content: mainOf(answer) }))]
    expect(contents.length).toBeGreaterThan(150)
    expect(contents.filter(({ content }) => content.example === undefined || !ajv.validate(here(content.schema), content.example)).map(({ what }) => what)).toEqual([])
    for (const { method, path, answers } of routes) {
      for (const { status, example } of answers) expect([method, path, status, faultOf({ method, path: path.replace("{provider}", "aplazame_aplazame"), status, body: example })]).toEqual([method, path, status, null])
    }
  })
})

describe("an answer that is held against the description", () => {
  const cart = { method: "GET", path: "/store/aplazame/carts/cart_1/payment", status: 200, body: { state: "paid", code: "payment_paid", message: "…", order_id: "order_1" } }
  const gone = { ...cart, status: 404, body: { type: "aplazame", code: "cart_not_found", message: "…", details: {} } }

  it("is fine when it is as described, or when the address is none of ours", () => {
    expect([cart, gone, { ...cart, path: `${cart.path}/` }].map(faultOf)).toEqual([null, null, null])
    expect(faultOf({ method: "GET", path: "/store/regions", status: 200, body: {} })).toBeNull()
    expect(faultOf({ method: "GET", path: "/store/aplazame/nowhere", status: 404, body: "Cannot GET" })).toBeNull()
    expect(faultOf({ ...cart, status: 500, body: { type: "unknown_error", code: "unknown_error", message: "…" } })).toBeNull()
  })

  it.each([
    ["a field too many", { ...cart, body: { ...cart.body, email: "x" } }],
    ["a field too few", { ...cart, body: { state: "none" } }],
    ["a code of another state", { ...cart, body: { ...cart.body, code: "payment_refused" } }],
    ["a code of another status", { ...gone, body: { ...gone.body, code: "session_outdated" } }],
    ["a status that is not described", { ...gone, status: 409 }],
    ["an address that is not described", { ...cart, path: "/admin/aplazame/secrets" }],
    ["a method that is not described", { ...cart, method: "POST" }],
    ["a page in place of data", { ...cart, body: "<html>" }],
    ["more in a part that Aplazame's own schema describes", { method: "GET", path: "/hooks/aplazame/store", status: 200, body: { query: { page: 1, page_size: 1 }, elements: [{ id: "v", name: "n", url: "https://shop.example/", stock: 3 }] } }],
  ])("is at fault for %s", (_what, given) => {
    expect(faultOf(given)).toEqual(expect.any(String))
  })

  it("is Medusa's own at an address of Medusa's, unless it bears our type", () => {
    const complete = { method: "POST", path: "/store/carts/cart_1/complete", status: 409 }
    expect(faultOf({ ...complete, body: { type: "conflict", message: "…" } })).toBeNull()
    expect(faultOf({ ...complete, body: { type: "aplazame", code: "payment_cancelled", message: "…", details: {} } })).toBeNull()
    expect(faultOf({ ...complete, body: { type: "aplazame", code: "cart_not_found", message: "…", details: {} } })).toEqual(expect.any(String))
  })
})
