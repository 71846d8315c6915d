// Whoever gets a stack of ours can open the file and read the line: no server file is minified, and a stack names the
// lines that are there.
import fs from "node:fs"
import path from "node:path"
import { expectThat } from "./checks.mjs"

const NAME = "medusa-payment-aplazame"
const LONGEST_LINE = 500
/** The server's code; that of the admin is minified by the dashboard's bundler anyway. */
const OF_THE_SERVER = /^\.medusa\/server\/src\/(?!admin\/).*\.js$/

/** What goes wrong in which part, and what the line where it does so says. */
const WRONG = [
  { part: "config", path: "config", wrong: "({ withAplazame }) => withAplazame({}, {})", says: "throw new AplazameOptionsError(" },
  { part: "the client", path: "client", wrong: '({ AplazameClient }) => new AplazameClient({ privateKey: "key", sandbox: "yes" })', says: "throw new TypeError(" },
  { part: "the provider", path: "providers/aplazame", wrong: "({ default: provider }) => provider.services[0].validateOptions({})", says: "throw new AplazameOptionsError(" },
  { part: "the emulator", path: "emulator", wrong: "({ startEmulator }) => startEmulator({ port: 99_999_999, quiet: true })", says: "server.listen(" },
]

/** Run by Node in the store. */
const PROVOKE = `const stacks = {}
const begun = [${WRONG.map(({ part, path: name, wrong }) => `[${JSON.stringify(part)}, () => (${wrong})(require("${NAME}/${name}"))]`).join(", ")}]
;(async () => {
  for (const [part, wrong] of begun) {
    try {
      await wrong()
    } catch (error) {
      stacks[part] = error.stack
    }
  }
  process.stdout.write("\\n" + JSON.stringify(stacks), () => process.exit(0))
})()
`

/** Where a frame of a stack is: the first that lies in the package. */
function frameOfOurs(stack, root) {
  for (const line of stack.split("\n")) {
    const [, file, row] = /\(?(\/[^()]+):(\d+):\d+\)?$/.exec(line) ?? []
    if (file?.startsWith(`${root}${path.sep}`)) return { file, row: Number(row) }
  }
  throw new Error(`no line of the package in\n${stack}`)
}

/**
 * @param {string} store folder of the store
 * @param {(args: string[]) => Promise<string>} node runs Node there and gives its output
 */
export async function checkStacks(store, node) {
  const root = fs.realpathSync(path.join(store, "node_modules", NAME))
  const code = fs.readdirSync(root, { recursive: true }).map((file) => file.replaceAll("\\", "/")).filter((file) => OF_THE_SERVER.test(file))
  const linesOf = (file) => fs.readFileSync(file, "utf8").split("\n")
  const long = code.flatMap((file) => linesOf(path.join(root, file)).flatMap((line, index) => (line.length > LONGEST_LINE ? `${file}:${index + 1} (${line.length})` : [])))
  expectThat(long.length === 0, `lines of more than ${LONGEST_LINE} characters: ${long.slice(0, 10).join(", ")}`)

  const file = path.join(store, "provoke-errors.cjs")
  fs.writeFileSync(file, PROVOKE)
  const stacks = JSON.parse((await node([file])).trim().split("\n").at(-1))
  fs.rmSync(file)
  for (const { part, says } of WRONG) {
    expectThat(stacks[part], `nothing went wrong in ${part}`)
    const at = frameOfOurs(stacks[part], root)
    const line = linesOf(at.file)[at.row - 1]
    expectThat(line?.includes(says), `the stack of ${part} names ${path.relative(root, at.file)}:${at.row}, where "${says}" is not: ${line}`)
  }
  return `${code.length} files`
}
