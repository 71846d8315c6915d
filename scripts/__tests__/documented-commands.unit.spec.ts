import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { commandsOf, documentedCommands, ROOT } from "./documented-commands/collect"
import { RUNS } from "./documented-commands/runs"

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8")
const documented = documentedCommands()
const byFile = RUNS.flatMap((run) => ("file" in run ? [run] : []))
const byPerson = RUNS.flatMap((run) => ("person" in run ? [run] : []))

/** What CI starts, by itself or by something that it starts; a spec is started by `npm test`. */
const STARTED = [/^\.ci\/run$/, /^\.github\/workflows\//, /^scripts\/test-install\.mjs$/, /^scripts\/install\//, /\.unit\.spec\.ts$/, /^integration-tests\/browser\//]

describe("the commands of the documents", () => {
  it.each([...documented].map(([command, pages]) => [command, pages.join(", ")]))("%s (%s) says where it is run", (command) => {
    expect(RUNS.filter((run) => run.command === command)).toHaveLength(1)
  })

  it.each(RUNS.map((run) => [run.command]))("%s is in a document", (command) => {
    expect([...documented.keys()]).toContain(command)
  })

  it.each(byFile.map((run) => [run.command, run.file, run.says]))("%s is run by %s", (_command, file, says) => {
    expect(STARTED.some((one) => one.test(file))).toBe(true)
    expect(existsSync(join(ROOT, file))).toBe(true)
    expect(read(file)).toContain(says)
  })

  it("are those of package.json, when they are npm's", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
    const named = [...documented.keys()].flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? [])
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it("that a person runs before a release are listed there, and no other", () => {
    const section = read("docs/development.md").split("\n## ").find((part) => part.startsWith("Before a release\n")) ?? ""
    const listed = new Set(commandsOf(section))
    // the short form of a command that is listed with its flags
    const covered = (command: string): boolean => listed.has(command) || [...listed].some((one) => one.startsWith(`${command} -- `))
    const wanted = byPerson.filter((run) => run.person === "before a release").map((run) => run.command)
    expect(wanted.filter((command) => !covered(command))).toEqual([])
    expect([...listed].filter((command) => !wanted.includes(command))).toEqual([])
  })
})

describe("collecting commands", () => {
  const page = (...lines: string[]): string => lines.join("\n")

  it("takes every line of a shell block, both sides of && and what stands before a comment, and nothing of other blocks", () => {
    expect(commandsOf(page("```sh", "npm ci && npm run demo   # all", "# nothing", "cd x && FOO=1 npm test", "```", "```ts", "npm(1)", "```"))).toEqual(["npm ci", "npm run demo", "FOO=1 npm test"])
  })

  it("takes inline code that is a command, and none that only looks like one", () => {
    expect(commandsOf("Run `npm test`, `.ci/run` or `npx a b`; `npm` is a program, `node_modules/` a folder, `git` too.")).toEqual(["npm test", ".ci/run", "npx a b"])
  })

  it("joins flags to the command before them in the line, and leaves one that has none for the table to miss", () => {
    expect(commandsOf("`npm run x -- --a 1`: `-- --b` and `--c`")).toEqual(["npm run x -- --a N", "npm run x -- --b", "npm run x --c"])
    expect(commandsOf("each with `--help`")).toEqual(["--help"])
  })

  it("makes one of what differs by a number, an optional part or dots", () => {
    expect(commandsOf("`npm run e --port 4010 [--data file] -- …` `npm x --medusa 2.21.1` `npm y a@^4`")).toEqual(["npm run e --port N --data file", "npm x --medusa N", "npm y a@^4"])
  })
})
