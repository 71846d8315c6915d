// The packages of this repository, which one build makes and one release publishes under one version.
import { execFileSync } from "node:child_process"
import path from "node:path"
import { ROOT } from "./medusa.mjs"

/** For the store, and for a shop's pages, which need nothing of the store's. npm packs `folder`; `built` is there after the build. */
export const PACKAGES = [
  { name: "medusa-payment-aplazame", folder: ROOT, built: path.join(ROOT, ".medusa", "server", "src") },
  { name: "medusa-payment-aplazame-storefront", folder: path.join(ROOT, ".medusa", "storefront"), built: path.join(ROOT, ".medusa", "storefront") },
]
export const [MAIN, STOREFRONT] = PACKAGES

/** What all of them may weigh packed, together. */
export const MOST_BYTES = 450_000

/**
 * `npm pack` of a built package.
 * @param {{ folder: string }} one
 * @param {string} [to] folder of the tarball; without it none is written
 * @returns {{ filename: string, size: number, files: { path: string }[] }}
 */
export function packed({ folder }, to) {
  const [answer] = JSON.parse(execFileSync("npm", ["pack", "--json", ...(to ? ["--pack-destination", to] : ["--dry-run"])], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 26 }))
  return answer
}

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
