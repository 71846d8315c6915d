#!/usr/bin/env node
// npm run build: the package in .medusa/server. Medusa's own build (types, CommonJS, admin pages), everything out that
// a store has no use for, the rooms that can be as few files, and the browser's part as ES modules.
import { spawnSync } from "node:child_process"
import path from "node:path"
import { finishAdmin } from "./lib/admin-entry.mjs"
import { bundleRooms } from "./lib/bundle-rooms.mjs"
import { buildStorefront } from "./lib/build-storefront.mjs"
import { MEDUSA_CLI, MEDUSA_ENV, ROOT } from "./lib/medusa.mjs"
import { tidyBuild } from "./lib/tidy-build.mjs"

const SRC = path.join(ROOT, ".medusa", "server", "src")

async function main() {
  const { status } = spawnSync(process.execPath, [MEDUSA_CLI, "plugin:build"], { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...MEDUSA_ENV } })
  if (status !== 0) throw new Error("medusa plugin:build failed, see above")
  tidyBuild(ROOT)
  await finishAdmin(path.join(SRC, "admin"))
  await bundleRooms(SRC)
  await buildStorefront(path.join(SRC, "storefront"))
  console.log("build: .medusa/server is ready for npm pack")
}

main().catch((error) => {
  console.error(`build: ${error.message}`)
  process.exit(1)
})
