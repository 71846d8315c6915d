import { execFile, spawn, type ChildProcess } from "node:child_process"
import { join } from "node:path"

const LIB = join(__dirname, "..", "lib")

/** The scripts are ES modules, which jest's CommonJS cannot load: a Node of their own runs them. */
const args = (code: string): string[] => ["--input-type=module", "-e", code.replaceAll("LIB/", `${LIB}/`)]

/** Runs code in which `LIB/` stands for `scripts/lib/`, and gives what it wrote as JSON to stdout. */
export function runModule<T>(code: string): Promise<T> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args(code), { env: { ...process.env, NODE_OPTIONS: "" } }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr || error.message))
      else resolve(JSON.parse(stdout) as T)
    })
  })
}

/** Starts such code and waits for its first line. */
export function startModule(code: string): Promise<{ child: ChildProcess; line: string; gone: Promise<void> }> {
  const child = spawn(process.execPath, args(code), { env: { ...process.env, NODE_OPTIONS: "" }, stdio: ["ignore", "pipe", "pipe"] })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  return new Promise((resolve, reject) => {
    let output = ""
    let errors = ""
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()))
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      const end = output.indexOf("\n")
      if (end >= 0) resolve({ child, line: output.slice(0, end), gone })
    })
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${errors}`)))
  })
}
