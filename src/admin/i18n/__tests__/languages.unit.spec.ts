import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DIFFERENCE_ACTIONS, DIFFERENCE_KINDS } from "../../../modules/aplazame/difference-kinds"
import { OPERATION_KINDS, OPERATION_STATES } from "../../../credit"
import { CREDIT_STATES } from "../../../credit"
import { PROBLEM_KINDS } from "../../../modules/aplazame/problem-kinds"
import { KO_REASONS } from "../../../modules/aplazame/texts/codes"
import { APLAZAME_ERROR_KINDS, STATUS_REASONS } from "../../../aplazame"
import { ACTION_CODES } from "../../../workflows/admin-actions/action-error"
import { SENTENCE_NAMES } from "../../../workflows/doctor/sentences"
import { FILTER_NAMES, ORDERINGS, choicesFor, lookupsFor } from "../../lib/filters"
import resources from ".."

type Tree = { [key: string]: string | Tree }

/** Every key with its sentence, joined with dots. */
function flat(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value)
    else for (const [deep, text] of flat(value, `${prefix}${key}.`)) found.set(deep, text)
  }
  return found
}

const languages = Object.fromEntries(Object.entries(resources).map(([name, { aplazame }]) => [name, flat(aplazame)]))
const english = languages.en!
const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

const ADMIN = join(__dirname, "..", "..")
const sources = (readdirSync(ADMIN, { recursive: true }) as string[])
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("__tests__") && !path.startsWith("i18n"))
  .map((path) => ({ path, text: readFileSync(join(ADMIN, path), "utf8") }))

/** Keys and groups that the pages ask for: t("key"), t(`group.${word}`), word("group", code). */
function asked(): { keys: string[]; groups: string[] } {
  const keys: string[] = []
  const groups: string[] = []
  for (const { text } of sources) {
    for (const [, key] of text.matchAll(/(?<![\w.])t\(\s*"([^"]+)"/g)) keys.push(key!)
    for (const [, key] of text.matchAll(/[?:]\s*"([a-z]+\.[\w.]+)"\s*[:)]/g)) keys.push(key!)
    for (const [, key] of text.matchAll(/(?:label|translationNs): "(page\.\w+|settings\.\w+)"/g)) keys.push(key!)
    for (const [, group] of text.matchAll(/(?<![\w.])t\(`([\w.]+)\.\$\{/g)) groups.push(group!)
    for (const [, group] of text.matchAll(/\bword\(\s*"([^"]+)"/g)) groups.push(group!)
  }
  return { keys, groups }
}

/** Who the plugin says asked, wherever it plans an operation. */
function actorsInCode(): string[] {
  const src = join(ADMIN, "..")
  const files = (readdirSync(src, { recursive: true }) as string[]).filter((path) => /^(workflows|providers|jobs|modules|subscribers|scripts)\/.*\.ts$/.test(path) && !path.includes("__tests__"))
  return files.flatMap((path) => [...readFileSync(join(src, path), "utf8").matchAll(/requested(?:_by|By): "([^"]+)"/g)].map(([, word]) => word!))
}

/** Sentences that are asked for with a number. */
const countedKeys = (): string[] => sources.flatMap(({ text }) => [...text.matchAll(/\bcounted\(\s*"([^"]+)"/g)].map(([, key]) => key!))

const exists = (key: string): boolean => english.has(key) || english.has(`${key}_other`)

describe("the admin's languages", () => {
  it.each(countedKeys())("have one and many of %s", (key) => {
    for (const words of Object.values(languages)) expect([words.has(`${key}_one`), words.has(`${key}_other`)]).toEqual([true, true])
  })

  it("are those of the dashboard that the plugin speaks", () => {
    expect(Object.keys(resources).sort()).toEqual(["en", "es", "ptBR", "ptPT"])
  })

  it.each(["es", "ptPT", "ptBR"])("have the same keys: %s", (name) => {
    expect([...languages[name]!.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each(["es", "ptPT"])("fill in the same figures in every sentence: %s", (name) => {
    for (const [key, text] of english) expect({ key, holes: holes(languages[name]!.get(key) ?? "") }).toEqual({ key, holes: holes(text) })
  })

  it.each(Object.keys(resources))("have no empty sentence: %s", (name) => {
    expect([...languages[name]!].filter(([, text]) => text.trim() === "")).toEqual([])
  })

  it("have every key that a page asks for", () => {
    const { keys } = asked()
    expect(keys.length).toBeGreaterThan(80)
    expect(keys.filter((key) => !exists(key))).toEqual([])
  })

  it("have every group that a page looks words up in", () => {
    const groups = [...new Set(asked().groups)]
    expect(groups.length).toBeGreaterThan(15)
    expect(groups.filter((group) => ![...english.keys()].some((key) => key.startsWith(`${group}.`) || key.startsWith(group)))).toEqual([])
  })

  it.each([
    ["states", [...CREDIT_STATES, "refunded"]],
    ["kinds", OPERATION_KINDS],
    ["operationStates", OPERATION_STATES],
    ["reasons", STATUS_REASONS],
    ["koReasons", KO_REASONS],
    ["problems", PROBLEM_KINDS],
    ["problemAdvice", PROBLEM_KINDS],
    ["differences", DIFFERENCE_KINDS],
    ["differenceActions", DIFFERENCE_ACTIONS],
    ["differenceActionsDry", DIFFERENCE_ACTIONS],
    ["codes", ACTION_CODES],
    ["ledgerCodes", APLAZAME_ERROR_KINDS.map((kind) => `aplazame_${kind}`)],
    ["actors", actorsInCode()],
    ["settings.findings", SENTENCE_NAMES],
    ["page.fields", [...FILTER_NAMES, ...ORDERINGS]],
    ["page.lookups", FILTER_NAMES.flatMap((field) => lookupsFor(field))],
    ["page.choices", FILTER_NAMES.flatMap((field) => choicesFor(field, "exact"))],
  ] as [string, readonly string[]][])("know every word of the API: %s", (group, words) => {
    expect(words.filter((word) => !english.has(`${group}.${word}`))).toEqual([])
  })
})
