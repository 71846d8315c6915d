import { readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { AplazameOptionsError, optionsSchema, parseOptions } from ".."
import { blocksOf, codesOf, optionsOf, rowsOf, valueOf, type Row } from "./options-page/tables"

const read = (file: string): string => readFileSync(join(__dirname, "../../..", file), "utf8")
const page = read("docs/options.md")
const pageRows = rowsOf(page, "option")
const readmeOptions = read("README.md").split("\n## ").find((part) => part.startsWith("Options\n")) ?? ""
const readmeRows = rowsOf(readmeOptions, "option")

const REQUIRED = { privateKey: "key", publicKey: "public", backendUrl: "https://store.example", storefrontUrl: "https://shop.example" }
const FIELDS = optionsSchema.shape
type Name = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS).sort()

type Described = { type?: string; enum?: unknown[]; const?: unknown; anyOf?: Described[]; minimum?: number; maximum?: number; items?: Described }
const described = (name: string): Described => z.toJSONSchema(FIELDS[name as Name], { io: "input", unrepresentable: "any" }) as Described

const namesOf = (row: Row): string[] => codesOf(row["option"] ?? "")
const isRequired = (name: string): boolean => !FIELDS[name as Name].safeParse(undefined).success
const defaultOf = (name: string): unknown => FIELDS[name as Name].parse(undefined)

/** What a row's cell says is the default of each of its options: one for all, or one for each. */
function statedDefaults(row: Row): [name: string, stated: unknown][] {
  const names = namesOf(row)
  const cell = row["default"] ?? ""
  if (cell === "required") return names.map((name) => [name, "required"])
  if (/^none\b/.test(cell)) return names.map((name) => [name, undefined])
  const values = codesOf(cell).map(valueOf)
  return names.map((name, i) => [name, values.length === 1 ? values[0] : values[i]])
}

const realDefaults = (rows: Row[]): [string, unknown][] => rows.flatMap(namesOf).map((name) => [name, isRequired(name) ? "required" : defaultOf(name)])

/** What `parseOptions` says of a piece of configuration; null when it takes it. */
function sentenceOf(wrong: Record<string, unknown>): string | null {
  try {
    parseOptions({ ...REQUIRED, ...wrong })
    return null
  } catch (error) {
    if (error instanceof AplazameOptionsError) return error.message
    throw error
  }
}

function typeOf({ type, anyOf, items }: Described): string {
  if (anyOf) return [...new Set(anyOf.map(typeOf))].sort((a, b) => b.localeCompare(a)).join(" or ")
  if (type === "array" && items) return `${typeOf(items)}[]`
  // what no schema can describe is code
  return type === "integer" ? "number" : (type ?? "function")
}

