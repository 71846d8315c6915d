import path from "node:path"
import { ensureDatabase, startPostgres } from "./postgres.mjs"

/** What Medusa's jest runners read. */
function runnerEnv(url) {
  const { hostname, port, username, password } = new URL(url)
  return {
    // the runners turn TLS on unless the word is "localhost"
    DB_HOST: hostname === "127.0.0.1" ? "localhost" : hostname,
    DB_PORT: port || "5432",
    DB_USERNAME: decodeURIComponent(username),
    DB_PASSWORD: decodeURIComponent(password),
  }
}

/**
 * The database of a run: the one DATABASE_URL names, else an embedded one in `dataDir`.
 * @param {{ dataDir: string, name?: string, fast?: boolean, port?: number, given?: string }} options
 * @returns {Promise<{ url: string, embedded: boolean, pid?: number, port?: number, env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function openDatabase({ dataDir, name = "medusa", fast, port, given = process.env.DATABASE_URL }) {
  if (given) return { url: given, embedded: false, env: { DATABASE_URL: given, ...runnerEnv(given) }, stop: async () => {} }
  const server = await startPostgres({ dataDir: path.resolve(dataDir), fast, port })
  try {
    await ensureDatabase(server.url("postgres"), name)
  } catch (error) {
    await server.stop()
    throw error
  }
  const url = server.url(name)
  return { url, embedded: true, pid: server.pid, port: server.port, env: { DATABASE_URL: url, OWN_POSTGRES: "true", ...runnerEnv(url) }, stop: server.stop }
}
