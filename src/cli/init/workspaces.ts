import { existsSync } from "node:fs"
import path from "node:path"
import { readText } from "./changes"

export type Manifest = {
  name?: string
  packageManager?: string
  devEngines?: { packageManager?: Engine | Engine[] }
  workspaces?: string[] | { packages?: string[]; catalog?: Record<string, string>; catalogs?: Record<string, Record<string, string>> }
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}
type Engine = { name?: string; version?: string }

/** A folder's package.json; undefined where there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readText(path.join(folder, "package.json")) ?? "") as Manifest
  } catch {
    return undefined
  }
}

/** A folder and those that it lies in, the nearest first. */
export const upwards = (folder: string): string[] => (folder === path.dirname(folder) ? [folder] : [folder, ...upwards(path.dirname(folder))])

const linesOf = (folder: string, file: string): string[] => (readText(path.join(folder, file)) ?? "").split(/\r?\n/)
const bare = (text: string): string => text.replace(/\s+#.*$/, "").trim().replace(/^(["'])(.*)\1$/, "$2")

/** What stands below a key of a YAML file, without the indentation that it shares; on the key's own line, one line. */
function below(lines: readonly string[], key: string): string[] {
  const start = lines.findIndex((line) => new RegExp(`^["']?${key}["']?[ \\t]*:`).test(line))
  if (start < 0) return []
  const beside = bare((lines[start] ?? "").replace(/^[^:]*:/, ""))
  if (beside !== "") return [beside]
  const rest = lines.slice(start + 1).filter((line) => !/^\s*(#|$)/.test(line))
  const end = rest.findIndex((line) => !/^(\s|-)/.test(line))
  const inner = end < 0 ? rest : rest.slice(0, end)
  const indent = /^\s*/.exec(inner[0] ?? "")?.[0].length ?? 0
  return inner.map((line) => line.slice(indent))
}

/** The items of a list, one a line or in brackets. */
const items = (lines: readonly string[]): string[] => lines.flatMap((line) => (line.startsWith("[") ? line.slice(1, line.lastIndexOf("]")).split(",") : [line.replace(/^-\s*/, "")])).map(bare).filter(Boolean)

/** The patterns of a workspace's packages; undefined where a folder is the root of none. */
function patternsOf(folder: string): string[] | undefined {
  const { workspaces } = readManifest(folder) ?? {}
  if (existsSync(path.join(folder, "pnpm-workspace.yaml"))) return items(below(linesOf(folder, "pnpm-workspace.yaml"), "packages"))
  return Array.isArray(workspaces) ? workspaces : workspaces?.packages
}

/** `apps/*` for one folder, `apps/**` for any depth. */
const asPattern = (pattern: string): RegExp => {
  const stars = pattern.replace(/^\.\//, "").replace(/\/$/, "").replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${stars.replaceAll(/\*\*?/g, (star) => (star === "*" ? "[^/]+" : ".+"))}$`)
}

function covers(patterns: readonly string[], dir: string): boolean {
  const some = (those: readonly string[]): boolean => those.some((one) => asPattern(one).test(dir))
  return dir === "" || (some(patterns.filter((one) => !one.startsWith("!"))) && !some(patterns.filter((one) => one.startsWith("!")).map((one) => one.slice(1))))
}

/** The root of the workspace that a folder is a package of, itself or one that it lies in. */
export const workspaceOf = (folder: string): string | undefined =>
  upwards(folder).find((root) => {
    const patterns = patternsOf(root)
    return patterns !== undefined && covers(patterns, path.relative(root, folder).replaceAll("\\", "/"))
  })

/** What a workspace's catalog says of a package, in the files of pnpm, yarn and bun. @param catalog "" for the one without a name */
export function inCatalog(root: string, catalog: string, name: string): string | undefined {
  const named = catalog === "" || catalog === "default" ? undefined : catalog
  for (const file of ["pnpm-workspace.yaml", ".yarnrc.yml"]) {
    const lines = linesOf(root, file)
    const found = below(named ? below(lines, "catalogs") : lines, named ?? "catalog")
    const [version] = below(found.length > 0 || named ? found : below(below(lines, "catalogs"), "default"), name)
    if (version !== undefined) return version
  }
  const { workspaces } = readManifest(root) ?? {}
  const kept = Array.isArray(workspaces) ? undefined : workspaces
  return (named ? kept?.catalogs?.[named] : kept?.catalog)?.[name]
}
