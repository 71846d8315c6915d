import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { DataSource, type EntityManager } from "typeorm"
import { ENTITIES } from "./entities"
import { Mutex } from "./mutex"
import { registerTextFunctions } from "./text-functions"

const SAVE_AFTER_MS = 250

/**
 * The emulator's SQLite, in memory. sql.js has one connection and TypeORM gives every caller the same
 * query runner on it, so two transactions at once would become one: every use goes through one lock.
 * That lock is also what keeps parallel refunds of an order apart. No HTTP call is made while it is held.
 *
 * With a file: read at start; written a moment after the last change, and on close, through a temporary
 * file, so that a kill leaves the old content or the new one. (TypeORM's autoSave rewrites it on each write.)
 */
export class EmulatorDatabase {
  private readonly lock = new Mutex()
  private timer: NodeJS.Timeout | undefined
  private dirty = false

  private constructor(private readonly source: DataSource, private readonly file: string | undefined) {}

  static async open(file?: string): Promise<EmulatorDatabase> {
    const content = file === undefined ? undefined : await readIfThere(file)
    const source = new DataSource({ type: "sqljs", database: content, entities: ENTITIES, synchronize: true, logging: false })
    await source.initialize()
    registerTextFunctions(source)
    return new EmulatorDatabase(source, file)
  }

  /** Runs `work` alone, in a transaction that is rolled back when it throws. */
  async write<T>(work: (db: EntityManager) => Promise<T>): Promise<T> {
    return this.lock.run(async () => {
      const result = await this.source.transaction(work)
      this.markDirty()
      return result
    })
  }

  /** Runs `work` alone, reading only: it never sees another caller's unfinished transaction. */
  async read<T>(work: (db: EntityManager) => Promise<T>): Promise<T> {
    return this.lock.run(() => work(this.source.manager))
  }

  /** Writes the file now, when there is one and something changed. */
  async save(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const { file } = this
    if (file === undefined || !this.dirty) return
    await this.lock.run(async () => {
      this.dirty = false
      const bytes = exportBytes(this.source)
      // sql.js forgets its functions when it exports: it closes and opens the database to do so.
      registerTextFunctions(this.source)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(`${file}.new`, bytes)
      await rename(`${file}.new`, file)
    })
  }

  async close(): Promise<void> {
    await this.save()
    clearTimeout(this.timer)
    await this.lock.run(() => this.source.destroy())
  }

  private markDirty(): void {
    this.dirty = true
    if (this.file === undefined) return
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.save().catch((error: unknown) => {
        process.stderr.write(`aplazame emulator: the data file could not be written: ${error instanceof Error ? error.message : "unknown error"}\n`)
      })
    }, SAVE_AFTER_MS)
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

function exportBytes(source: DataSource): Uint8Array {
  return source.sqljsManager.exportDatabase()
}
