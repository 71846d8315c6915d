// Starts programs so that all of them end with us: each in its own process group, ended as a whole.
import { spawn } from "node:child_process"
import fs from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { dieWithParent } from "./die-with-parent.mjs"
import { startedAt } from "./process-identity.mjs"

/** How long a program may take to end by itself before its whole group is killed. */
const GRACE_MS = 8_000
const TAIL_CHARS = 6_000

/** Signals a process group; one that has gone already is no error. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // gone already
  }
}

/**
 * The programs of one run.
 * @param {{ ledger?: string }} [options] ledger: a file that names the running ones, by which the next run
 *   ends what a killed run left behind on a machine without setpriv
 */
export function createChildren({ ledger } = {}) {
  const running = new Set()

  const write = () => {
    if (!ledger) return
    fs.writeFileSync(ledger, JSON.stringify([...running].map(({ pid, started }) => ({ pid, started }))), { mode: 0o600 })
  }

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, log?: string, inherit?: boolean, cwd?: string, keep?: number }} [options]
   *   log: file that gets the output, from empty; inherit: output goes to ours; keep: characters of the output's end
   *   that `tail` (all of it) and `out` (stdout alone) give
   * @returns {{ pid: number, exited: Promise<number>, tail: () => string, out: () => string, hasExited: () => boolean, stop: () => Promise<void> }}
   */
  function start(command, args, { env = process.env, log, inherit = false, cwd, keep: kept = TAIL_CHARS } = {}) {
    const [program, ...rest] = [...dieWithParent("TERM"), command, ...args]
    const child = spawn(program, rest, { env, cwd, detached: true, stdio: inherit ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"] })
    let tail = ""
    let out = ""
    const file = log ? fs.createWriteStream(log) : undefined
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-kept)
      file?.write(chunk)
    }
    child.stdout?.on("data", (chunk) => {
      out = (out + chunk).slice(-kept)
      keep(chunk)
    })
    child.stderr?.on("data", keep)
    const entry = { pid: child.pid ?? 0, started: child.pid ? startedAt(child.pid) : null }
    running.add(entry)
    write()
    let over = false
    const exited = new Promise((resolve) => {
      child.once("error", (error) => {
        keep(`${error.message}\n`)
        resolve(127)
      })
      child.once("close", (code, signal) => resolve(code ?? (signal === "SIGTERM" || signal === "SIGINT" ? 0 : 1)))
    }).then((code) => {
      over = true
      running.delete(entry)
      write()
      file?.end()
      return code
    })
    const stop = async () => {
      if (over || !entry.pid) return
      signalGroup(entry.pid, "SIGTERM")
      const left = await Promise.race([exited.then(() => false), sleep(GRACE_MS, true, { ref: false })])
      if (left) signalGroup(entry.pid, "SIGKILL")
      await exited
    }
    entry.stop = stop
    return { pid: entry.pid, exited, tail: () => tail, out: () => out, hasExited: () => over, stop }
  }

  /** Ends all of them, the youngest first. */
  async function stopAll() {
    for (const entry of [...running].reverse()) await entry.stop()
  }

  /** At once and without waiting: for the second Ctrl-C. */
  function killAll() {
    for (const entry of running) if (entry.pid) signalGroup(entry.pid, "SIGKILL")
  }

  return { start, stopAll, killAll }
}

/** Ends what the ledger of a killed run still names. */
export async function endLeftovers(ledger) {
  let named = []
  try {
    named = JSON.parse(fs.readFileSync(ledger, "utf8"))
  } catch {
    return
  }
  for (const { pid, started } of Array.isArray(named) ? named : []) {
    const isIt = () => started !== null && startedAt(pid) === started
    if (!isIt()) continue
    signalGroup(pid, "SIGTERM")
    for (let i = 0; i < 50 && isIt(); i++) await sleep(100)
    if (isIt()) signalGroup(pid, "SIGKILL")
  }
  fs.rmSync(ledger, { force: true })
}
