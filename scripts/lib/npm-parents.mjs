// `npm run x` is npm, then a shell, then us. A kill of npm (and every kill -9) reaches only npm: without a
// look at the parents we would go on, unseen, and hold data folder and ports against the next start.
import fs from "node:fs"
import { execFileSync } from "node:child_process"
import { commandOf, isAlive, startedAt } from "./process-identity.mjs"

const EVERY_MS = 500

function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])
  } catch {
    try {
      return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
    } catch {
      return 0
    }
  }
}

/** @returns {{ pid: number, started: string | null }[]} npm and its shell; none when not started by `npm run` */
export function npmParents() {
  if (!process.env.npm_lifecycle_event) return []
  const parents = [process.ppid]
  if (/^(\/\S*\/)?(ba|da|z)?sh /.test(commandOf(process.ppid))) parents.push(parentOf(process.ppid))
  return parents.filter((pid) => pid > 1).map((pid) => ({ pid, started: startedAt(pid) }))
}

/** Whether one of them has ended, also when nobody has collected its exit yet. */
export const anyGone = (parents) =>
  parents.some(({ pid, started }) => (process.platform === "linux" ? startedAt(pid) !== started : !isAlive(pid)))

/** Calls `onGone` once when npm or its shell has ended. */
export function watchNpm(onGone) {
  const parents = npmParents()
  if (!parents.length) return
  const timer = setInterval(() => {
    if (!anyGone(parents)) return
    clearInterval(timer)
    onGone()
  }, EVERY_MS)
  timer.unref()
}
