#!/usr/bin/env node
// npm run test:starter: Medusa's official starter, as it is; init; and purchases in a browser. Says how many minutes it
// is from the clone to the first sale. Ends with "N passed, N failed".
import fs from "node:fs"
import path from "node:path"
import { createJiti } from "jiti"
import { createChecks, StopError } from "./install/checks.mjs"
import { MAIN, packed, STOREFRONT } from "./lib/packages.mjs"
import { ROOT } from "./lib/medusa.mjs"
import { ownPostgres } from "./lib/own-postgres.mjs"
import { scriptOptions } from "./lib/script-options.mjs"
import { getStarter, STARTER } from "./starter/get.mjs"
import { startStarter } from "./starter/life.mjs"
import { buyInStarter } from "./starter/purchases.mjs"

const USAGE = `npm run test:starter [-- options]

  --starter SOURCE  a folder with the starter's files, or an address that git clones (default: ${STARTER})
  --folder DIR      where to work, kept afterwards with the logs of backend and storefront (default: a temporary one)
  --built           takes the packages as npm run build has left them
  --stay            leaves everything running until Ctrl-C, to click through
  --help            this text

Screenshots: .test-results/screens/starter-*.png
`
const values = scriptOptions(USAGE, { starter: { type: "string", default: STARTER }, folder: { type: "string" }, built: { type: "boolean" }, stay: { type: "boolean" } })
const { check, skip, counts, line } = createChecks()
const { children, open, end, temporary } = ownPostgres("starter")
const MINUTE = 60_000

async function pack() {
  if (!values.built) {
    await check("npm run build makes the packages", async () => {
      const build = children.start(process.execPath, [path.join(ROOT, "scripts", "build.mjs")], { cwd: ROOT })
      if ((await build.exited) !== 0) throw new Error(build.tail())
    }, { needed: true })
  }
  const tarball = (one) => path.join(temporary, packed(one, temporary).filename)
  return check("npm pack makes their tarballs", () => ({ main: tarball(MAIN), storefront: tarball(STOREFRONT) }), { needed: true })
}

async function main() {
  const folder = path.resolve(values.folder ?? path.join(temporary, "starter"))
  if (fs.existsSync(folder)) throw new Error(`${folder} is there already: the starter goes into a new folder`)
  let browser
  try {
    const tarballs = await pack()
    const begun = performance.now()
    const why = getStarter(values.starter, folder)
    if (why) {
      skip("the starter", why)
      throw new StopError()
    }
    const database = await open({ given: process.env.DATABASE_URL })
    const shop = await startStarter({ check, children, databaseUrl: database.url, folder, tarballs })
    const { openBrowser } = await createJiti(import.meta.url).import(path.join(ROOT, "integration-tests", "browser", "browser.ts"))
    browser = await openBrowser()
    const first = () => console.log(`  first sale ${((performance.now() - begun) / MINUTE).toFixed(1)} minutes after the clone, installs and builds included`)
    await buyInStarter({ check, browser, shop, first })
    if (values.stay) {
      console.log(`\nstorefront ${shop.urls.storefront}/es\nadmin      ${shop.urls.store}/app\nemulator   ${shop.urls.emulator}/_emulator\nCtrl-C ends it.`)
      await new Promise(() => undefined)
    }
  } catch (error) {
    // a needed step has said already what is wrong with it
    if (!(error instanceof StopError)) await check("the run comes to its end", () => Promise.reject(error))
  } finally {
    await browser?.close()
  }
  await children.stopAll()
  console.log(`\n${line()}`)
  return end(counts.failed ? 1 : 0)
}

main().catch((error) => {
  console.log(`${error.stack}\n\n0 passed, 1 failed`)
  return end(1)
})
