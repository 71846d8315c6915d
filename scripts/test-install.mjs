#!/usr/bin/env node
// npm run test:install: builds and packs the package, installs the tarball into a Medusa store that is made from
// npm packages alone, outside this repository, and sells there. Ends with "N passed, N failed".
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { createChecks, StopError } from "./install/checks.mjs"
import { tryFreshStore } from "./install/fresh-store.mjs"
import { checkImports } from "./install/imports.mjs"
import { chooseVersions, isInRange, registryAnswers } from "./install/medusa-versions.mjs"
import { checkPublint, checkTypesOfPackage } from "./install/package-lint.mjs"
import { checkRoutes } from "./install/routes.mjs"
import { checkContents, checkManifest, checkSize, checkTexts } from "./install/tarball.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run test:install [-- options]

  --oldest         with the oldest Medusa that the peers allow, not the newest
  --all            with both
  --medusa WHICH   with a version or a tag, inside the range of the peers or not
  --upgrade-from WHICH  makes the store with that Medusa, leaves it with things open, and goes on with the one chosen above
  --pnpm           in a pnpm workspace as the official starter is one, not in a folder of npm's
  --badge FILE     writes a badge for shields.io
  --offline-ok     without a registry, checks the package alone and says so
  --help           this text
`
const values = scriptOptions(USAGE, { oldest: { type: "boolean" }, all: { type: "boolean" }, medusa: { type: "string" }, "upgrade-from": { type: "string" }, pnpm: { type: "boolean" }, badge: { type: "string" }, "offline-ok": { type: "boolean" } })
const begun = performance.now()
const { check, counts, line } = createChecks()
const { children, open, end, temporary } = ownPostgres("install")

async function pack(manifest) {
  await check("npm run build makes the package", async () => {
    const build = children.start(process.execPath, [path.join(ROOT, "scripts", "build.mjs")], { cwd: ROOT })
    if ((await build.exited) !== 0) throw new Error(build.tail())
  }, { needed: true })
  const packed = await check("npm pack makes a tarball", () => {
    const [answer] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", temporary], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 26 }))
    return answer
  }, { needed: true })
  await check("it is small enough", () => checkSize(packed))
  await check("it holds the build and nothing of tests, demo or configuration", () => checkContents(packed))
  await check("no source map and no path of this machine is in it", () => checkTexts(packed))
  await check("every route of the source is in it", () => checkRoutes(packed))
  await check("all that its code and its types import is declared", () => checkImports(packed, manifest))
  const tarball = path.join(temporary, packed.filename)
  await check("publint finds nothing", () => checkPublint(tarball, manifest))
  await check("the types are right for node10, node16, nodenext and bundlers", () => checkTypesOfPackage(tarball))
  return tarball
}

async function main() {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
  let versions = []
  try {
    const tarball = await pack(manifest)
    await check("package.json says what a store and Medusa's listing need", () => checkManifest(manifest))
    if (values["offline-ok"] && !registryAnswers()) {
      console.log("\nThe registry does not answer: the package was built and packed, and installed nowhere.")
      throw new StopError()
    }
    versions = (await check("the registry has the Medusa to install", () => chooseVersions(manifest.peerDependencies["@medusajs/medusa"], values), { needed: true })) ?? []
    const before = values["upgrade-from"] && chooseVersions(manifest.peerDependencies["@medusajs/medusa"], { medusa: values["upgrade-from"] })[0]
    const database = await open({ given: process.env.DATABASE_URL })
    const store = (medusa, more = {}) => {
      const folder = path.join(temporary, `store-${medusa}${more.leave ? "-before" : ""}`)
      fs.mkdirSync(folder)
      return tryFreshStore({ check, children, database, folder, medusa, tarball, outside: !isInRange(medusa), pnpm: Boolean(values.pnpm), ...more })
    }
    for (const medusa of versions) {
      const earlier = before && (await store(before, { leave: true }))
      await store(medusa, { earlier })
      await children.stopAll()
      for (const name of fs.readdirSync(temporary).filter((one) => one.startsWith("store-"))) fs.rmSync(path.join(temporary, name), { recursive: true, force: true })
    }
  } catch (error) {
    // a needed step has said already what is wrong with it
    if (!(error instanceof StopError)) await check("the run comes to its end", () => Promise.reject(error))
  }
  if (values.badge) {
    const badge = { schemaVersion: 1, label: `Medusa ${versions.join(" and ")}`.trim(), message: counts.failed ? "failing" : "passing", color: counts.failed ? "red" : "brightgreen" }
    fs.writeFileSync(values.badge, `${JSON.stringify(badge)}\n`)
  }
  console.log(`\ninstalled${values.pnpm ? " by pnpm" : ""} and sold with Medusa ${versions.join(" and ") || "none"} in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  await children.stopAll()
  console.log(`\n${line()}`)
  return end(counts.failed ? 1 : 0)
}

main().catch((error) => {
  console.log(`${error.stack}\n\n0 passed, 1 failed`)
  return end(1)
})
