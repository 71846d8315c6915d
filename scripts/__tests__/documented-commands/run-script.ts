import { execFile, spawn, type ChildProcess } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "./collect"

const PATIENCE_MS = 20_000

/** The file behind `npm run NAME`. */
export function script(name: string): string {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> }
  const [, file] = /^node (\S+\.mjs)$/.exec(scripts[name] ?? "") ?? []
  if (file === undefined) throw new Error(`npm run ${name} is no script of this repository`)
  return join(ROOT, file)
}

const environment = (more: Record<string, string>): NodeJS.ProcessEnv => ({ ...process.env, NODE_OPTIONS: "", ...more })

export type Ended = { code: number; out: string; errors: string }

/** Runs `npm run NAME -- ARGS` to its end, without npm. */
export function runScript(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script(name), ...args], { cwd: ROOT, env: environment(env), timeout: PATIENCE_MS }, (_error, out, errors) =>
      resolve({ code: child.exitCode ?? -1, out, errors })
    )
  })
}

/** Starts a script's file that goes on running; gives it with its first line, and how to end it. */
export async function startScript(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<{ line: string; end: () => Promise<number | null> }> {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], { cwd: ROOT, env: environment(env), stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const line = await new Promise<string>((resolve, reject) => {
    let out = ""
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes("\n")) resolve(out.slice(0, out.indexOf("\n")))
    })
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)))
  })
  return {
    line,
    end: () => {
      child.kill("SIGTERM")
      return ended
    },
  }
}
