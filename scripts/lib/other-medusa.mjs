import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { chooseVersions, dashboardDependencies } from "../install/medusa-versions.mjs"
import { ROOT } from "./medusa.mjs"

/** Packages that have Medusa's own version. */
const MEDUSA = ["admin-sdk", "cli", "framework", "icons", "js-sdk", "medusa", "test-utils"].map((name) => `@medusajs/${name}`)
/** Packages of which Medusa's dashboard names the version. */
const OF_THE_DASHBOARD = ["@medusajs/ui", "@tanstack/react-query", "react-i18next", "i18next", "react-router-dom"]

/** What the test utilities of older Medusas load and no package of theirs names. */
const UNDECLARED = { "pg-god": "^1.0.12" }

/**
 * A copy of this checkout, as it lies on the disk, with another Medusa installed. It stays outside of the repository until
 * the machine forgets it; a second call copies the files anew and installs only what changed.
 * @param {string} asked a version or a tag of Medusa
 * @returns {{ folder: string, version: string }}
 */
export function checkoutWith(asked) {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
  const [version] = chooseVersions(manifest.peerDependencies["@medusajs/medusa"], { medusa: asked })
  const folder = path.join(os.tmpdir(), `aplazame-${os.userInfo().uid}-medusa-${version}`)
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder) : []) if (entry !== "node_modules") fs.rmSync(path.join(folder, entry), { recursive: true })
  for (const file of filesOfCheckout()) fs.cpSync(path.join(ROOT, file), path.join(folder, file))
  fs.rmSync(path.join(folder, "package-lock.json"), { force: true })
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...manifest, devDependencies: withMedusa(manifest.devDependencies, version) }, null, 2))
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"], { cwd: folder, stdio: "inherit" })
  return { folder, version }
}

/** What git has or would take, and is still there. */
function filesOfCheckout() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 })
  return listed.split("\0").filter((file) => file && fs.existsSync(path.join(ROOT, file)))
}

function withMedusa(dependencies, version) {
  const dashboard = dashboardDependencies(version)
  const changed = { ...Object.fromEntries(MEDUSA.map((name) => [name, version])), ...Object.fromEntries(OF_THE_DASHBOARD.map((name) => [name, dashboard[name]])) }
  return { ...Object.fromEntries(Object.entries(dependencies).map(([name, range]) => [name, changed[name] ?? range])), ...UNDECLARED }
}
