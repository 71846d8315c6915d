import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { USAGE } from "../../src/cli/usage"
import { documentedCommands } from "./documented-commands/collect"
import { runScript, script, startScript } from "./documented-commands/run-script"

const documented = [...documentedCommands().keys()]
/** Every flag of `npm run NAME -- FLAGS`, by the script, with a number in the place of each N. */
const withFlags = new Map<string, string[]>()
for (const command of documented) {
  const [, name, flags] = /^npm run (\S+) -- (.+)$/.exec(command) ?? []
  if (name && flags) withFlags.set(name, [...(withFlags.get(name) ?? []), ...flags.split(" ").map((word) => (word === "N" ? "1" : word))])
}

describe("the flags that the documents name", () => {
  it.each([...withFlags])("are known to npm run %s: %j", async (name, flags) => {
    // the first flag that a script does not know ends it before it does anything
    const { code, out, errors } = await runScript(name, [...flags, "--no-such-flag"])
    expect(code).toBeGreaterThan(0)
    expect(/Unknown option '([^']+)'/.exec(`${errors}${out}`)?.[1]).toBe("--no-such-flag")
  })

  it("are known to the package's own commands", () => {
    const named = documented.flatMap((command) => {
      const [, name = "", rest = ""] = /^npx medusa-payment-aplazame (\S+)(.*)$/.exec(command) ?? []
      const commands = name === "<command>" ? (["doctor", "reconcile", "emulator"] as const) : (["doctor", "reconcile", "emulator"] as const).filter((one) => one === name)
      return commands.flatMap((one) => (rest.match(/--[a-z-]+/g) ?? []).map((flag) => ({ command: one, flag })))
    })
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter(({ command, flag }) => !USAGE[command].includes(`\n  ${flag} `))).toEqual([])
  })
})

describe("the scripts of this repository", () => {
  it("npm run emulator starts one, keeps what it has in a file, and ends with the signal", async () => {
    const folder = mkdtempSync(join(tmpdir(), "aplazame-command-lines-"))
    const data = join(folder, "orders.sqlite")
    const { line, end } = await startScript(script("emulator"), ["--port", "0", "--host", "127.0.0.1", "--data", data, "--json"], { APLAZAME_PRIVATE_KEY: "", APLAZAME_PUBLIC_KEY: "" })
    try {
      const { url, page, private_key } = JSON.parse(line) as { url: string; page: string; private_key: string }
      expect({ page, demoKey: private_key.length > 0 }).toEqual({ page: `${url}/_emulator`, demoKey: true })
      expect((await fetch(page)).status).toBe(200)
      expect((await fetch(`${url}/_emulator/seed-campaigns`, { method: "POST" })).ok).toBe(true)
      expect(await end()).toBe(0)
      expect(existsSync(data)).toBe(true)
    } finally {
      await end()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it("npm run demo explains itself, and refuses what it does not know with the same words", async () => {
    const help = await runScript("demo", ["--help"])
    expect(help).toMatchObject({ code: 0, errors: "" })
    for (const flag of ["--scripted", "--fresh"]) expect(help.out).toContain(`\n  ${flag} `)
    const refused = await runScript("demo", ["--frsh"])
    expect(refused).toMatchObject({ code: 2, out: "", errors: expect.stringContaining(help.out.trim()) })
  })

  it.each(["bench", "test:faults", "test:install", "installed", "openapi", "size", "images", "test:conformance"])("npm run %s explains itself, and refuses what it does not know with the same words", async (name) => {
    const help = await runScript(name, ["--help"])
    expect(help).toMatchObject({ code: 0, errors: "", out: expect.stringContaining(`npm run ${name} [-- options]`) })
    const refused = await runScript(name, ["--such"])
    expect(refused).toMatchObject({ code: 2, out: "", errors: expect.stringContaining(help.out.trim()) })
    expect(refused.errors).not.toContain("    at ")
  })

  it.each([
    ["bench", ["--only", "nothing"], "--only must be of calls, checkout, confirmation, telemetry, hooks, outage, history, resume, reconcile, lists, figures, boot, not nothing\n"],
    ["bench", ["--rounds", "0"], "--rounds must be a whole number above zero\n"],
    ["test:faults", ["--only", "nothing"], "--only must be one of schedules, purchases, notifications, kill, mutation, reconcile, not nothing\n"],
    ["test:faults", ["--only", "kill", "--cluster"], "--only must be one of cluster-schedules, machines, versions, not kill\n"],
    ["test:faults", ["--runs", "many"], "--runs must be a whole number above zero\n"],
  ])("npm run %s refuses %j in one sentence before it starts anything", async (name, args, sentence) => {
    expect(await runScript(name, args)).toEqual({ code: 2, out: "", errors: sentence })
  })

  it("npm run test:conformance -- --live says that it has no key, and asks nothing", async () => {
    const env = { APLAZAME_PRIVATE_KEY: "", APLAZAME_API_BASE_URL: "http://127.0.0.1:9" }
    expect(await runScript("test:conformance", ["--live"], env)).toEqual({ code: 0, out: "APLAZAME_PRIVATE_KEY is not set: nothing was asked.\n", errors: "" })
  })

  it("npm run store refuses a wrong variable in one sentence before it starts anything", async () => {
    const env = { APLAZAME_PRIVATE_KEY: "key", APLAZAME_PUBLIC_KEY: "public", PORT: "http" }
    expect(await runScript("store", [], env)).toEqual({ code: 1, out: "", errors: "Environment variable PORT must be a port number.\n" })
  })
})
