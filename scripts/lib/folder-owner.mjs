// One run at a time per data folder, and a killed run never blocks the next one.
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { anyGone, npmParents } from "./npm-parents.mjs"
import { startedAt } from "./process-identity.mjs"

/** How long a run may take to end, once it has been told to or its npm has been killed. */
const ENDING_MS = 20_000

/** The marks that this process has set. */
const held = new Map()

/** Writes into every mark of this process that it is on its way out: a next start then waits instead of refusing. */
export function markEnding() {
  for (const [file, mark] of held) fs.writeFileSync(file, JSON.stringify({ ...mark, ending: true }), { mode: 0o600 })
}

/** A data folder that a running process holds. */
class FolderInUseError extends Error {
  constructor(folder, pid) {
    super(`${path.relative(process.cwd(), folder) || folder} is in use by process ${pid}; stop that one first.`)
    this.name = "FolderInUseError"
  }
}

function readOwner(file) {
  try {
    const owner = JSON.parse(fs.readFileSync(file, "utf8"))
    return typeof owner?.pid === "number" ? owner : undefined
  } catch {
    return undefined
  }
}

/**
 * Takes the folder for this process; the mark lies beside it as `<folder>.owner`. The mark of a run that
 * has ended, in whatever way, is replaced; one that is ending, or whose npm was killed, is waited for.
 * @param {string} folder absolute path
 * @returns {Promise<() => void>} gives the folder back
 * @throws {FolderInUseError} when a running process holds it
 */
export async function claimFolder(folder) {
  const file = `${folder}.owner`
  const mine = { pid: process.pid, started: startedAt(process.pid), parents: npmParents() }
  fs.mkdirSync(path.dirname(file), { recursive: true })
  for (let attempt = 0; ; attempt++) {
    try {
      fs.writeFileSync(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 })
      break
    } catch (error) {
      if (error.code !== "EEXIST" || attempt > 3) throw error
      const owner = readOwner(file)
      const holds = () => owner !== undefined && owner.pid !== process.pid && startedAt(owner.pid) === owner.started
      const leaving = () => readOwner(file)?.ending === true || anyGone(owner.parents ?? [])
      if (holds() && leaving()) for (let waited = 0; waited < ENDING_MS && holds(); waited += 100) await sleep(100)
      if (holds()) throw new FolderInUseError(folder, owner.pid)
      fs.rmSync(file, { force: true })
    }
  }
  held.set(file, mine)
  return () => {
    held.delete(file)
    if (readOwner(file)?.pid === process.pid) fs.rmSync(file, { force: true })
  }
}
