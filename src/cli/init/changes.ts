import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { Filled } from "./env-file"
import type { ManifestAddition } from "./manifest"

/** How what was done to a file is taken back. */
export type Undo =
  | { kind: "created"; hash: string }
  | { kind: "patch"; patch: string }
  | { kind: "lines"; lines: string[]; filled?: Filled; hash?: string }
  | { kind: "manifest"; added: ManifestAddition }
/** What is to be done to a file. `shown`: what a person may see of it, where that is not the whole difference. */
export type Change = { path: string; before: string | undefined; after: string; undo: Undo; shown?: string[] }

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Whether the lines of a text end as Windows ends them, all of them. */
const isOfWindows = (text: string): boolean => text.includes("\r\n") && !/(^|[^\r])\n/.test(text)

/** A file's text with the line ends of Unix, which every edit here writes; undefined where there is no such file. */
export function readText(file: string): string | undefined {
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined
  return text !== undefined && isOfWindows(text) ? text.replaceAll("\r\n", "\n") : text
}

/** Writes a text with the line ends that the file has. */
export const writeText = (file: string, text: string): void => writeFileSync(file, existsSync(file) && isOfWindows(readFileSync(file, "utf8")) ? text.replaceAll("\n", "\r\n") : text)

/** The project's files as they will be: steps read what earlier ones have written, and nothing is on the disk yet. */
export class Changes {
  private readonly made = new Map<string, Change>()
  constructor(private readonly root: string) {}

  /** A file's text with the changes so far; undefined where there is no such file. */
  read(file: string): string | undefined {
    const made = this.made.get(file)
    if (made) return made.after
    return readText(path.join(this.root, file))
  }

  write(change: Change): void {
    this.made.set(change.path, change)
  }

  all(): Change[] {
    return [...this.made.values()]
  }

  /** Writes them. @returns those that could not be written, and why */
  save(): Map<Change, string> {
    const failed = new Map<Change, string>()
    for (const change of this.all()) {
      const full = path.join(this.root, change.path)
      try {
        mkdirSync(path.dirname(full), { recursive: true })
        writeText(full, change.after)
      } catch (error) {
        failed.set(change, (error as NodeJS.ErrnoException).code ?? "")
      }
    }
    return failed
  }
}

/** Removes a file, and the folders that it leaves empty are left: a shop may want them. */
export const removeFile = (root: string, file: string): void => rmSync(path.join(root, file), { force: true })
