// Medusa's bundler writes the admin's code twice, as an ES module and as CommonJS, and without types.
import fs from "node:fs"
import path from "node:path"
import { transformWithEsbuild } from "vite"

/** What is inside is for Medusa's dashboard; a store's own code can only pass it on. */
const SHAPE = `/** Widgets, pages, menu items and texts for Medusa's dashboard, which reads them itself. */
declare const plugin: Record<"widgetModule" | "routeModule" | "menuItemModule" | "i18nModule", unknown>
`

/**
 * Leaves one copy of the code, minified (the dashboard's build takes it in anyway), as the ES module `esm/index.js`,
 * and makes `index.js` a way to it: every Node that the package runs on can `require` an ES module. Adds the types.
 *
 * The code's name must end in `.js` and lie below the file that `require` leads to: there Medusa's Tailwind looks for
 * class names, in `js, ts, jsx, tsx` and not in `mjs`.
 * @param {string} folder where `index.js` and `index.mjs` of the admin are
 */
export async function finishAdmin(folder) {
  const written = path.join(folder, "index.mjs")
  const { code } = await transformWithEsbuild(fs.readFileSync(written, "utf8"), written, { minify: true, sourcemap: false, target: "es2022", format: "esm", charset: "utf8" })
  fs.rmSync(written)
  const esm = path.join(folder, "esm")
  fs.mkdirSync(esm, { recursive: true })
  fs.writeFileSync(path.join(esm, "package.json"), '{ "type": "module" }\n')
  fs.writeFileSync(path.join(esm, "index.js"), code)
  fs.writeFileSync(path.join(esm, "index.d.ts"), `${SHAPE}export default plugin\n`)
  fs.writeFileSync(path.join(folder, "index.js"), 'module.exports = require("./esm/index.js").default\n')
  fs.writeFileSync(path.join(folder, "index.d.ts"), `${SHAPE}export = plugin\n`)
}
