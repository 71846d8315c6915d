// Every export of an installed package: loaded as CommonJS and as an ES module by Node, and typed for TypeScript under
// each of its ways to find a module.
import fs from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { expectThat } from "./checks.mjs"

/** Paths to import, read from the package.json: a `*` is filled in by what is there. */
function exportPaths(store, name) {
  const root = path.join(store, "node_modules", name)
  const { exports } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))
  return Object.entries(exports).flatMap(([entry, target]) => {
    const short = path.posix.join(name, entry)
    if (!entry.includes("*")) return short
    const [before, after] = target.split("*")
    const found = fs.readdirSync(path.join(root, before)).map((one) => (after.startsWith("/") ? `${one}${after}` : one)).filter((one) => one.endsWith(after) && fs.existsSync(path.join(root, before, one)))
    return found.map((one) => short.replace("*", one.slice(0, -after.length)))
  })
}

/** Run by Node in the store: the names of each export, by `require` and by `import`. */
const LOAD = `import { createRequire } from "node:module"
const require = createRequire(import.meta.url)
const names = (loaded) => Object.keys(loaded).filter((name) => !["default", "__esModule", "module.exports"].includes(name)).sort()
const found = {}
for (const one of JSON.parse(process.argv[2])) {
  const resolved = [require.resolve(one), import.meta.resolve(one)]
  // the dashboard's packages load in a bundler only, and Next's as ES modules: there a build proves it
  if (one.endsWith("/admin") || one.endsWith(".json")) found[one] = { resolved, names: [] }
  else if (one.endsWith("/nextjs")) found[one] = { resolved, names: names(require(one)) }
  else found[one] = { require: names(require(one)), import: names(await import(one)) }
}
process.stdout.write("\\n" + JSON.stringify(found), () => process.exit(0))
`

/**
 * @param {string} store folder of the store, or of the shop
 * @param {string} name of the package
 * @param {(args: string[]) => Promise<string>} node runs Node there and gives its output
 * @returns {Promise<Record<string, string[]>>} the names that each path exports
 */
export async function loadExports(store, name, node) {
  const paths = exportPaths(store, name)
  const file = path.join(store, "load-exports.mjs")
  fs.writeFileSync(file, LOAD)
  const found = JSON.parse((await node([file, JSON.stringify(paths)])).trim().split("\n").at(-1))
  fs.rmSync(file)
  const names = {}
  for (const [one, loaded] of Object.entries(found)) {
    if (loaded.resolved) {
      for (const file of loaded.resolved) expectThat(fs.existsSync(file.startsWith("file:") ? fileURLToPath(file) : file), `${one} leads to ${file}, which is not there`)
      if (!one.endsWith(".json")) names[one] = loaded.names
      continue
    }
    expectThat(String(loaded.require) === String(loaded.import), `${one} has ${loaded.require} for require and ${loaded.import} for import`)
    names[one] = loaded.import
  }
  return names
}

/** A program that compiles when every name of every export is there and is not `any`. */
function typedUse(names) {
  const lines = ["type IsAny<T> = 0 extends 1 & T ? true : false", "declare function typed<T>(value: T, any: IsAny<T>): void"]
  Object.entries(names).forEach(([one, exported], index) => {
    lines.push(`import * as all${index} from "${one}"`, `typed(all${index}, false)`)
    for (const name of exported) lines.push(`typed(all${index}.${name}, false)`)
  })
  return `${lines.join("\n")}\n`
}

/** Ways in which TypeScript finds a module, with the kinds of file that ask. */
const WAYS = {
  "node16, from CommonJS and from an ES module": { files: ["use.cts", "use.mts"], module: "Node16", moduleResolution: "Node16" },
  nodenext: { files: ["use.cts", "use.mts"], module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { files: ["use.ts"], module: "ESNext", moduleResolution: "Bundler" },
  // what Next's starters still say; Medusa's own types are not found this way, so only for what has none of them
  node: { files: ["use.ts"], module: "ESNext", moduleResolution: "node", withoutMedusa: true },
}
export const TYPE_WAYS = Object.keys(WAYS)
const OF_MEDUSA = /\/(workflows|modules|providers|links)(\/|$)/

/**
 * Run by Node in the store, with the store's own TypeScript: what is wrong in our declarations and in their use. Looks
 * into declarations too (no skipLibCheck): one that leads to a file that is not in the package is `any` in silence
 * otherwise. Not into those of others, some of which do not compile.
 */
const COMPILE = `const ts = require("typescript")
const { files, withoutMedusa, name, ...options } = JSON.parse(process.argv[2])
const compilerOptions = { ...options, target: "ES2022", lib: ["ES2022", "DOM"], strict: true, noEmit: true, esModuleInterop: true, skipLibCheck: false, types: ["node"] }
const { options: read, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, __dirname)
const program = ts.createProgram(files.map((file) => __dirname + "/" + file), read)
const ours = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/node_modules/" + name + "/") || fileName.startsWith(__dirname + "/use."))
// A declaration of ours may name a type of Medusa's in an option: it is any for who looks this way.
const isMedusas = ({ code, messageText }) => withoutMedusa && code === 2307 && JSON.stringify(messageText).includes("'@medusajs/framework/")
const found = [...errors, ...program.getOptionsDiagnostics(), ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])].filter((one) => !isMedusas(one))
process.stdout.write(ts.formatDiagnostics(found, { getCurrentDirectory: () => __dirname, getCanonicalFileName: (name) => name, getNewLine: () => "\\n" }))
console.log(ours.length + " files of ours")
process.exitCode = found.length ? 1 : 0
`

/**
 * @param {string} store folder of the store, or of the shop
 * @param {string} name of the package
 * @param {Record<string, string[]>} names what `loadExports` found
 * @param {(args: string[]) => Promise<string>} node runs Node there; throws with the output unless it ends well
 */
export async function compileUse(store, name, names, way, node) {
  const folder = path.join(store, "types-check")
  fs.mkdirSync(folder, { recursive: true })
  const used = Object.entries(names).filter(([one]) => !(WAYS[way].withoutMedusa && OF_MEDUSA.test(one)))
  for (const file of WAYS[way].files) fs.writeFileSync(path.join(folder, file), typedUse(Object.fromEntries(used)))
  const program = path.join(folder, "compile.cjs")
  fs.writeFileSync(program, COMPILE)
  return (await node([program, JSON.stringify({ ...WAYS[way], name })])).trim()
}
