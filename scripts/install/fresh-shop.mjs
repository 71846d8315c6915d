// A shop's pages in a project of their own: what the storefront's package brings along, and whether its parts work there.
import fs from "node:fs"
import path from "node:path"
import { STOREFRONT } from "../lib/packages.mjs"
import { cleanEnv, commandsIn } from "./commands.mjs"
import { expectThat } from "./checks.mjs"
import { compileUse, loadExports, TYPE_WAYS } from "./exports.mjs"
import { MANAGERS } from "./managers.mjs"
import { writeShop } from "./store-files.mjs"

/** What runs on the store's side: none of it has a place in a shop's project. */
const THE_STORES = /^(@medusajs\/|@mikro-orm\/|express@|typeorm@|sql\.js@|medusa-payment-aplazame@)/
/** What a shop has itself, and the package may find there. */
const THE_SHOPS = ["next", "react", "react-dom"]

/** Every package below a folder, as `name@version`: through scopes, nested folders, and pnpm's own. */
function installedPackages(modules) {
  if (!fs.existsSync(modules)) return []
  return fs.readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    const folder = path.join(modules, entry.name)
    if (!entry.isDirectory()) return [] // a link of pnpm's leads to what is listed where it lies
    if (entry.name === ".pnpm") return fs.readdirSync(folder).flatMap((one) => installedPackages(path.join(folder, one, "node_modules")))
    if (entry.name.startsWith("@")) return installedPackages(folder)
    if (entry.name.startsWith(".")) return []
    const manifest = path.join(folder, "package.json")
    const { name, version } = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, "utf8")) : {}
    return [...(name ? [`${name}@${version}`] : []), ...installedPackages(path.join(folder, "node_modules"))]
  })
}

/** Run by Node in the shop: a part drawn on a server, with the helper from the other entry. */
const drawn = (load) => `${load}
const client = createAplazame({ storeUrl: "https://store.example", publishableKey: "pk_none", language: "en" })
const page = createElement(AplazameProvider, { client }, createElement(AplazameCreditNotice))
process.stdout.write(renderToString(page))
`
const IMPORTS = { "createElement": "react", "renderToString": "react-dom/server", "createAplazame": STOREFRONT.name, "AplazameProvider, AplazameCreditNotice": `${STOREFRONT.name}/react` }
const PAGES = {
  "page.mjs": drawn(Object.entries(IMPORTS).map(([names, from]) => `import { ${names} } from "${from}"`).join("\n")),
  "page.cjs": drawn(Object.entries(IMPORTS).map(([names, from]) => `const { ${names} } = require("${from}")`).join("\n")),
}

/**
 * @param {{ check: Function, children: object, folder: string, where: string }} shop an installed one; where: its name in a sentence
 */
export async function checkShop({ check, children, folder, where }) {
  const { succeed } = commandsIn(children, folder, cleanEnv())
  const node = (args) => succeed(process.execPath, args)
  const own = path.join(folder, "node_modules", STOREFRONT.name)
  await check(`in ${where}, the package finds nothing but what a shop has`, () => {
    // pnpm puts what a package may find beside it; the others put it above
    const folders = fs.lstatSync(own).isSymbolicLink() ? [path.dirname(fs.realpathSync(own)), path.join(own, "node_modules")] : [path.join(own, "node_modules")]
    const found = folders.filter((one) => fs.existsSync(one)).flatMap((one) => fs.readdirSync(one)).filter((name) => name !== STOREFRONT.name && name !== ".bin")
    const strange = found.filter((name) => !THE_SHOPS.includes(name))
    expectThat(strange.length === 0, `beside it are ${found.join(", ")}`)
    return found.join(", ") || "nothing of its own"
  })
  const names = await check(`in ${where}, every export loads, with the same names for require and import`, () => loadExports(folder, STOREFRONT.name, node))
  for (const way of names ? TYPE_WAYS : []) await check(`in ${where}, every export has its types (${way})`, () => compileUse(folder, STOREFRONT.name, names, way, node))
  await check(`in ${where}, a part is drawn on the server, by import and by require`, async () => {
    for (const [file, code] of Object.entries(PAGES)) {
      fs.writeFileSync(path.join(folder, file), code)
      const html = await node([file])
      expectThat(html.includes("data-aplazame-credit-notice"), `${file} draws ${html || "nothing"}`)
      fs.rmSync(path.join(folder, file))
    }
    for (const file of ["react/index.js", "react/index.mjs"]) expectThat(/^"use client"/.test(fs.readFileSync(path.join(own, file), "utf8")), `${file} does not say that it is for the browser`)
  })
}

/** @param {{ check: Function, children: object, folder: string, tarball: string, manager: "npm" | "pnpm" | "yarn" }} life a folder that is empty */
export async function tryFreshShop({ check, children, folder, tarball, manager }) {
  const { command, install, env } = MANAGERS[manager]
  writeShop({ folder, tarball })
  const { succeed } = commandsIn(children, folder, { ...cleanEnv(), ...env() })
  const installed = await check(`${STOREFRONT.name} is installed into a shop by ${manager}`, async () => {
    await succeed(command, install)
    return true
  })
  if (!installed) return
  await check(`… and brings nothing of the store's along (${manager})`, () => {
    const all = [...new Set(installedPackages(path.join(folder, "node_modules")))].sort()
    const strange = all.filter((one) => THE_STORES.test(one))
    expectThat(all.some((one) => one.startsWith(`${STOREFRONT.name}@`)), `the package is not among ${all.join(", ")}`)
    expectThat(strange.length === 0, `${strange.join(", ")}\nall packages of the shop: ${all.join(", ")}`)
    return `${all.length} packages in all`
  })
  await checkShop({ check, children, folder, where: `the shop by ${manager}` })
}
