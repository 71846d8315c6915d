import { execFileSync } from "node:child_process"
import { createRequire } from "node:module"
import path from "node:path"
import { ROOT } from "../lib/medusa.mjs"

/** The Medusa of the official starter, which `npx create-medusa-app` leaves in a new store until it is upgraded. */
const OF_THE_STARTER = "2.18.0"

/** Asks npm's registry, as npm is configured here. @returns {string[]} the versions that a range or a tag stands for, oldest first */
function published(range) {
  const answer = JSON.parse(execFileSync("npm", ["view", `@medusajs/medusa@${range}`, "version", "--json"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
  return [answer].flat()
}

/** What Medusa's dashboard asks for at a version. @returns {Record<string, string>} */
export const dashboardDependencies = (medusa) => JSON.parse(execFileSync("npm", ["view", `@medusajs/dashboard@${medusa}`, "dependencies", "--json"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/

/** False when npm's registry gives no answer at all; an answer that is an error is an answer. */
export function registryAnswers() {
  try {
    execFileSync("npm", ["view", "@medusajs/medusa", "name"], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] })
    return true
  } catch (error) {
    return !UNREACHABLE.test(String(error.stderr))
  }
}

/**
 * Whether the package that was built says that it is made for a Medusa: then npm must install the two without being forced.
 * For npm a preview is in no caret range.
 */
export const isInRange = (medusa) => !medusa.includes("-") && createRequire(import.meta.url)(path.join(ROOT, ".medusa/server/src/config/supported-medusa.js")).isSupportedMedusa(medusa)

/**
 * The versions of Medusa to install.
 * @param {string} peer the range of the package's peer dependency, `^2.17.2`
 * @param {{ oldest?: boolean, all?: boolean, medusa?: string }} wanted medusa: a version or a tag, inside the range or not, or several with commas between
 * @throws when the registry has no such version
 */
export function chooseVersions(peer, { oldest, all, medusa }) {
  const floor = peer.replace(/^\^/, "")
  const last = (range) => {
    const found = published(range).at(-1)
    if (!found) throw new Error(`the registry has no @medusajs/medusa@${range}`)
    return found
  }
  if (medusa) return medusa.split(",").map(last)
  if (oldest) return [last(floor)]
  return all ? [...new Set([last(floor), OF_THE_STARTER, last(peer)])] : [last(peer)]
}
