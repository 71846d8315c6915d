import { missingForEmulator } from "../emulator"
import { scriptArgs } from "../../scripts/script-args"
import { readSupportBundleArgs } from "../../scripts/support-bundle-args"
import { readCommand } from "../read-command"
import { USAGE } from "../usage"

describe("the package's command line", () => {
  it.each(["emulator", "doctor", "reconcile", "health"] as const)("explains %s, with its options, to who asks for --help", (command) => {
    for (const flag of ["--help", "-h"]) expect(readCommand([command, flag])).toEqual({ kind: "help", text: USAGE[command] })
    expect(USAGE[command]).toContain("--json")
    expect(USAGE.all).toContain(`\n  ${command} `)
  })

  it("explains support-bundle, and refuses an order that is no id", () => {
    expect(readCommand(["support-bundle", "--help"])).toEqual({ kind: "help", text: USAGE["support-bundle"] })
    const args = ["--order", "order_01KAMX80", "--out", "bundle.json"]
    expect(readCommand(["support-bundle", ...args])).toEqual({ kind: "run", command: "support-bundle", args })
    expect(readSupportBundleArgs([], new Date("2026-11-27T10:00:00Z"))).toEqual({ order: null, out: "aplazame-support-20261127T100000.json" })
    for (const wrong of [["--order", "#1001"], ["--out", ""], ["--file", "x"]]) expect(readCommand(["support-bundle", ...wrong]).kind).toBe("wrong")
  })

  it("explains itself", () => {
    for (const argv of [["--help"], ["-h"], ["help"]]) expect(readCommand(argv)).toEqual({ kind: "help", text: USAGE.all })
  })

  it.each([
    [[], "a command is missing"],
    [["all"], 'no command "all"'],
    [["doctr"], 'no command "doctr"'],
    [["doctor", "--jsn"], "--jsn"],
    [["doctor", "now"], "now"],
    [["reconcile", "--from", "yesterday"], "--from is not a date"],
    [["reconcile", "--from", "2026-11-20", "--to", "2026-11-19"], "--from must be before --to"],
    [["reconcile", "--dry"], "--dry"],
    [["emulator", "--port", "http"], "--port must be a number"],
  ])("refuses %j before it starts anything", (argv, sentence) => {
    expect(readCommand(argv)).toMatchObject({ kind: "wrong", sentence: expect.stringContaining(sentence) })
  })

  it("hands a command its arguments", () => {
    const args = ["--dry-run", "--from", "2026-11-01", "--json"]
    expect(readCommand(["reconcile", ...args])).toEqual({ kind: "run", command: "reconcile", args })
  })

  it("says in one sentence what the emulator lacks and how to install it", () => {
    const without = (missing: string[]) => missingForEmulator((name) => {
      if (missing.includes(name)) throw new Error(`Cannot find module '${name}'`)
    })
    expect(without([])).toBeUndefined()
    expect(without(["typeorm", "sql.js"])).toBe("the emulator needs packages that are not installed: npm install --save-dev typeorm@^1.1.1 sql.js@^1.13.0")
  })

  it("takes a script's arguments from behind the --, which Medusa's parser swallows", () => {
    expect(scriptArgs([], ["node", "medusa", "exec", "reconcile.js", "--", "--dry-run", "--json"])).toEqual(["--dry-run", "--json"])
    expect(scriptArgs(["--dry-run"], ["node", "medusa", "exec", "reconcile.js", "--dry-run"])).toEqual(["--dry-run"])
    expect(scriptArgs([], ["node", "medusa", "exec", "reconcile.js"])).toEqual([])
  })
})
