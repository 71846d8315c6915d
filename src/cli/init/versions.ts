import path from "node:path"
import { inCatalog, readManifest, upwards, workspaceOf } from "./workspaces"

/** A version's three numbers; `Infinity` where any will do. */
export type Numbers = readonly [major: number, minor: number, patch: number]
/** What a folder has of a package. `newest`: the newest that can be meant; undefined where that can't be told. */
export type Version = { shown: string; newest?: Numbers }

const ANY = [Infinity, Infinity, Infinity] as const
const NUMBER = /^(\^|~|>=|<=|>|<|=)?v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?/i
const later = (one: Numbers, other: Numbers): boolean => {
  const at = [0, 1, 2].find((index) => one[index] !== other[index])
  return at !== undefined && (one[at] ?? 0) > (other[at] ?? 0)
}
const chosen = (all: readonly Numbers[], better: (one: Numbers, best: Numbers) => boolean): Numbers => all.reduce((best, one) => (better(one, best) ? one : best))

/** The newest version that one comparison lets through. */
function newestIn(comparison: string): Numbers | undefined {
  const [, operator = "", ...numbers] = NUMBER.exec(comparison) ?? []
  if (numbers.length === 0) return undefined
  const [major = Infinity, minor = Infinity, patch = Infinity] = numbers.map((one) => (/^\d+$/.test(one ?? "") ? Number(one) : Infinity))
  if (operator === "^") return [major, Infinity, Infinity]
  if (operator === "~") return [major, minor, Infinity]
  if (operator.startsWith(">")) return ANY
  if (operator !== "<") return [major, minor, patch]
  if (patch > 0 && patch < Infinity) return [major, minor, patch - 1]
  return minor > 0 && minor < Infinity ? [major, minor - 1, Infinity] : [major - 1, Infinity, Infinity]
}

/** The newest version that a range of package.json means: `^15.5.0`, `15`, `16.x`, `>=15 <17`, `14 || 15`, or a tag, which may be any. */
export function newestOf(range: string): Numbers | undefined {
  const text = range.trim()
  if (/^([a-z][\w-]*|[x*])?$/i.test(text)) return ANY
  const alternatives = text.split("||").map((one) => {
    const bounds = one.trim().replaceAll(/([<>=^~])\s+/g, "$1").replace(/^\S+\s+-\s+/, "<=").split(/\s+/).map(newestIn)
    return bounds.includes(undefined) ? undefined : chosen(bounds as Numbers[], (one, least) => later(least, one))
  })
  return alternatives.includes(undefined) ? undefined : chosen(alternatives as Numbers[], later)
}

/** What package.json says of a package, once it is known what a workspace or a catalog means by it. */
function declared(folder: string, name: string): string | undefined {
  const { dependencies, devDependencies } = readManifest(folder) ?? {}
  const range = dependencies?.[name] ?? devDependencies?.[name]
  const catalog = /^catalog:(.*)$/.exec(range ?? "")?.[1]
  const workspace = catalog === undefined ? undefined : workspaceOf(folder)
  return (workspace && inCatalog(workspace, (catalog ?? "").trim(), name)) ?? range
}

/** The version of a package that is installed for a folder, else what its package.json names. */
export function versionFor(folder: string, name: string): Version {
  for (const at of upwards(folder)) {
    const { version } = (readManifest(path.join(at, "node_modules", name)) as { version?: string } | undefined) ?? {}
    if (version) return { shown: version, newest: newestOf(version) }
  }
  const range = declared(folder, name) ?? ""
  return { shown: range || "of an unknown version", newest: range === "" ? undefined : newestOf(range.replace(/^workspace:(?=.*\d)/, "").replace(/^npm:@?[^@]+@/, "")) }
}
