import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const ROOT = process.cwd()
const MIGRATIONS = "src/modules/aplazame/migrations"

/** The code as it was before the newest migration, of the repository's own history, with this checkout's packages. */
export function checkoutBeforeTheLastMigration(): { root: string; lacks: string; remove: () => void } {
  const git = (...args: string[]): Buffer => execFileSync("git", args, { cwd: ROOT, maxBuffer: 2 ** 28 })
  const newest = readdirSync(path.join(ROOT, MIGRATIONS)).filter((name) => /^Migration\d+\.ts$/.test(name)).sort().at(-1)!
  const added = git("log", "--diff-filter=A", "--format=%H", "--", `${MIGRATIONS}/${newest}`).toString().trim().split("\n").at(-1)
  if (!added) throw new Error(`the history does not say when ${newest} came: a checkout with its whole history is needed`)
  const root = mkdtempSync(path.join(tmpdir(), "aplazame-older-"))
  execFileSync("tar", ["-x", "-C", root], { input: git("archive", `${added}^`), maxBuffer: 2 ** 28 })
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"))
  return { root, lacks: newest, remove: () => rmSync(root, { recursive: true, force: true }) }
}
