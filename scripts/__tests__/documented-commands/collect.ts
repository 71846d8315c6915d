import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

export const ROOT = join(__dirname, "..", "..", "..")

/** The pages whose commands count. */
const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)]

const FENCE = /^\s*```(\w*)/
const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:(?:npm|npx|node|git|pnpm|yarn) |\.ci\/run$)/
/** `-- --all` or `--all`, which go on with the command before them in their line; `--aplazame-line` is a property of CSS. */
const GOES_ON = /^(?:-- )?--(?!aplazame-)[a-z]/

/**
 * A command as it is compared: without comment, brackets of what may be left out, and dots at its end; versions and
 * other numbers are `N`, since one stands for all.
 */
function normalised(text: string): string {
  const words = text.replace(/(^|\s)#.*$/, "").replace(/[[\]]/g, "").trim().split(/\s+/)
  const general = words.map((word) => (/^\d[\d.:]*$/.test(word) ? "N" : word))
  while (["…", "--"].includes(general.at(-1) ?? "")) general.pop()
  return general.join(" ")
}

/** What stands before the first flag: `npm run demo` of `npm run demo -- --fresh`. */
const base = (command: string): string => command.split(/ (?:-- )?--[a-z]/)[0] ?? command

/** The commands of one line of a shell block. `cd` runs nothing. */
const ofShellLine = (line: string): string[] => normalised(line).split(" && ").filter((command) => command !== "" && !command.startsWith("cd "))

/** The commands of one line of text, in its inline code. A flag without a command before it is given as it is. */
function ofTextLine(line: string): string[] {
  const found: string[] = []
  for (const [, code = ""] of line.matchAll(/`([^`]+)`/g)) {
    const last = found.at(-1)
    if (COMMAND.test(code)) found.push(...ofShellLine(code))
    else if (GOES_ON.test(code)) found.push(last === undefined ? code : normalised(`${base(last)} ${code}`))
  }
  return found
}

/** Every shell command of a Markdown page: the lines of its `sh` and `bash` blocks, and its inline code. */
export function commandsOf(page: string): string[] {
  const found: string[] = []
  let block: string | undefined
  for (const line of page.split("\n")) {
    const fence = FENCE.exec(line)
    if (fence) block = block === undefined ? (fence[1] ?? "") : undefined
    else if (block === undefined) found.push(...ofTextLine(line))
    else if (["sh", "bash"].includes(block)) found.push(...ofShellLine(line))
  }
  return found
}

/** The commands of all pages, each with the pages that name it. */
export function documentedCommands(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const page of PAGES) {
    for (const command of new Set(commandsOf(readFileSync(join(ROOT, page), "utf8")))) found.set(command, [...(found.get(command) ?? []), page])
  }
  return found
}
