// What a run of tests has of its own: children, a temporary folder with a Postgres in it when it asks for one, and an
// end that leaves nothing of them behind.
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { createChildren } from "./children.mjs"
import { openDatabase } from "./database.mjs"
import { endWith } from "./ending.mjs"

/** `open` starts the database at its first call and gives the same one afterwards; `end` is the way out of the run; `temporary` is the folder. */
export function ownPostgres(name) {
  const children = createChildren()
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), `aplazame-${name}-`))
  fs.chmodSync(temporary, 0o755)
  let database
  const open = async ({ given } = {}) => (database ??= await openDatabase({ dataDir: path.join(temporary, "postgres"), fast: true, given }))
  const { end } = endWith(
    async () => {
      await children.stopAll()
      await database?.stop()
      fs.rmSync(temporary, { recursive: true, force: true })
    },
    { force: children.killAll }
  )
  return { children, open, end, temporary }
}
