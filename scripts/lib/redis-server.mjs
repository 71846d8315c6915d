import fs from "node:fs"
import path from "node:path"

const isProgram = (file) => {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}

/**
 * The redis-server of this machine: the one that REDIS_SERVER names, else that of PATH.
 * @returns {{ program: string } | { missing: string }} missing: one sentence that says what to do
 */
export function redisServer({ REDIS_SERVER: named, PATH = "" } = process.env) {
  if (named) return isProgram(named) ? { program: named } : { missing: `REDIS_SERVER names no program: ${named}` }
  const found = PATH.split(path.delimiter).filter(Boolean).map((folder) => path.join(folder, "redis-server")).find(isProgram)
  return found ? { program: found } : { missing: "there is no redis-server in PATH; install one (Debian: redis-server), or name it in REDIS_SERVER" }
}
