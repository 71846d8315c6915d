// What the built files ask of other packages, against what package.json declares: what is not declared works only
// while a package manager happens to put it where we look.
import fs from "node:fs"
import { builtinModules } from "node:module"
import path from "node:path"
import ts from "typescript"
import { expectThat } from "./checks.mjs"

const CODE = /\.(c|m)?js$|\.d\.(c|m)?ts$/
/** `@scope/name/file` -> `@scope/name` */
const packageOf = (specifier) => specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/")
const isBuiltin = (specifier) => specifier.startsWith("node:") || builtinModules.includes(packageOf(specifier))

/** Import, export, require and the types' `import("…")` of a file, as they are written. */
function specifiers(file) {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(fs.readFileSync(file, "utf8"), true, true)
  return [...importedFiles.map(({ fileName }) => fileName), ...typeReferenceDirectives.map(({ fileName }) => `@types/${fileName}`)]
}

/** Not imported by name: typeorm's driver loads the one; the other is looked for while the store runs (src/modules/aplazame/telemetry/load-api.ts). */
const NOT_IMPORTED = ["sql.js", "@opentelemetry/api"]

/**
 * @param {{ files: { path: string }[] }} pack one entry of `npm pack --json`
 * @param {Record<string, any>} manifest the package.json
 * @param {string} folder of the package
 */
export function checkImports({ files }, manifest, folder) {
  const declared = new Set([...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {}), manifest.name])
  const undeclared = new Map()
  const asked = new Set()
  for (const { path: name } of files.filter((file) => CODE.test(file.path))) {
    for (const one of specifiers(path.join(folder, name))) {
      if (one.startsWith(".") || isBuiltin(one)) continue
      asked.add(packageOf(one))
      if (!declared.has(packageOf(one))) undeclared.set(packageOf(one), [...(undeclared.get(packageOf(one)) ?? []), name])
    }
  }
  const lines = [...undeclared].map(([name, where]) => `${name} (${where.length} files, e.g. ${where[0]})`)
  expectThat(lines.length === 0, `imported and not declared: ${lines.join(", ")}`)
  const unused = [...declared].filter((name) => name !== manifest.name && !asked.has(name) && !NOT_IMPORTED.includes(name))
  expectThat(unused.length === 0, `declared and never imported: ${unused.join(", ")}`)
  return `${asked.size} packages`
}
