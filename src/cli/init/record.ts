import { existsSync, rmdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { hashOf, readText, removeFile, writeText, type Change } from "./changes"
import { removeLines } from "./env-file"
import { removeFromManifest } from "./manifest"
import { upwards } from "./workspaces"

/** What `--undo` reads, beside the project's package.json. It holds no value of the environment. */
export const RECORD = ".aplazame-init.json"

type Entry = Pick<Change, "path" | "undo" | "folder">
/** Takes a patch back, or says that it no longer fits: false. */
export type Unpatch = (text: string, patch: string) => string | false

const read = (root: string): Entry[] => {
  const file = path.join(root, RECORD)
  if (!existsSync(file)) return []
  try {
    return (JSON.parse(readText(file) ?? "") as { changes: Entry[] }).changes
  } catch {
    throw new Error(`${RECORD} can't be read: take the changes back by your version control`)
  }
}

/** Adds to the record what was done now. @returns why it could not be written */
export function keepRecord(root: string, changes: readonly Change[]): string | undefined {
  try {
    const all = [...read(root), ...changes.map(({ path: file, undo, folder }) => ({ path: file, undo, folder }))]
    writeFileSync(path.join(root, RECORD), `${JSON.stringify({ about: "npx medusa-payment-aplazame init --undo reads this", changes: all }, null, 2)}\n`)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "nor read"
  }
  return undefined
}

export const hasRecord = (root: string): boolean => read(root).length > 0

/** The folder above that has a record, relative. */
export function recordAbove(root: string): string | undefined {
  const found = upwards(root).find((dir) => dir !== root && existsSync(path.join(dir, RECORD)))
  return found && path.relative(root, found)
}

/** What taking one change back gives: a new text, no file, or a file that somebody has changed since. */
function undone({ undo }: Entry, text: string, unpatch: Unpatch): { text: string } | "gone" | "changed" {
  switch (undo.kind) {
    case "created":
      return hashOf(text) === undo.hash ? "gone" : "changed"
    case "lines":
      return undo.hash === hashOf(text) ? "gone" : { text: removeLines(text, undo.lines, undo.filled, undo.end) }
    case "manifest":
      return { text: undo.before !== undefined && undo.hash === hashOf(text) ? undo.before : removeFromManifest(text, undo.added) }
    case "patch": {
      const before = unpatch(text, undo.patch)
      return before === false ? "changed" : { text: before }
    }
  }
}

/** Takes back what the record names, the last first. @returns files that are as before, and files that somebody has changed since */
export function undoRecord(root: string, unpatch: Unpatch, dryRun: boolean): { undone: string[]; changed: string[] } {
  const result = { undone: [] as string[], changed: [] as string[] }
  const texts = new Map<string, string | undefined>()
  const entries = read(root).reverse()
  for (const entry of entries) {
    const full = path.join(root, entry.path)
    const text = texts.has(entry.path) ? texts.get(entry.path) : readText(full)
    if (text === undefined) continue
    const outcome = undone(entry, text, unpatch)
    if (outcome === "changed") {
      result.changed.push(entry.path)
      continue
    }
    texts.set(entry.path, outcome === "gone" ? undefined : outcome.text)
    if (!result.undone.includes(entry.path)) result.undone.push(entry.path)
  }
  if (dryRun) return result
  for (const [file, text] of texts) {
    if (text === undefined) removeFile(root, file)
    else writeText(path.join(root, file), text)
  }
  for (const { path: file, folder } of entries) if (folder !== undefined) removeEmpty(root, folder, path.dirname(file))
  rmSync(path.join(root, RECORD), { force: true })
  return result
}

/** Removes the folders that were made for a file, as far as nothing is in them now. */
function removeEmpty(root: string, top: string, dir: string): void {
  try {
    rmdirSync(path.join(root, dir))
  } catch {
    return
  }
  if (dir !== top) removeEmpty(root, top, path.dirname(dir))
}
