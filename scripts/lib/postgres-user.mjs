import { dieWithParent, prefixWorks } from "./die-with-parent.mjs"

/** uid and gid of nobody on Linux. */
const NOBODY = 65534

/**
 * How a Postgres program is run here. Postgres refuses uid 0, so root needs a way round, best first:
 *  1. a user namespace in which we are nobody: files stay root's, every path works;
 *  2. (containers forbid namespaces) really nobody, keeping the right to open any path: a checkout below
 *     /root works too; the data folder then belongs to nobody;
 *  3. (no util-linux) nobody through Node: only in a checkout that everybody may read.
 * @returns {{ prefix: string[], spawn: { uid?: number, gid?: number }, owner: number | undefined }}
 *   owner: the uid that the data folder must belong to
 */
export function postgresUser() {
  const die = dieWithParent("INT")
  if (process.getuid?.() !== 0) return { prefix: die, spawn: {}, owner: undefined }
  // setpriv last: a change of credentials forgets the parent-death signal (man 2 prctl)
  const namespace = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, ...die]
  if (prefixWorks(namespace)) return { prefix: namespace, spawn: {}, owner: 0 }
  const caps = "-all,+dac_override"
  const setuid = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", `--inh-caps=${caps}`, `--ambient-caps=${caps}`, ...die]
  if (prefixWorks(setuid)) return { prefix: setuid, spawn: {}, owner: NOBODY }
  return { prefix: die, spawn: { uid: NOBODY, gid: NOBODY }, owner: NOBODY }
}
