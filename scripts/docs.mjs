#!/usr/bin/env node
// Builds the documentation site from the README and docs/ into .docs, and checks every link in it.
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { brokenLinks } from "./lib/broken-links.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run docs -- [--serve]

Builds the documentation site into .docs and checks its links. The generator is installed in docs/site, and there alone.

  --serve   then serves it on this machine
`
const SITE = "docs/site"
const OUT = ".docs"

const { serve } = scriptOptions(USAGE, { serve: { type: "boolean", default: false } })
const run = (command, args) => execFileSync(command, args, { stdio: "inherit", cwd: SITE })

if (!fs.existsSync(path.join(SITE, "node_modules/.package-lock.json"))) run("npm", ["ci", "--prefer-offline"])
run("npx", ["vitepress", "build"])
const broken = brokenLinks(OUT)
for (const { page, link } of broken) console.error(`${page}: ${link} leads nowhere`)
if (broken.length > 0) process.exit(1)
console.log(`${OUT}: every link leads somewhere`)
if (serve) run("npx", ["vitepress", "serve"])
