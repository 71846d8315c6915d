#!/usr/bin/env node
// npm run size: what the storefront helper weighs, minified and gzipped, without and with the React parts; and what the
// built packages weigh packed.
import fs from "node:fs"
import path from "node:path"
import { measureStorefront } from "./lib/build-storefront.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { kilobytes, MOST_BYTES, packed, PACKAGES } from "./lib/packages.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run size [-- options]

  --write   puts the figures into the README's line
  --check   fails when that line tells of others, or the packages are built and weigh too much
  --help    this text
`

const README = path.join(ROOT, "README.md")
/** The README's line, between two marks that no reader sees. */
const LINE = /(<!-- size -->)(.*?)(<!-- \/size -->)/s

/** What npm packs of each package. @throws when together it is more than is allowed */
function weighPackages() {
  const unbuilt = PACKAGES.filter(({ built }) => !fs.existsSync(built))
  if (unbuilt.length) return console.log(`${unbuilt.map(({ name }) => name).join(" and ")}: not built, see npm run build`)
  const sizes = PACKAGES.map((one) => packed(one).size)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  for (const [index, { name }] of PACKAGES.entries()) console.log(`${name}: ${kilobytes(sizes[index])} packed`)
  console.log(`together: ${kilobytes(all)} of ${kilobytes(MOST_BYTES)}`)
  if (all > MOST_BYTES) throw new Error(`the packages weigh ${kilobytes(all)} packed, ${kilobytes(MOST_BYTES)} are allowed`)
}

async function main() {
  const values = scriptOptions(USAGE, { check: { type: "boolean", default: false }, write: { type: "boolean", default: false } })
  const { helper, react } = await measureStorefront()
  const text = `The helper is ${kilobytes(helper)} minified and gzipped, the React parts ${kilobytes(react)} more.`
  console.log(text)
  weighPackages()
  if (!values.check && !values.write) return
  const readme = fs.readFileSync(README, "utf8")
  const found = LINE.exec(readme)
  if (!found) throw new Error("README.md has no line between <!-- size --> and <!-- /size -->")
  if (values.write) fs.writeFileSync(README, readme.replace(LINE, (_, open, __, close) => `${open}${text}${close}`))
  else if (found[2] !== text) throw new Error(`README.md says "${found[2].trim()}": run npm run size -- --write`)
}

main().catch((error) => {
  console.error(`size: ${error.message}`)
  process.exit(1)
})
