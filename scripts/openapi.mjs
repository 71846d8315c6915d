#!/usr/bin/env node
// npm run openapi: docs/openapi.json and the tables of docs/api.md, from scripts/openapi and the routes' own schemas.
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { ROOT } from "./lib/medusa.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run openapi [-- options]

  --check   writes nothing and fails when a committed file says something else
  --help    this text
`

function main() {
  const values = scriptOptions(USAGE, { check: { type: "boolean", default: false } })
  process.chdir(ROOT)
  const require = createRequire(import.meta.url)
  require("ts-node/register")
  const { files } = require("./openapi/files.ts")
  for (const { file, text } of files()) {
    const name = path.relative(ROOT, file)
    if (!values.check) fs.writeFileSync(file, text)
    else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) throw new Error(`${name} is not what the routes say: run npm run openapi`)
    console.log(values.check ? `${name} is up to date` : `${name} written`)
  }
}

try {
  main()
} catch (error) {
  console.error(`openapi: ${error.message}`)
  process.exit(1)
}
