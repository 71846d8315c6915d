#!/usr/bin/env node
// npm run release:version: takes the notes in .changeset into CHANGELOG.md and the next version into package.json, the
// lock file, and the constant that goes into the User-Agent.
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { ROOT } from "./lib/medusa.mjs"

const CONSTANT = path.join(ROOT, "src", "aplazame", "version.ts")

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" })
  if (status !== 0) process.exit(status ?? 1)
}

run("npx", ["--yes", "@changesets/cli@2", "version"])
const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
const source = fs.readFileSync(CONSTANT, "utf8")
fs.writeFileSync(CONSTANT, source.replace(/PACKAGE_VERSION = "[^"]*"/, `PACKAGE_VERSION = "${version}"`))
run("npm", ["install", "--package-lock-only", "--ignore-scripts"])
console.log(`version: ${version}; commit it, and tag it v${version} when it is on main`)
