#!/usr/bin/env node
// npm run images: makes the pictures of the README and the docs anew, light and dark, from a demo that it starts and a real Chromium.
import { spawnSync } from "node:child_process"
import path from "node:path"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run images [-- options]

Writes docs/images/*.png, light and dark, from a demo with fresh data. Look at each before you commit it.

  --help   this text
`
scriptOptions(USAGE, {})
const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js")
const args = [jest, "--runInBand", "--forceExit", "--testMatch", "**/integration-tests/browser/pictures.long.ts"]
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit", env: jestEnvironment("browser") }).status ?? 1
