// Takes out of the compiler's output what a store has no use for.
import fs from "node:fs"
import path from "node:path"
import ts from "typescript"
import { rollUpTypes } from "./roll-up-types.mjs"

function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/** From 2.19 on Medusa's JSON property names what it holds; the default is what ours hold, and earlier ones know no other. */
const forEveryMedusa = (types) => types.replaceAll("JSONProperty<NoInfer<Record<string, unknown>>>", "JSONProperty")

/** The compiler names the package where a type of Medusa is at home; a store has it by way of the framework. */
const byTheFramework = (types) => types.replace(/"@medusajs\/(types|orchestration)"/g, '"@medusajs/framework/$1"')

/** The comments stay in the types, where an editor shows them; Medusa's compiler insists on inline source maps. */
export function withoutComments(code) {
  return ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS, removeComments: true } }).outputText
}

/** Layers that a store's own code reaches only by way of another's types: what they are is said there. */
const INNER = /\/src\/(credit|mapping|emulator\/(database|notifications|hosted|http)|modules\/aplazame\/(stores|operations|reading|texts|telemetry)|workflows\/(admin-actions|doctor|reconcile|sweep|resume-operations|order-change|health|support-bundle))\/|\/src\/modules\/aplazame\/(availability|capture-actor|difference-kinds|exchange-cache|subject)\.d\.ts$/

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
 * Leaves, of `.medusa/server`, `src` without tests, without comments in the code, and with the types that an export
 * leads to, in a few files: with their comments where a store writes against them.
 * @param {string} root folder of the package.json
 */
export async function tidyBuild(root) {
  const server = path.join(root, ".medusa", "server")
  for (const name of fs.readdirSync(server)) if (name !== "src") fs.rmSync(path.join(server, name), { recursive: true })
  const { exports } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))
  const entries = exportTargets(exports, root).map((file) => file.replace(/\.js$/, ".d.ts")).filter((file) => file.endsWith(".d.ts") && fs.existsSync(file))
  for (const file of files(path.join(server, "src"))) {
    // the admin's code is bundled into one file; a test that reads its types makes the compiler write them too;
    // the schemas of answers are for docs/openapi.json, for the admin's types and for tests
    if (/\/(__tests__|admin\/(lib|i18n))\/|\.answer\.(d\.ts|js)$/.test(file)) fs.rmSync(file)
    else if (file.endsWith(".d.ts")) {
      const types = forEveryMedusa(byTheFramework(fs.readFileSync(file, "utf8")))
      fs.writeFileSync(file, INNER.test(file) ? typesAlone(file, types) : types)
    }
    else if (file.endsWith(".js")) fs.writeFileSync(file, withoutComments(fs.readFileSync(file, "utf8")))
  }
  await rollUpTypes(path.join(server, "src"), entries)
}
