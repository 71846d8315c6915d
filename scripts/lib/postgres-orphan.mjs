// What a killed run leaves in a data folder: a Postgres that still runs, or only its lock file.
import fs from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { commandOf, isAlive } from "./process-identity.mjs"

/** "fast", then "immediate" shutdown (PostgreSQL manual, Shutting Down the Server), then by force. */
const ENDINGS = [["SIGINT", 8_000], ["SIGQUIT", 3_000], ["SIGKILL", 3_000]]

/**
 * Call only as the owner of the folder (folder-owner.mjs): whoever started that Postgres has ended.
 * Stops it, or removes the lock when its pid is dead or belongs to another program by now, which Postgres
 * itself cannot tell and refuses to start over.
 * @returns {Promise<"none" | "stopped" | "lock-removed">}
 */
export async function endOrphanPostgres(dataDir) {
  const lock = path.join(dataDir, "postmaster.pid")
  if (!fs.existsSync(lock)) return "none"
  const pid = Number(fs.readFileSync(lock, "utf8").split("\n")[0])
  const isOurs = () => pid > 0 && isAlive(pid) && commandOf(pid).includes("postgres") && commandOf(pid).includes(dataDir)
  if (!isOurs()) {
    fs.rmSync(lock, { force: true })
    return "lock-removed"
  }
  for (const [signal, patience] of ENDINGS) {
    try {
      process.kill(pid, signal)
    } catch {
      break
    }
    for (let waited = 0; waited < patience && isOurs(); waited += 50) await sleep(50)
    if (!isOurs()) break
  }
  if (isOurs()) throw new Error(`The Postgres of an earlier run (process ${pid}) cannot be stopped.`)
  fs.rmSync(lock, { force: true })
  return "stopped"
}
