// What `npm pack` made: its size, its contents, and what its package.json promises.
import fs from "node:fs"
import path from "node:path"
import { ROOT } from "../lib/medusa.mjs"
import { kilobytes, MOST_BYTES } from "../lib/packages.mjs"
import { expectThat } from "./checks.mjs"

const MOST_DEPENDENCIES = 3
const BESIDE_THE_BUILD = ["package.json", "README.md", "LICENSE", "AGENTS.md", "docs/openapi.json"]
/** Folders and endings that are the repository's own business. */
const NOT_OURS = /(^|\/)(__tests__|integration-tests|demo|bench|node_modules|storefront)(\/|$)|medusa-config|\.(spec|test)\.|\.map$|\.tsx?$(?<!\.d\.ts)/
const IN_A_SHOP = /^(package\.json|README\.md|LICENSE|((react|nextjs)\/)?([\w-]+\/)*[\w-]+(\.m?js|\.d\.m?ts))$/

/** @param {{ name: string, size: number, files: { path: string }[] }[]} packs entries of `npm pack --json`, of all packages */
export function checkSize(packs) {
  const all = packs.reduce((sum, { size }) => sum + size, 0)
  const each = packs.map(({ name, size, files }) => `${name} ${kilobytes(size)} in ${files.length} files`).join(", ")
  expectThat(all <= MOST_BYTES, `${kilobytes(all)} packed, ${kilobytes(MOST_BYTES)} are allowed: ${each}`)
  return `${kilobytes(all)} packed: ${each}`
}

/** @param {{ files: { path: string }[] }} pack one entry of `npm pack --json` */
export function checkContents({ files }) {
  const names = files.map((file) => file.path)
  const strange = names.filter((name) => !(BESIDE_THE_BUILD.includes(name) || name.startsWith(".medusa/server/src/")) || NOT_OURS.test(name))
  expectThat(strange.length === 0, `these do not belong into the package: ${strange.slice(0, 10).join(", ")}`)
  const missing = [...BESIDE_THE_BUILD, ...["cli", "api/middlewares", "jobs/sweep", "subscribers/order-changed", "links/aplazame-order-order", "scripts/doctor"].map((name) => `.medusa/server/src/${name}${name === "cli" ? "/index" : ""}.js`)].filter((name) => !names.includes(name))
  expectThat(missing.length === 0, `missing in the package: ${missing.join(", ")}`)
}

/** Of the shop's package. @param {{ files: { path: string }[] }} pack */
export function checkShopContents({ files }) {
  const strange = files.map((file) => file.path).filter((name) => !IN_A_SHOP.test(name) || NOT_OURS.test(name))
  expectThat(strange.length === 0, `these do not belong into the package: ${strange.slice(0, 10).join(", ")}`)
}

/** Nothing of this machine, and no source map, in any file. @param {string} folder of the package */
export function checkTexts({ files }, folder) {
  const telling = files.filter(({ path: name }) => {
    const text = fs.readFileSync(path.join(folder, name), "utf8")
    return text.includes("sourceMappingURL=") || text.includes(ROOT)
  })
  expectThat(telling.length === 0, `a source map or a path of this machine is in ${telling.map((file) => file.path).slice(0, 5).join(", ")}`)
}

/** Of the shop's package, beside the store's. */
export function checkShopManifest(manifest, { version }) {
  expectThat(manifest.version === version, `its version is ${manifest.version}, the store's package is ${version}`)
  expectThat(!manifest.dependencies, `it has dependencies: ${Object.keys(manifest.dependencies ?? {}).join(", ")}`)
  const peers = Object.keys(manifest.peerDependencies ?? {})
  const asked = peers.filter((name) => !manifest.peerDependenciesMeta?.[name]?.optional)
  expectThat(asked.length === 0, `peers that are not optional: ${asked.join(", ")}`)
  return `peers: ${peers.join(", ")}`
}

/** @param {Record<string, any>} manifest the package.json */
export function checkManifest(manifest) {
  const dependencies = Object.keys(manifest.dependencies ?? {})
  expectThat(dependencies.length <= MOST_DEPENDENCIES, `${dependencies.length} runtime dependencies: ${dependencies.join(", ")}`)
  for (const name of ["@medusajs/framework", "@medusajs/medusa", "zod"]) expectThat(/^\^\d+\.\d+\.\d+$/.test(manifest.peerDependencies?.[name]), `${name} is no caret peer with a floor`)
  expectThat(!dependencies.some((name) => name in manifest.peerDependencies), "a peer is a dependency too")
  for (const field of ["engines", "repository", "bugs", "homepage", "license"]) expectThat(manifest[field], `package.json has no ${field}`)
  for (const word of ["medusa-v2", "medusa-plugin-integration", "medusa-plugin-payment"]) expectThat(manifest.keywords.includes(word), `Medusa's listing wants the keyword ${word}`)
  return `${dependencies.length} runtime dependencies`
}
