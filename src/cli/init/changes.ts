import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, type Dirent } from "node:fs"
import path from "node:path"
import type { ManifestAddition } from "./manifest"

/** Lines that were empty assignments, and what they were. */
export type Filled = Record<string, string>

/** How what was done to a file is taken back. */
type Undo =
  | { kind: "created"; hash: string }
  | { kind: "patch"; patch: string }
  | { kind: "lines"; lines: string[]; filled?: Filled; /** What was put at the end. */ end?: string; hash?: string }
  | { kind: "manifest"; added: ManifestAddition; /** What there was, and what was made of it. */ before?: string; hash?: string }
/**
 * What is to be done to a file. `shown`: what a person may see of it, where that is not the whole difference. `folder`: the
 * first folder that was made for it.
 */
export type Change = { path: string; before: string | undefined; after: string; undo: Undo; shown?: string[]; folder?: string }

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Whether the lines of a text end as Windows ends them, all of them. */
const isOfWindows = (text: string): boolean => text.includes("\r\n") && !/(^|[^\r])\n/.test(text)

const MARK = "\uFEFF"

function bytesOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}

/** A file's text with the line ends of Unix, which every edit here writes, without a byte order mark; undefined where there is no file that can be read. */
export function readText(file: string): string | undefined {
  const text = bytesOf(file)
  return (text !== undefined && isOfWindows(text) ? text.replaceAll("\r\n", "\n") : text)?.replace(MARK, "")
}

/** Writes a text with the line ends and the byte order mark that the file has. */
export function writeText(file: string, text: string): void {
  const there = bytesOf(file) ?? ""
  writeFileSync(file, (there.startsWith(MARK) ? MARK : "") + (isOfWindows(there) ? text.replaceAll("\n", "\r\n") : text))
}

/** What lies in a folder; nothing where nobody may look, as in the data of a database. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

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

  /** Whether something lies in a file's place, be it a folder. */
  isThere(file: string): boolean {
    return this.made.has(file) || existsSync(path.join(this.root, file))
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
        const folder = mkdirSync(path.dirname(full), { recursive: true })
        if (folder !== undefined) change.folder = path.relative(this.root, folder)
        writeText(full, change.after)
      } catch (error) {
        failed.set(change, (error as NodeJS.ErrnoException).code ?? "")
      }
    }
    return failed
  }
}

/** Removes a file. */
export const removeFile = (root: string, file: string): void => rmSync(path.join(root, file), { force: true })
