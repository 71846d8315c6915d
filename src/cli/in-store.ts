import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { REPORT_FILE } from "../scripts/report"

/** Medusa's own command line program of the store in a folder. */
function medusaCli(folder: string): string {
  const fromStore = createRequire(path.join(folder, "package.json"))
  try {
    return fromStore.resolve("@medusajs/cli/cli.js")
  } catch {
    // strict package managers give a store only what it names itself, and some stores name only the framework
  }
  try {
    return createRequire(fromStore.resolve("@medusajs/framework")).resolve("@medusajs/cli/cli.js")
  } catch {
    throw new Error(`there is no Medusa in ${folder}: run this in the store's folder, where medusa-config is`)
  }
}

/**
 * Runs one of `src/scripts` by `medusa exec`, in the store of the current folder. The script's report alone comes
 * to stdout; what Medusa prints while it loads goes to stderr.
 * @returns the script's exit code; 2 when it did not get as far as a report
 */
export async function runInStore(script: string, args: readonly string[]): Promise<number> {
  const folder = process.cwd()
  const cli = medusaCli(folder)
  const temporary = mkdtempSync(path.join(os.tmpdir(), "aplazame-report-"))
  const reportFile = path.join(temporary, "report")
  // beside this file when built (.js) and in this repository (.ts)
  const scriptFile = path.join(__dirname, "..", "scripts", `${script}${path.extname(__filename)}`)
  const child = spawn(process.execPath, [cli, "exec", scriptFile, "--", ...args], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, [REPORT_FILE]: reportFile, LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" },
  })
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal)
  process.on("SIGINT", passOn)
  process.on("SIGTERM", passOn)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject)
      child.once("exit", resolve)
    })
    if (!existsSync(reportFile)) throw new Error(`${script} could not be run in this store; what Medusa said is above`)
    process.stdout.write(readFileSync(reportFile, "utf8"))
    return code ?? 2
  } finally {
    process.off("SIGINT", passOn)
    process.off("SIGTERM", passOn)
    rmSync(temporary, { recursive: true, force: true })
  }
}
