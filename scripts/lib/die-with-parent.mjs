import { spawnSync } from "node:child_process"

/** Whether a command line prefix works here, tried once with `true`. */
export const prefixWorks = (prefix) => spawnSync(prefix[0], [...prefix.slice(1), "true"], { stdio: "ignore" }).status === 0

const known = new Map()

/**
 * A prefix that has Linux send `signal` to the command when this process ends, even by kill -9
 * (prctl PR_SET_PDEATHSIG through util-linux' setpriv). Empty where there is no setpriv: there the next
 * start cleans up (folder-owner.mjs, children.mjs).
 * @param {string} signal without SIG
 * @returns {string[]}
 */
export function dieWithParent(signal) {
  if (process.platform !== "linux") return []
  if (!known.has(signal)) {
    const prefix = ["setpriv", "--pdeathsig", signal]
    known.set(signal, prefixWorks(prefix) ? prefix : [])
  }
  return known.get(signal)
}
