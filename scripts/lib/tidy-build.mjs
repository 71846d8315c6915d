// Takes out of the compiler's output what a store has no use for.
import fs from "node:fs"
import path from "node:path"
import ts from "typescript"

function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/** From 2.19 on Medusa's JSON property names what it holds; the default is what ours hold, and earlier ones know no other. */
const forEveryMedusa = (types) => types.replaceAll("JSONProperty<NoInfer<Record<string, unknown>>>", "JSONProperty")

/** The compiler names the package where a type of Medusa is at home; a store has it by way of the framework. */
const byTheFramework = (types) => types.replace(/"@medusajs\/(types|orchestration)"/g, '"@medusajs/framework/$1"')

/** The comments stay in the types, where an editor shows them; Medusa's compiler insists on inline source maps. */
function withoutComments(code) {
  return ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS, removeComments: true } }).outputText
}

/** Rooms that a store's own code reaches only by way of another's types: what they are is said there. */
const INNER = /\/src\/(credit|mapping|emulator\/(database|notifications|hosted|http)|modules\/aplazame\/(stores|operations|reading|texts)|workflows\/(admin-actions|doctor|reconcile|sweep|resume-operations|order-change|health|support-bundle))\//

/** Declarations without their comments. */
const typesAlone = (file, types) => ts.createPrinter({ removeComments: true }).printFile(ts.createSourceFile(file, types, ts.ScriptTarget.ESNext))

/** Every file that an export of the package can lead to; `*` stands for one name. */
function exportTargets(exports, root) {
  if (typeof exports !== "string") return Object.values(exports).flatMap((inner) => exportTargets(inner, root))
  const [before, after] = exports.split("*")
  if (after === undefined) return [path.join(root, exports)]
  const folder = path.join(root, before)
  return fs.readdirSync(folder).map((name) => (after.startsWith("/") ? `${name}${after}` : name)).filter((name) => name.endsWith(after)).map((name) => path.join(folder, name))
}

/**
 * The declarations of the given files, and those which they lead to.
 * @param {string[]} entries files of code
 * @returns {Set<string>}
 */
export function reachableTypes(entries) {
  const reached = new Set()
  const open = entries.map((file) => file.replace(/\.(m?)js$/, ".d.$1ts"))
  for (let file = open.pop(); file; file = open.pop()) {
    if (reached.has(file) || !fs.existsSync(file)) continue
    reached.add(file)
    for (const { fileName } of ts.preProcessFile(fs.readFileSync(file, "utf8")).importedFiles) {
      if (!fileName.startsWith(".")) continue
      const base = path.join(path.dirname(file), fileName.replace(/\.js$/, ""))
      open.push(`${base}.d.ts`, path.join(base, "index.d.ts"))
    }
  }
  return reached
}

/**
 * Leaves, of `.medusa/server`, `src` without tests, without comments in the code, and with the types that an export
 * leads to: with their comments where a store writes against them.
 * @param {string} root folder of the package.json
 */
export function tidyBuild(root) {
  const server = path.join(root, ".medusa", "server")
  for (const name of fs.readdirSync(server)) if (name !== "src") fs.rmSync(path.join(server, name), { recursive: true })
  const { exports } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))
  const kept = reachableTypes(exportTargets(exports, root))
  for (const file of files(path.join(server, "src"))) {
    // the admin's code is bundled into one file; a test that reads its types makes the compiler write them too;
    // the schemas of answers are for docs/openapi.json, for the admin's types and for tests
    const unused = /\/(__tests__|admin\/(lib|i18n))\/|\.answer\.(d\.ts|js)$/.test(file) || (/\.d\.m?ts$/.test(file) && !kept.has(file))
    if (unused) fs.rmSync(file)
    else if (file.endsWith(".d.ts")) {
      const types = forEveryMedusa(byTheFramework(fs.readFileSync(file, "utf8")))
      fs.writeFileSync(file, INNER.test(file) ? typesAlone(file, types) : types)
    }
    else if (file.endsWith(".js")) fs.writeFileSync(file, withoutComments(fs.readFileSync(file, "utf8")))
  }
}
