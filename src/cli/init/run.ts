import { createInterface } from "node:readline/promises"
import path from "node:path"
import { unsupportedMedusa } from "../../config/supported-medusa"
import { readInitArgs, type InitArgs } from "./args"
import type { Change } from "./changes"
import { install, installsOf } from "./install"
import { nextSteps } from "./next-steps"
import { planInit } from "./plan"
import type { Done } from "./planner"
import { surveyProject, type Backend, type Project } from "./project"
import { hasRecord, keepRecord, RECORD, recordAbove, undoRecord } from "./record"
import { loadTools } from "./tools"
import type { Version } from "./versions"

/** Exit codes: all is done; places are left for a person; nothing was done. */
const DONE = 0
const BY_HAND = 1
const NOTHING = 2

export type Talk = {
  say: (text: string) => void
  /** Asks yes or no; undefined where nobody can answer. */
  ask?: (question: string) => Promise<boolean>
}

const terminal = (): Talk => ({
  say: (text) => void process.stdout.write(`${text}\n`),
  ...(process.stdin.isTTY ? { ask: askAtTerminal } : {}),
})

async function askAtTerminal(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^(y|yes|s|si|sí)$/i.test((await reader.question(`${question} [y/N] `)).trim())
  } finally {
    reader.close()
  }
}

/** `init`, in the current folder. @returns the exit code */
export async function runInit(args: readonly string[], version: string, root: string = process.cwd(), talk: Talk = terminal()): Promise<number> {
  const options = readInitArgs(args)
  const project = surveyProject(root, options)
  const { morph, diff, end } = loadTools(root)
  try {
    if (options.undo) return await undo(project, options, talk, (text, patch) => diff.applyPatch(text, diff.reversePatch(diff.parsePatch(patch))[0] ?? "", { fuzzFactor: 2 }))
    const patch = (file: string, before: string, after: string): string => diff.createTwoFilesPatch(file, file, before, after, "", "", { headerOptions: diff.FILE_HEADERS_ONLY })
    return await apply(project, options, talk, planInit(project, options, version, { morph, patch }))
  } finally {
    end()
  }
}

/** What is to be said against a Medusa: of a range, only where no version of it is supported. */
function faultOf({ shown, newest }: Version): string | undefined {
  if (!newest || newest[0] === Infinity) return undefined
  const version = newest.map((one) => Math.min(one, 9_999)).join(".")
  return unsupportedMedusa(version)?.replace(version, shown)
}

/** What a person sees of a change. */
export const shownChange = ({ path: file, before, after, undo, shown }: Change, patch: (file: string, before: string, after: string) => string): string => {
  if (shown) return [`--- ${file}`, ...shown.map((line) => `+${line}`)].join("\n")
  if (undo.kind === "patch") return undo.patch.trimEnd()
  return patch(file, before ?? "", after).trimEnd()
}

async function apply(project: Project, options: InitArgs, { say, ask }: Talk, plan: ReturnType<typeof planInit>): Promise<number> {
  const { backend, storefront } = project
  say(["Aplazame init", `  backend     ${backend.dir || "."}, Medusa ${backend.medusa.shown}, ${backend.packages.manager.name}`, `  storefront  ${storefront ? `${storefront.dir || "."}, Next.js ${storefront.next.shown}, ${storefront.packages.manager.name}` : noneOf(backend)}`].join("\n"))
  const unsupported = faultOf(backend.medusa)
  if (unsupported) {
    say(`\n${unsupported} Nothing was changed.`)
    return NOTHING
  }
  const changes = plan.changes.all()
  for (const change of changes) say(`\n${shownChange(change, (file, before, after) => [`--- ${file}`, ...(before === "" ? [] : ["(changed)"]), ...after.split("\n").slice(0, -1).map((line) => `+${line}`)].join("\n"))}`)
  say(`\n${plan.done.map(line).join("\n")}`)
  const left = plan.done.filter(({ result }) => result === "by_hand")
  if (changes.length === 0) {
    say("\nNothing to change.")
    return left.length > 0 ? BY_HAND : DONE
  }
  if (options.dryRun) {
    say("\nNothing was written: --dry-run.")
    return left.length > 0 ? BY_HAND : DONE
  }
  if (!options.yes && !(await ask?.("\nWrite these changes?"))) {
    say(ask ? "Nothing was written." : "\nNothing was written: nobody can be asked here. Run it with --yes.")
    return NOTHING
  }
  const unwritten = plan.changes.save()
  const written = changes.filter((change) => !unwritten.has(change))
  const unkept = written.length > 0 ? keepRecord(project.root, written) : undefined
  if (unkept !== undefined) say(`! ${RECORD}: it could not be written (${unkept}). By hand: --undo can't take this back, your version control can`)
  for (const [{ path: file }, why] of unwritten) say(`! ${file}: it could not be written (${why}). By hand: the change above`)
  if (written.length === 0) {
    say("\nNothing was written.")
    return NOTHING
  }
  const failed = options.install ? install(project) : installsOf(project)
  say(`\nWritten. ${nextSteps(project, options, failed)}`)
  return left.length + unwritten.size > 0 || unkept !== undefined || (options.install && failed.length > 0) ? BY_HAND : DONE
}

/** In a package of a workspace the others are not looked at. */
const noneOf = ({ packages: { dir } }: Backend): string => (dir.startsWith("..") ? `none in this folder. To look for one in the whole workspace, run this in ${dir}` : "none")

const MARK: Record<Done["result"], string> = { changed: "✔", already: "·", by_hand: "!" }
function line({ path: file, what, result, manual, why = "not as expected" }: Done): string {
  if (result === "by_hand") return `${MARK[result]} ${file}: ${why}. By hand: ${manual}`
  return `${MARK[result]} ${file}: ${what}${result === "already" ? ", is there already" : ""}`
}

async function undo(project: Project, options: InitArgs, { say, ask }: Talk, unpatch: (text: string, patch: string) => string | false): Promise<number> {
  const { root } = project
  if (!hasRecord(root)) {
    const above = recordAbove(root)
    say(`There is nothing to undo here.${above ? ` Run this in ${above}, where init was run.` : ""}`)
    return DONE
  }
  const expected = undoRecord(root, unpatch, true)
  const told = (result: typeof expected): string => [...result.undone.map((file) => `✔ ${file}: as before`), ...result.changed.map((file) => `! ${file}: changed since, by hand: take Aplazame's lines out`)].join("\n")
  say(told(expected))
  if (options.dryRun) return DONE
  if (!options.yes && !(await ask?.("\nTake these back?"))) {
    say(ask ? "Nothing was written." : "\nNothing was written: nobody can be asked here. Run it with --yes.")
    return NOTHING
  }
  undoRecord(root, unpatch, false)
  const failed = options.install ? install(project) : installsOf(project)
  if (failed.length > 0) say(failed.map(({ manager, dir }) => `In ${path.join(root, dir)}: ${manager.name} install`).join("\n"))
  return expected.changed.length > 0 ? BY_HAND : DONE
}
