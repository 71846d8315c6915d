#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { runEmulator } from "./emulator"
import { runInStore } from "./in-store"
import { quietWhenClosed } from "./quiet-pipe"
import { readCommand } from "./read-command"

/** This package's version, which its storefront's package shares. */
function ownVersion(): string {
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const file = path.join(folder, "package.json")
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
  }
  throw new Error("it is not installed whole: there is no package.json above it")
}

/** Wrong usage, or what was asked for could not be run. What was found is told by 1. */
const TROUBLE = 2

async function main(): Promise<number | undefined> {
  const parsed = readCommand(process.argv.slice(2))
  if (parsed.kind === "help") {
    process.stdout.write(parsed.text)
    return 0
  }
  if (parsed.kind === "wrong") {
    process.stderr.write(`medusa-payment-aplazame: ${parsed.sentence}\n\n${parsed.text}`)
    return TROUBLE
  }
  if (parsed.command === "emulator") return runEmulator(parsed.args)
  // The largest of the commands, and seldom asked for: loaded when it is.
  if (parsed.command === "init") return (await import("./init/run.js")).runInit(parsed.args, ownVersion())
  return runInStore(parsed.command, parsed.args)
}

quietWhenClosed(process.stdout)
quietWhenClosed(process.stderr)
main()
  .then((code) => {
    if (code !== undefined) process.exitCode = code
  })
  .catch((error: unknown) => {
    process.stderr.write(`medusa-payment-aplazame: ${error instanceof Error ? error.message : "it could not be run"}\n`)
    process.exitCode = TROUBLE
  })
