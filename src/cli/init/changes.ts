import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { ManifestAddition } from "./manifest"

/** How what was done to a file is taken back. */
export type Undo =
  | { kind: "created"; hash: string }
  | { kind: "patch"; patch: string }
  | { kind: "lines"; lines: string[]; hash?: string }
  | { kind: "manifest"; added: ManifestAddition }
/** What is to be done to a file. `shown`: what a person may see of it, where that is not the whole difference. */
export type Change = { path: string; before: string | undefined; after: string; undo: Undo; shown?: string[] }

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** The project's files as they will be: steps read what earlier ones have written, and nothing is on the disk yet. */
export class Changes {
  private readonly made = new Map<string, Change>()
  constructor(private readonly root: string) {}

  /** A file's text with the changes so far; undefined where there is no such file. */
  read(file: string): string | undefined {
    const made = this.made.get(file)
    if (made) return made.after
    const full = path.join(this.root, file)
    return existsSync(full) ? readFileSync(full, "utf8") : undefined
  }

  write(change: Change): void {
    this.made.set(change.path, change)
  }

  all(): Change[] {
    return [...this.made.values()]
  }

  /** Writes all of them. */
  save(): void {
    for (const { path: file, after } of this.all()) {
      const full = path.join(this.root, file)
      mkdirSync(path.dirname(full), { recursive: true })
      writeFileSync(full, after)
    }
  }
}

/** Removes a file, and the folders that it leaves empty are left: a shop may want them. */
export const removeFile = (root: string, file: string): void => rmSync(path.join(root, file), { force: true })
