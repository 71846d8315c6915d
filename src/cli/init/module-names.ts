import path from "node:path"
import type { Morph } from "./codemods/source"

/** How a file of a storefront names another one in an import; both relative to the storefront, `to` without its ending. */
export type ModuleName = (from: string, to: string) => string
type Options = { paths?: Record<string, string[]>; baseUrl?: string; pathsBasePath?: unknown }

/** What the storefront's tsconfig says, or those that it extends. */
function optionsOf({ ts }: Morph, folder: string): Options {
  const file = ts.findConfigFile(folder, ts.sys.fileExists)
  if (!file || path.dirname(file) !== folder.replaceAll("\\", "/")) return {}
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config?: unknown }
  return ts.parseJsonConfigFileContent(config ?? {}, { ...ts.sys, readDirectory: () => [] }, folder, undefined, file).options
}

/** Names by the aliases of the storefront's tsconfig, where one leads there, the closest; else by the way from file to file. */
export function moduleNames(morph: Morph, folder: string): ModuleName {
  const { paths, baseUrl, pathsBasePath } = optionsOf(morph, folder)
  const base = baseUrl ?? (typeof pathsBasePath === "string" ? pathsBasePath : folder)
  const aliases = Object.entries(paths ?? {}).flatMap(([alias, targets]) => targets.slice(0, 1).map((target) => ({ alias, target: path.resolve(base, target) })))
  const wide = aliases.filter(({ alias, target }) => /^[^*]+\*$/.test(alias) && target.endsWith("*")).sort((one, other) => other.target.length - one.target.length)
  return (from, to) => {
    const full = path.resolve(folder, to)
    const found = wide.find(({ target }) => full.startsWith(target.slice(0, -1)))
    if (found) return (found.alias.slice(0, -1) + full.slice(found.target.length - 1)).replaceAll("\\", "/")
    const way = path.relative(path.dirname(from), to).replaceAll("\\", "/")
    return way.startsWith(".") ? way : `./${way}`
  }
}
