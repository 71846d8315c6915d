import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const ROOT = join(__dirname, "..", "..")

/** The demo's operator, as its README page says. */
export const ADMIN = { email: "admin@example.com", password: "supersecret" }

/** What the demo tells about itself when it is ready (`ready.json` in its data folder). */
export type RunningDemo = { urls: { storefront: string; store: string; emulator: string } }

/** Names the `ready.json` of a running demo. Given from outside, tests can be tried again and again without a start. */
const READY = "APLAZAME_DEMO_READY"

/** The demo that all browser tests share: jest starts it once before them. */
export function runningDemo(): RunningDemo {
  return JSON.parse(readFileSync(process.env[READY] as string, "utf8")) as RunningDemo
}

let stop: (() => Promise<void>) | undefined

/** Ends what startDemo started. */
export const stopDemo = async (): Promise<void> => stop?.()

/** Starts `npm run demo` with fresh data of its own and on free ports, and waits until it says that it is ready. */
export async function startDemo(timeoutMs: number): Promise<void> {
  if (process.env[READY]) return
  const data = mkdtempSync(join(tmpdir(), "aplazame-browser-demo-"))
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: "", NODE_ENV: "development" }
  // what a jest runner sets for itself is not for the demo
  for (const name of ["DATABASE_URL", "PORT", "TEST_TYPE", "JEST_WORKER_ID", "LOG_LEVEL"]) delete env[name]
  const child = spawn(process.execPath, [join(ROOT, "demo", "start.mjs"), "--data", data, "--any-port"], { env, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM")
      await gone
    }
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await whenReady(child, timeoutMs, (chunk) => (output += chunk))
  } catch (error) {
    await stop()
    throw new Error(`${error instanceof Error ? error.message : "the demo did not start"}\n${output}`)
  }
  process.env[READY] = join(data, "ready.json")
}

function whenReady(child: ChildProcess, timeoutMs: number, keep: (chunk: string) => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the demo was not ready after ${timeoutMs / 1000} s`)), timeoutMs)
    const read = (chunk: Buffer): void => {
      if (!keep(chunk.toString()).includes("Ready in")) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on("data", read)
    child.stderr?.on("data", read)
    child.once("exit", (code) => {
      clearTimeout(timer)
      reject(new Error(`the demo ended with ${code} while starting`))
    })
  })
}
