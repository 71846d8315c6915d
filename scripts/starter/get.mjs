// Medusa's official starter: from a folder, or from a git address. Nothing of it is ever part of this repository.
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"

/** Where it is published. */
export const STARTER = "https://github.com/medusajs/dtc-starter"
const LEFT_OUT = new Set(["node_modules", ".git", ".next", ".medusa", ".turbo"])
const FETCH_MS = 5 * 60_000

/**
 * @param {string} source a folder with its files, or an address that git clones
 * @param {string} folder where it goes, not there yet
 * @returns {string | undefined} why it is not to be had here
 */
export function getStarter(source, folder) {
  if (fs.existsSync(path.join(source, "package.json"))) {
    fs.cpSync(source, folder, { recursive: true, filter: (file) => !LEFT_OUT.has(path.basename(file)) })
    return undefined
  }
  try {
    execFileSync("git", ["clone", "--quiet", "--depth", "1", source, folder], { stdio: ["ignore", "ignore", "pipe"], timeout: FETCH_MS, env: { ...process.env, GIT_TERMINAL_PROMPT: "0" } })
    return undefined
  } catch (error) {
    return String(error.stderr || error.message).trim().split("\n").at(-1)
  }
}
