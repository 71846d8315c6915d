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

/** Medusa's locks: a key each, whose value is the holder. */
const NOTES_LOCKS = "redis.call('del','noted') for _,k in ipairs(redis.call('keys','medusa_lock:*')) do redis.call('hset','noted',k,redis.call('get',k)) end return 1"
const DROPS_NOTED = "local n=redis.call('hgetall','noted') for i=1,#n,2 do if redis.call('get',n[i])==n[i+1] then redis.call('del',n[i]) end end return 1"

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

  /** Remembers the locks that are held, when their holder has been killed a moment ago. */
  notesLocks = async (): Promise<void> => void (await this.ask(`EVAL "${NOTES_LOCKS}" 0`))

  /** The time goes by after which Redis forgets a lock that nobody renews: of those noted, what is still held by the same is let go. */
  dropsNotedLocks = async (): Promise<void> => void (await this.ask(`EVAL "${DROPS_NOTED}" 0`))

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** While it reads its file again it says LOADING. */
  private async answersPing(): Promise<void> {
    const answer = await this.ask("PING")
    if (!answer.startsWith("+PONG")) throw new Error(answer)
  }

  private ask(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.write(`${command}\r\n`))
      socket.once("error", reject)
      socket.once("data", (answer) => {
        socket.destroy()
        if (String(answer).startsWith("-")) reject(new Error(String(answer)))
        else resolve(String(answer))
      })
    })
  }
}
