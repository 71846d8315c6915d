// An embedded PostgreSQL on 127.0.0.1, as root and as a normal user, with nothing installed but node_modules.
import { spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { claimFolder } from "./folder-owner.mjs"
import { freePort } from "./free-port.mjs"
import { pgClient, postgresBinaries } from "./postgres-binaries.mjs"
import { endOrphanPostgres } from "./postgres-orphan.mjs"
import { postgresUser } from "./postgres-user.mjs"

const USERNAME = "postgres"
const START_TRIES = 8
/** Messages that mean "the last one is still ending" (kill -9 a moment ago), or a port taken meanwhile. */
const PASSING = /pre-existing shared memory block|lock file "postmaster.pid" already exists|could not bind/

function chownDeep(folder, uid) {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name)
    if (fs.lstatSync(file).isDirectory()) chownDeep(file, uid)
    else fs.lchownSync(file, uid, uid)
  }
  fs.lchownSync(folder, uid, uid)
}

/** Makes the cluster beside its place and moves it there when whole: a killed initdb leaves nothing half made. */
function initialise(dataDir, passwordFile, user, initdb, fast) {
  const fresh = `${dataDir}.new`
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 })
  fs.writeFileSync(passwordFile, randomBytes(12).toString("hex"), { mode: 0o600 })
  const secret = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "pg-")), "password")
  fs.copyFileSync(passwordFile, secret)
  if (user.owner) for (const file of [fresh, path.dirname(secret), secret]) fs.chownSync(file, user.owner, user.owner)
  const args = ["-D", fresh, "-U", USERNAME, "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  const [program, ...rest] = [...user.prefix, initdb, ...args, ...(fast ? ["--no-sync"] : [])]
  const result = spawnSync(program, rest, { ...user.spawn, env: { ...process.env, LC_ALL: "C" }, encoding: "utf8" })
  fs.rmSync(path.dirname(secret), { recursive: true, force: true })
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`)
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.renameSync(fresh, dataDir)
}

function launch(dataDir, port, user, postgres, fast) {
  const flags = ["-D", dataDir, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200"]
  // `synchronous_commit` stays on: without it a crash of Postgres loses what it had said was written, and a test that crashes it would blame the store.
  if (fast) flags.push("-c", "fsync=off", "-c", "full_page_writes=off")
  const [program, ...rest] = [...user.prefix, postgres, ...flags]
  // its own process group: Ctrl-C in the terminal must reach us alone, Postgres goes last
  const child = spawn(program, rest, { ...user.spawn, detached: true, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, LC_ALL: "C" } })
  let log = ""
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`Postgres ended with ${code}: ${log.trim()}`)))
    child.stderr.on("data", (chunk) => {
      log = (log + chunk).slice(-4_000)
      if (log.includes("ready to accept connections")) resolve(child)
    })
  })
}

/** Tries again while the Postgres of a run that was killed a moment ago is still on its way out. */
async function launchPatiently(dataDir, wantedPort, user, postgres, fast) {
  for (let attempt = 1; ; attempt++) {
    await endOrphanPostgres(dataDir)
    const port = wantedPort || (await freePort())
    try {
      return { child: await launch(dataDir, port, user, postgres, fast), port }
    } catch (error) {
      if (attempt >= START_TRIES || !PASSING.test(error.message)) throw error
      await sleep(500)
    }
  }
}

/**
 * Starts the Postgres of a data folder, making the folder when there is none.
 * @param {{ dataDir: string, port?: number, fast?: boolean }} options fast: no fsync, for throw-away databases
 * @returns {Promise<{ url: (database: string) => string, port: number, username: string, password: string, pid: number, stop: () => Promise<void> }>}
 * @throws {FolderInUseError} when a running process holds the folder
 */
export async function startPostgres({ dataDir, port = 0, fast = false }) {
  const folder = path.resolve(dataDir)
  const { initdb, postgres } = await postgresBinaries()
  const user = postgresUser()
  const release = await claimFolder(folder)
  try {
    const passwordFile = `${folder}.password`
    if (!fs.existsSync(path.join(folder, "PG_VERSION")) || !fs.existsSync(passwordFile)) initialise(folder, passwordFile, user, initdb, fast)
    if (user.owner !== undefined && fs.statSync(folder).uid !== user.owner) chownDeep(folder, user.owner)
    const running = await launchPatiently(folder, port, user, postgres, fast)
    const password = fs.readFileSync(passwordFile, "utf8").trim()
    const stop = async () => {
      const { child } = running
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once("exit", resolve))
        child.kill("SIGINT") // fast shutdown
        const stuck = setTimeout(() => child.kill("SIGQUIT"), 10_000)
        await gone
        clearTimeout(stuck)
      }
      release()
    }
    const url = (database) => `postgres://${USERNAME}:${password}@127.0.0.1:${running.port}/${database}`
    return { url, port: running.port, username: USERNAME, password, pid: running.child.pid, stop }
  } catch (error) {
    release()
    throw error
  }
}

/** Runs one statement on a server, with a connection of its own. */
export async function runSql(url, sql, values = []) {
  const client = new (pgClient())({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql, values)
  } finally {
    await client.end()
  }
}

/** Makes the database when the server has none of that name. */
export async function ensureDatabase(serverUrl, name) {
  const { rowCount } = await runSql(serverUrl, "select 1 from pg_database where datname = $1", [name])
  if (!rowCount) await runSql(serverUrl, `create database "${name.replaceAll('"', '""')}"`)
}
