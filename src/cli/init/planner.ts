import path from "node:path"
import { hashOf, type Change, type Changes } from "./changes"
import type { Morph, Outcome } from "./codemods/source"
import type { Codemod } from "./codemods/storefront"
import { addVariables, givenOtherwise, type Variable } from "./env-file"
import { addToManifest, type ManifestAddition } from "./manifest"

/** What came of a step. `by_hand`: `why` says what is not as expected, and `manual` what to do there. */
export type Done = { path: string; what: string; result: "changed" | "already" | "by_hand"; manual: string; why?: string }
export type Tools = { morph: Morph; patch: (file: string, before: string, after: string) => string }

/** A file that can't be read is one more that is not as expected. */
function tried<Made>(edit: () => Made): Made | undefined {
  try {
    return edit()
  } catch {
    return undefined
  }
}

/** Goes through the places of a project, and notes what is to change. Writes nothing. */
export class Planner {
  readonly done: Done[] = []
  constructor(
    readonly changes: Changes,
    readonly tools: Tools
  ) {}

  /** An edit of the project's code. */
  code(file: string, what: string, manual: string, codemod: Codemod): void {
    const before = this.changes.read(file)
    const outcome: Outcome = before === undefined ? "unexpected" : tried(() => codemod(this.tools.morph, path.basename(file), before)) ?? "unexpected"
    if (before !== undefined && typeof outcome === "object") {
      this.changes.write({ path: file, before, after: outcome.text, undo: { kind: "patch", patch: this.tools.patch(file, before, outcome.text) } })
    }
    this.note(file, what, manual, typeof outcome === "object" ? "changed" : outcome === "already" ? "already" : "by_hand")
  }

  /** A file of ours; one of the shop's in its place is left alone. */
  create(file: string, what: string, manual: string, text: string, mark: string): void {
    const there = this.changes.read(file)
    if (there === undefined) this.changes.write({ path: file, before: undefined, after: text, undo: { kind: "created", hash: hashOf(text) } })
    this.note(file, what, manual, there === undefined ? "changed" : there.includes(mark) ? "already" : "by_hand")
  }

  manifest(file: string, what: string, wanted: ManifestAddition): void {
    const before = this.changes.read(file)
    const made = before === undefined ? undefined : tried(() => addToManifest(before, wanted))
    if (!made) return this.note(file, what, `add to ${file}: ${JSON.stringify(wanted)}`, "by_hand")
    const { text, added } = made
    if (text !== before) this.changes.write({ path: file, before, after: text, undo: { kind: "manifest", added, before, hash: hashOf(text) } })
    this.note(file, what, "", text === before ? "already" : "changed")
  }

  /** A file of the environment: what is in it besides our lines is nobody's business. */
  variables(file: string, variables: readonly Variable[], from?: string): void {
    const before = this.changes.read(file)
    if (before === undefined && this.changes.isThere(file)) return this.note(file, "", `set ${variables.map(({ name }) => name).join(", ")} where the store reads its environment, as in the README`, "by_hand", "it is no file that can be read")
    const start = before ?? (from === undefined ? undefined : this.changes.read(from)) ?? ""
    const { text, added, filled, end } = addVariables(start, variables)
    const change: Change = { path: file, before, after: text, undo: { kind: "lines", lines: added, filled, end, ...(before === undefined ? { hash: hashOf(text) } : {}) }, shown: added }
    if (text !== before) this.changes.write(change)
    const kept = givenOtherwise(start, variables).join(", ")
    const copied = before === undefined && start !== "" ? `, copied from ${path.basename(from ?? "")}` : ""
    this.note(file, `the variables of Aplazame${copied}${kept && ` (as it was: ${kept})`}`, "", text === before ? "already" : "changed")
  }

  note(file: string, what: string, manual: string, result: Done["result"], why?: string): void {
    this.done.push({ path: file, what, manual, result, ...(why ? { why } : {}) })
  }
}
