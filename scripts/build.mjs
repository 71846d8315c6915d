#!/usr/bin/env node
// npm run build: the store's package in .medusa/server, and the shop's in .medusa/storefront. Medusa's own build (types,
// CommonJS, admin pages), the browser's part taken out of it and built for itself, everything out that a store has no
// use for, and the layers that can be as few files.
import { spawnSync } from "node:child_process"
import path from "node:path"
import { finishAdmin } from "./lib/admin-entry.mjs"
import { bundleLayers } from "./lib/bundle-layers.mjs"
import { buildStorefront } from "./lib/build-storefront.mjs"
import { MEDUSA_CLI, MEDUSA_ENV, ROOT } from "./lib/medusa.mjs"
import { STOREFRONT } from "./lib/packages.mjs"
import { indentByTabs } from "./lib/tabs.mjs"
import { tidyBuild } from "./lib/tidy-build.mjs"

const SRC = path.join(ROOT, ".medusa", "server", "src")

async function main() {
  const { status } = spawnSync(process.execPath, [MEDUSA_CLI, "plugin:build"], { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...MEDUSA_ENV } })
  if (status !== 0) throw new Error("medusa plugin:build failed, see above")
  await buildStorefront(path.join(SRC, "storefront"))
  await tidyBuild(ROOT)
  await finishAdmin(path.join(SRC, "admin"))
  await bundleLayers(SRC)
  for (const built of [SRC, STOREFRONT.folder]) indentByTabs(built)
  console.log("build: .medusa/server and .medusa/storefront are ready for npm pack")
}

main().catch((error) => {
  console.error(`build: ${error.message}`)
  process.exit(1)
})