describe("the page of the options", () => {
  it("has every option once and none that does not exist", () => {
    expect(pageRows.flatMap(namesOf).sort()).toEqual(NAMES)
  })

  it("has the real defaults", () => {
    expect(pageRows.flatMap(statedDefaults)).toEqual(realDefaults(pageRows))
  })

  it("has the real types", () => {
    const stated = pageRows.map((row) => [row["option"], codesOf(row["type"] ?? "").join(" or ")])
    // the only switch among the types is one that can't be turned on
    expect(stated).toEqual(pageRows.map((row) => [row["option"], typeOf(described(namesOf(row)[0]!)).replace("object or boolean", "object or false")]))
  })

  it("has every word that an option may be, and no other", () => {
    const choices = (one: Described): unknown[] => one.enum ?? (one.anyOf ?? []).flatMap((part) => (part.const === undefined || part.const === false ? [] : [part.const]))
    const withChoice = pageRows.filter((row) => choices(described(namesOf(row)[0]!)).length > 0)
    expect(withChoice.length).toBeGreaterThan(5)
    for (const row of withChoice) expect([row["option"], codesOf(row["allowed"] ?? "").map(valueOf)]).toEqual([row["option"], choices(described(namesOf(row)[0]!))])
  })

  it("has the real limits of every number", () => {
    const withLimits = pageRows.filter((row) => described(namesOf(row)[0]!).type === "integer")
    expect(withLimits.length).toBeGreaterThan(5)
    for (const row of withLimits) {
      const { minimum, maximum } = described(namesOf(row)[0]!)
      const stated = codesOf(row["allowed"] ?? "").filter((code) => /^\d+$/.test(code)).map(Number)
      expect([row["option"], stated]).toEqual([row["option"], maximum === Number.MAX_SAFE_INTEGER ? [minimum] : [minimum, maximum]])
      expect(row["allowed"]).toMatch(/hundredths|seconds|minutes|milliseconds|orders|hours|days|calls/)
    }
  })

  it("explains every option below its table", () => {
    const explained = page.split("\n").filter((line) => line.startsWith("- **")).flatMap((line) => codesOf(line.slice(0, line.lastIndexOf("**"))))
    expect(NAMES.filter((name) => !explained.includes(name))).toEqual([])
  })

  const wrongs = rowsOf(page, "you write").map((row) => [codesOf(row["you write"] ?? "")[0] ?? "", codesOf(row["the store says"] ?? "")[0] ?? ""] as const)
  it.each(wrongs)("tells what the store says to %s", (written, said) => {
    expect(sentenceOf(optionsOf(written, {}))).toBe(said)
  })

  it("shows each option wrong once at least", () => {
    const shown = wrongs.flatMap(([written]) => Object.keys(optionsOf(written, {})))
    expect(NAMES.filter((name) => !shown.includes(name))).toEqual([])
  })

  const examples = blocksOf(page)
  const FULL = {
    APLAZAME_PRIVATE_KEY: "key", APLAZAME_PUBLIC_KEY: "public", APLAZAME_SANDBOX: "false", MEDUSA_BACKEND_URL: "https://store.example", STOREFRONT_URL: "https://shop.example",
    APLAZAME_API_BASE_URL: "http://localhost:4010", APLAZAME_COUNTRIES: "es,pt", APLAZAME_HISTORY_LIMIT: "20", APLAZAME_STORE_READING: "true", APLAZAME_PREVIOUS_KEYS: "old,older",
  }
  const OPTIONAL = Object.fromEntries(["APLAZAME_SANDBOX", "APLAZAME_API_BASE_URL", "APLAZAME_COUNTRIES", "APLAZAME_HISTORY_LIMIT", "APLAZAME_STORE_READING", "APLAZAME_PREVIOUS_KEYS"].map((name) => [name, ""]))

  it.each(examples)("gives an example that a store starts with, its variables full or empty: $about", ({ code }) => {
    for (const env of [FULL, { ...FULL, ...OPTIONAL }]) expect(sentenceOf(optionsOf(code, env))).toBeNull()
    expect(Object.keys(optionsOf(code, FULL)).filter((name) => !(name in FIELDS))).toEqual([])
  })

  it("turns the text of variables into what the options are, and an empty one into the default", () => {
    const fromVariables = (env: Record<string, string>) => parseOptions(optionsOf(examples[0]!.code, env))
    expect(fromVariables(FULL)).toMatchObject({ sandbox: false, countries: ["es", "pt"], historyLimit: 20, storeReading: true, apiBaseUrl: "http://localhost:4010" })
    expect(fromVariables({ ...FULL, ...OPTIONAL })).toMatchObject({ sandbox: true, countries: ["es"], historyLimit: 50, storeReading: false, apiBaseUrl: "https://api.aplazame.com" })
  })
})

describe("the table of the options in the README", () => {
  it("has options that exist, each once, and the required ones above it", () => {
    const names = readmeRows.flatMap(namesOf)
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name, i) => !NAMES.includes(name) || names.indexOf(name) !== i)).toEqual([])
    const above = readmeOptions.slice(0, readmeOptions.indexOf("| option |"))
    expect(NAMES.filter(isRequired).filter((name) => !codesOf(above).includes(name))).toEqual([])
  })

  it("has the real defaults", () => {
    expect(readmeRows.flatMap(statedDefaults)).toEqual(realDefaults(readmeRows))
  })
})
