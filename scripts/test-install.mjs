#!/usr/bin/env node
// npm run test:install: builds and packs the packages, installs the shop's into a shop and the store's into a Medusa store
// that are made from npm packages alone, outside this repository, and sells there. Ends with "N passed, N failed".
import fs from "node:fs"
import path from "node:path"
import { createChecks, StopError } from "./install/checks.mjs"
import { tryFreshProject } from "./install/fresh-project.mjs"
import { tryFreshShop } from "./install/fresh-shop.mjs"
import { tryFreshStore } from "./install/fresh-store.mjs"
import { checkImports } from "./install/imports.mjs"
import { MANAGERS, notToBeHad } from "./install/managers.mjs"
import { chooseVersions, isInRange, registryAnswers } from "./install/medusa-versions.mjs"
import { checkPublint, checkTypesOfPackage } from "./install/package-lint.mjs"
import { checkRoutes } from "./install/routes.mjs"
import { checkContents, checkManifest, checkShopContents, checkShopManifest, checkSize, checkTexts } from "./install/tarball.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { MAIN, packed, PACKAGES, STOREFRONT } from "./lib/packages.mjs"
import { scriptOptions } from "./lib/script-options.mjs"

const USAGE = `npm run test:install [-- options]

  --oldest         with the oldest Medusa that the peers allow, not the newest
  --all            with the oldest, the official starter's and the newest
  --medusa WHICH   with a version or a tag, inside the range of the peers or not; several with commas between
  --upgrade-from WHICH  makes the store with that Medusa, leaves it with things open, and goes on with the one chosen above
  --pnpm           in a pnpm workspace as the official starter is one, not in a folder of npm's
  --yarn           in a folder of yarn 4, with node_modules
  --badge FILE     writes a badge for shields.io
  --offline-ok     without a registry, checks the packages alone and says so
  --help           this text
`
const values = scriptOptions(USAGE, { oldest: { type: "boolean" }, all: { type: "boolean" }, medusa: { type: "string" }, "upgrade-from": { type: "string" }, pnpm: { type: "boolean" }, yarn: { type: "boolean" }, badge: { type: "string" }, "offline-ok": { type: "boolean" } })
const manager = values.pnpm ? "pnpm" : values.yarn ? "yarn" : "npm"
const begun = performance.now()
const { check, skip, counts, line } = createChecks()
const { children, open, end, temporary } = ownPostgres("install")

const manifestOf = ({ folder }) => JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"))

/** Builds and packs both, and looks at what is in them. @returns {Promise<{ main: string, storefront: string }>} the tarballs */
async function pack() {
  await check("npm run build makes the packages", async () => {
    const build = children.start(process.execPath, [path.join(ROOT, "scripts", "build.mjs")], { cwd: ROOT })
    if ((await build.exited) !== 0) throw new Error(build.tail())
  }, { needed: true })
  const packs = await check("npm pack makes their tarballs", () => PACKAGES.map((one) => packed(one, temporary)), { needed: true })
  await check("together they are small enough", () => checkSize(packs))
  const [main, storefront] = packs
  await check("the store's holds the build and nothing of tests, demo, shop or configuration", () => checkContents(main))
  await check("the shop's holds code and types and nothing else", () => checkShopContents(storefront))
  await check("every route of the source is in the store's", () => checkRoutes(main))
  await check("package.json says what a store and Medusa's listing need", () => checkManifest(manifestOf(MAIN)))
  await check("package.json of the shop's asks for nothing", () => checkShopManifest(manifestOf(STOREFRONT), manifestOf(MAIN)))
  for (const [index, one] of PACKAGES.entries()) {
    const { name, folder } = one
    const tarball = path.join(temporary, packs[index].filename)
    await check(`${name}: no source map and no path of this machine is in it`, () => checkTexts(packs[index], folder))
    await check(`${name}: all that its code and its types import is declared`, () => checkImports(packs[index], manifestOf(one), folder))
    await check(`${name}: publint finds nothing`, () => checkPublint(tarball, manifestOf(one)))
    await check(`${name}: the types are right for node10, node16, nodenext and bundlers`, () => checkTypesOfPackage(tarball))
  }
  return { main: path.join(temporary, main.filename), storefront: path.join(temporary, storefront.filename) }
}

/** The shop's package by each package manager that is to be had. */
async function tryShops(tarball) {
  for (const name of Object.keys(MANAGERS)) {
    const why = notToBeHad(name)
    if (why) {
      skip(`the shop by ${name}`, why)
      continue
    }
    const folder = path.join(temporary, `shop-${name}`)
    await tryFreshShop({ check, children, folder, tarball, manager: name })
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function main() {
  let versions = []
  try {
    const tarballs = await pack()
    if (values["offline-ok"] && !registryAnswers()) {
      console.log("\nThe registry does not answer: the packages were built and packed, and installed nowhere.")
      throw new StopError()
    }
    await tryShops(tarballs.storefront)
    const project = path.join(temporary, "plain-project")
    await tryFreshProject({ check, children, folder: project, medusa: manifestOf(MAIN).devDependencies["@medusajs/medusa"], tarballs })
    fs.rmSync(project, { recursive: true, force: true })
    const why = notToBeHad(manager)
    if (why) {
      skip(`the store by ${manager}`, why)
      throw new StopError()
    }
    versions = (await check("the registry has the Medusa to install", () => chooseVersions(manifestOf(MAIN).peerDependencies["@medusajs/medusa"], values), { needed: true })) ?? []
    const before = values["upgrade-from"] && chooseVersions(manifestOf(MAIN).peerDependencies["@medusajs/medusa"], { medusa: values["upgrade-from"] })[0]
    const database = await open({ given: process.env.DATABASE_URL })
    const store = (medusa, more = {}) => {
      const folder = path.join(temporary, `store-${medusa}${more.leave ? "-before" : ""}`)
      fs.mkdirSync(folder)
      return tryFreshStore({ check, children, database, folder, medusa, tarballs, outside: !isInRange(medusa), manager, ...more })
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
  console.log(`\ninstalled by ${manager} and sold with Medusa ${versions.join(" and ") || "none"} in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  await children.stopAll()
  console.log(`\n${line()}`)
  return end(counts.failed ? 1 : 0)
}

main().catch((error) => {
  console.log(`${error.stack}\n\n0 passed, 1 failed`)
  return end(1)
})
