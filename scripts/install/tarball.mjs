// What `npm pack` made: its size, its contents, and what its package.json promises.
import fs from "node:fs"
import path from "node:path"
import { ROOT } from "../lib/medusa.mjs"
import { expectThat } from "./checks.mjs"

/** Issue of the package: what a store has to download. */
const MOST_BYTES = 360_000
const MOST_DEPENDENCIES = 3
const BESIDE_THE_BUILD = ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"]
/** Folders and endings that are the repository's own business. */
const NOT_OURS = /(^|\/)(__tests__|integration-tests|demo|bench|node_modules)(\/|$)|medusa-config|\.(spec|test)\.|\.map$|\.tsx?$(?<!\.d\.ts)/

/** @param {{ size: number, files: { path: string }[] }} pack one entry of `npm pack --json` */
export function checkSize({ size, files }) {
  expectThat(size <= MOST_BYTES, `${size} bytes packed, ${MOST_BYTES} are allowed`)
  return `${(size / 1000).toFixed(1)} kB packed, ${files.length} files`
}

export function checkContents({ files }) {
  const names = files.map((file) => file.path)
  const strange = names.filter((name) => !(BESIDE_THE_BUILD.includes(name) || name.startsWith(".medusa/server/src/")) || NOT_OURS.test(name))
  expectThat(strange.length === 0, `these do not belong into the package: ${strange.slice(0, 10).join(", ")}`)
  const missing = [...BESIDE_THE_BUILD, ...["cli", "api/middlewares", "jobs/sweep", "subscribers/order-changed", "links/aplazame-order-order", "scripts/doctor"].map((name) => `.medusa/server/src/${name}${name === "cli" ? "/index" : ""}.js`)].filter((name) => !names.includes(name))
  expectThat(missing.length === 0, `missing in the package: ${missing.join(", ")}`)
}

/** Nothing of this machine, and no source map, in any file. */
export function checkTexts({ files }) {
  const telling = files.filter(({ path: name }) => {
    const text = fs.readFileSync(path.join(ROOT, name), "utf8")
    return text.includes("sourceMappingURL=") || text.includes(ROOT)
  })
  expectThat(telling.length === 0, `a source map or a path of this machine is in ${telling.map((file) => file.path).slice(0, 5).join(", ")}`)
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
