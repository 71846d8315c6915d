#!/usr/bin/env node
// npm run test:conformance: replays what Aplazame's documents and clients send, and writes docs/conformance.md.
// npm run test:conformance -- --live: asks Aplazame's sandbox, and prints what it answers otherwise than the emulator.
import { spawnSync } from "node:child_process"
import path from "node:path"
import { jestEnvironment } from "./lib/jest-environment.mjs"
import { ROOT, typescript } from "./lib/medusa.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run test:conformance [-- options]

  --live         with APLAZAME_PRIVATE_KEY: asks the sandbox what is safe there, prints what differs from the emulator
                 (APLAZAME_API_BASE_URL: another API than https://api.aplazame.com)
  --help         this text
`

const { live } = scriptOptions(USAGE, { live: { type: "boolean", default: false } }, () => undefined)
process.chdir(ROOT)
if (live && !process.env.APLAZAME_PRIVATE_KEY) {
  console.log("APLAZAME_PRIVATE_KEY is not set: nothing was asked.")
  process.exit(0)
}
const [args, env] = live
  ? [typescript("integration-tests/conformance/run-live.ts"), process.env]
  : [
      [path.join("node_modules", "jest", "bin", "jest.js"), "--runInBand", "integration-tests/conformance"],
      jestEnvironment("unit", { APLAZAME_CONFORMANCE_WRITE: "1" }),
    ]
process.exit(spawnSync(process.execPath, args, { stdio: "inherit", env }).status ?? 1)
