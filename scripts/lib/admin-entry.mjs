// Medusa's bundler writes the admin's code twice, as an ES module and as CommonJS, and without types.
import fs from "node:fs"
import path from "node:path"
import { transformWithEsbuild } from "vite"

/** What is inside is for Medusa's dashboard; a store's own code can only pass it on. */
const SHAPE = `/** Widgets, pages, menu items and texts for Medusa's dashboard, which reads them itself. */
declare const plugin: Record<"widgetModule" | "routeModule" | "menuItemModule" | "i18nModule", unknown>
`

/**
 * Minifies the code (the dashboard's build takes it in anyway), adds the types, and replaces the second copy of the code by a way to the first: every Node that the package
 * runs on can `require` an ES module, and the dashboard's bundler takes the ES module anyway.
 * @param {string} folder where `index.js` and `index.mjs` of the admin are
 */
export async function finishAdmin(folder) {
  const entry = path.join(folder, "index.mjs")
  const { code } = await transformWithEsbuild(fs.readFileSync(entry, "utf8"), entry, { minify: true, sourcemap: false, target: "es2022", format: "esm" })
  fs.writeFileSync(entry, code)
  fs.writeFileSync(path.join(folder, "index.js"), 'module.exports = require("./index.mjs").default\n')
  fs.writeFileSync(path.join(folder, "index.d.ts"), `${SHAPE}export = plugin\n`)
  fs.writeFileSync(path.join(folder, "index.d.mts"), `${SHAPE}export default plugin\n`)
}
