import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const ROOT = process.cwd()
const CLI = path.join(ROOT, "node_modules", "@medusajs", "cli", "cli.js")
const BOOT_MS = 180_000

/** A real store in a process of its own, which can be killed. */
export class StoreProcess {
  private child: ChildProcess | undefined
  private output = ""

  constructor(
    readonly url: string,
    private readonly env: NodeJS.ProcessEnv,
    /** The checkout whose code it runs. */
    private readonly root = ROOT
  ) {}

  /** Runs a command of Medusa's to its end. */
  async run(...args: string[]): Promise<void> {
    const child = this.spawn(args)
    const code = await new Promise((resolve) => child.once("exit", resolve))
    if (code !== 0) throw new Error(`medusa ${args.join(" ")} ended with ${String(code)}\n${this.output.slice(-2_000)}`)
  }

  async start(): Promise<void> {
    const child = this.spawn(["start"])
    this.child = child
    const end = Date.now() + BOOT_MS
    while (!(await this.isUp())) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the store did not start\n${this.output.slice(-3_000)}`)
      await sleep(200)
    }
  }

  /** kill -9 of the process and of everything that it started: no handler runs, no connection is closed politely. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child || !this.isRunning) return
    const gone = new Promise((resolve) => child.once("exit", resolve))
    this.signal("SIGKILL")
    await gone
  }

  private signal(name: NodeJS.Signals): void {
    const pid = this.child?.pid
    if (pid !== undefined && this.isRunning) process.kill(-pid, name)
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  /** Stands still, with all that it holds, until `resume`. */
  pause = (): void => this.signal("SIGSTOP")
  resume = (): void => this.signal("SIGCONT")

  /** What it printed last, for a failure's message. */
  tail = (): string => this.output.slice(-4_000)

  private spawn(args: string[]): ChildProcess {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: this.root, env: this.env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
    const keep = (chunk: unknown): void => void (this.output = (this.output + String(chunk)).slice(-20_000))
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    return child
  }

  private async isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health`)).ok
    } catch {
      return false
    }
  }
}
