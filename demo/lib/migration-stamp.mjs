// `medusa db:migrate` takes ten seconds even with nothing to do. The demo's own database remembers what it
// was migrated for and skips it while nothing of that has changed.
import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { ROOT } from "../../scripts/lib/medusa.mjs"

const DECIDES = ["package-lock.json", "medusa-config.ts", "src/modules", "src/links"]

function* files(entry) {
  if (!fs.existsSync(entry)) return
  if (!fs.statSync(entry).isDirectory()) {
    yield entry
    return
  }
  for (const name of fs.readdirSync(entry).sort()) if (name !== "__tests__") yield* files(path.join(entry, name))
}

/** A digest of everything that decides what a migration does. */
export function migrationStamp() {
  const hash = createHash("sha256")
  for (const entry of DECIDES) {
    for (const file of files(path.join(ROOT, entry))) hash.update(path.relative(ROOT, file)).update("\0").update(fs.readFileSync(file)).update("\0")
  }
  return hash.digest("hex")
}
