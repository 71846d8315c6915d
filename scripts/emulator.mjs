#!/usr/bin/env node
// npm run emulator -- [--port 4010] [--data FILE]: the Aplazame emulator alone, from its TypeScript.
import { spawn } from "node:child_process"
import { dieWithParent } from "./lib/die-with-parent.mjs"
import { typescript } from "./lib/medusa.mjs"
import { watchNpm } from "./lib/npm-parents.mjs"

const [program, ...args] = [...dieWithParent("TERM"), process.execPath, ...typescript("src/emulator/cli.ts"), ...process.argv.slice(2)]
const child = spawn(program, args, { stdio: "inherit", detached: true })
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal))
watchNpm(() => child.kill("SIGTERM"))
child.once("error", (error) => {
  console.error(error.message)
  process.exit(1)
})
child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)))
