#!/usr/bin/env node
// npm run demo: Postgres, the Aplazame emulator, the Medusa store with its admin, and a small shop.
// npm run demo -- --scripted: the same, then plays the whole life of purchases and checks every cent.
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { endWith } from "../scripts/lib/ending.mjs"
import { ROOT } from "../scripts/lib/medusa.mjs"
import { readOptions } from "./lib/options.mjs"
import { createServices } from "./lib/services.mjs"
import { ADMIN, CUSTOMER } from "./lib/settings.mjs"

const options = readOptions()
process.chdir(ROOT)
if (options.scripted) {
  options.data = fs.mkdtempSync(path.join(os.tmpdir(), "aplazame-demo-"))
  fs.chmodSync(options.data, 0o755)
}

const services = createServices(options, {
  moved: (name, wanted, port) => console.log(`  port ${wanted} is taken, so the ${name} is on ${port}`),
})
let keepData = false
const { end, ending } = endWith(
  async () => {
    await services.stop()
    if (options.scripted && !keepData) fs.rmSync(options.data, { recursive: true, force: true })
  },
  { force: services.kill, onSignal: () => console.log("\nstopping …"), code: options.scripted ? undefined : 0 }
)

function welcome({ urls, seconds }) {
  const line = (label, text) => `  ${label.padEnd(12)} ${text}`
  return [
    "",
    `Ready in ${seconds.toFixed(0)} s.`,
    "",
    line("shop", urls.storefront),
    line("store API", urls.store),
    ...(options.admin ? [line("admin", `${urls.store}/app     ${ADMIN.email} / ${ADMIN.password}`)] : []),
    line("Aplazame", `${urls.emulator}/_emulator`),
    "",
    "What to click",
    `  1. In the shop put something into the basket, go to the checkout, choose Aplazame and pay.`,
    "     Any DNI/NIE is accepted (12345678Z); 99999998T is refused, 99999995C asks for an identity check.",
    `     A returning customer: ${CUSTOMER.email} / ${CUSTOMER.password} (three past orders go to Aplazame with the checkout).`,
    ...(options.admin
      ? ["  2. In the admin open the order, fulfil it and see the capture; then refund a part of it.", "  3. On the Aplazame page see the same order with its ledger, every call and every notification."]
      : ["  2. On the Aplazame page see the same order with its ledger, every call and every notification."]),
    "",
    "Ctrl-C ends everything; the data stays for the next start (npm run demo -- --fresh forgets it).",
    "",
  ].join("\n")
}

/** The last line of a scripted run, after everything has been ended, so that nothing can follow it. */
async function finish(passed, failed) {
  await services.stop()
  console.log(`demo: ${passed} steps passed, ${failed} failed`)
  return end(failed ? 1 : 0)
}

async function main() {
  console.log(options.scripted ? "Aplazame for Medusa: scripted demo" : "Aplazame for Medusa: demo")
  const ready = await services.start()
  if (!options.scripted) return console.log(welcome(ready))
  const { playScript } = await import("./scripted/play.mjs")
  const { passed, failed } = await playScript(ready, services.inside())
  keepData = failed > 0
  if (keepData) console.log(`logs: ${path.join(options.data, "logs")}`)
  return finish(passed, failed)
}

main().catch((error) => {
  if (ending()) return undefined
  console.error(`\n${error.message}`)
  keepData = true
  return options.scripted ? finish(0, 1) : end(1)
})
