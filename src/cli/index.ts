#!/usr/bin/env node
import { runEmulator } from "./emulator"
import { runInStore } from "./in-store"
import { readCommand } from "./read-command"

/** Wrong usage, or what was asked for could not be run. What was found is told by 1. */
const TROUBLE = 2

async function main(): Promise<number | undefined> {
  const wish = readCommand(process.argv.slice(2))
  if (wish.kind === "help") {
    process.stdout.write(wish.text)
    return 0
  }
  if (wish.kind === "wrong") {
    process.stderr.write(`medusa-payment-aplazame: ${wish.sentence}\n\n${wish.text}`)
    return TROUBLE
  }
  if (wish.command === "emulator") return runEmulator(wish.args)
  return runInStore(wish.command, wish.args)
}

main()
  .then((code) => {
    if (code !== undefined) process.exitCode = code
  })
  .catch((error: unknown) => {
    process.stderr.write(`medusa-payment-aplazame: ${error instanceof Error ? error.message : "it could not be run"}\n`)
    process.exitCode = TROUBLE
  })
