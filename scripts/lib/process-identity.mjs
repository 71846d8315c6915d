// Which process is it? A pid alone does not say: after a crash or a container restart the same number
// may belong to something else. The start time together with the pid does.
import { execFileSync } from "node:child_process"
import fs from "node:fs"

/** Asks `ps` where there is no /proc (macOS). Empty when the process or `ps` itself is missing. */
function ps(pid, column) {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()
  } catch {
    return ""
  }
}

/** @returns {boolean} whether some process has this pid now */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/**
 * When the process was started, as a text to compare; null when there is no such process (or it is a zombie).
 * @param {number} pid
 * @returns {string | null}
 */
export function startedAt(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    // the command may hold spaces and brackets, so count the fields after its closing bracket (man 5 proc)
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return fields[0] === "Z" ? null : fields[19]
  } catch {
    return ps(pid, "lstart") || null
  }
}

/** The command line of a process, empty when it cannot be read. */
export function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
  } catch {
    return ps(pid, "command")
  }
}
