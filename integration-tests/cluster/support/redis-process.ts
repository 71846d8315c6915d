import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { eventually } from "../../support/eventually"
import { freePort } from "../../support/free-port"

/** As docs/production.md has it: nothing is evicted, and what was written outlasts a restart. */
const SETTINGS = ["--maxmemory-policy", "noeviction", "--appendonly", "yes", "--save", ""]
/** The server ends by kill -9 when our end of the pipe is gone: also when we are killed. */
const UNTIL_THE_PIPE_ENDS = '"$0" "$@" & read -r _; kill -9 $!; wait'

/** A real redis-server with a folder of its own. */
export class RedisProcess {
  private child: ChildProcess | undefined
  private readonly folder = mkdtempSync(path.join(tmpdir(), "aplazame-redis-"))

  private constructor(private readonly port: number) {}

  static async open(): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort())
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const program = process.env.REDIS_SERVER
    if (!program) throw new Error("REDIS_SERVER names no redis-server")
    const args = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.folder, ...SETTINGS]
    this.child = spawn("sh", ["-c", UNTIL_THE_PIPE_ENDS, program, ...args], { stdio: ["pipe", "ignore", "inherit"] })
    await eventually(() => this.answersPing())
  }

  /** kill -9: what it has not written is lost. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once("exit", resolve))
    child.stdin?.end()
    await gone
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private answersPing(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.write("PING\r\n"))
      socket.once("error", reject)
      socket.once("data", (answer) => {
        socket.destroy()
        // While it reads its file again it says LOADING.
        if (String(answer).startsWith("+PONG")) resolve()
        else reject(new Error(String(answer)))
      })
    })
  }
}
