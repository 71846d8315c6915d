import type { DataSource } from "typeorm"
import { localTime } from "../clock"

interface SqlJsDatabase {
  create_function(name: string, body: (...args: never[]) => unknown): unknown
}

const compiled = new Map<string, RegExp>()

/**
 * Text functions that SQLite lacks, so that every lookup runs inside the database:
 * `apz_fold(text)` lower-cases all of Unicode (SQLite's own lower() knows ASCII only),
 * `apz_regex(pattern, flags, text)` is 1 or 0,
 * `apz_local(instant, zone)` is the instant as that zone's clocks show it. All give null for null.
 */
export function registerTextFunctions(source: DataSource): void {
  const driver: object = source.driver
  if (!("databaseConnection" in driver) || !isSqlJs(driver.databaseConnection)) throw new Error("the emulator's database is not sql.js")
  driver.databaseConnection.create_function("apz_fold", (value: unknown) => (value === null ? null : String(value).toLowerCase()))
  driver.databaseConnection.create_function("apz_regex", (pattern: string, flags: string, value: unknown) =>
    value === null ? null : Number(regex(pattern, flags).test(String(value))))
  driver.databaseConnection.create_function("apz_local", (value: unknown, zone: string) => (value === null ? null : localTime(String(value), zone)))
}

function regex(pattern: string, flags: string): RegExp {
  const key = `${flags}/${pattern}`
  const known = compiled.get(key)
  if (known) return known
  if (compiled.size > 200) compiled.clear()
  const made = new RegExp(pattern, flags)
  compiled.set(key, made)
  return made
}

function isSqlJs(value: unknown): value is SqlJsDatabase {
  return typeof value === "object" && value !== null && "create_function" in value
}
