import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const MODULE = path.join(__dirname, "..")

type Model = { parse: () => { tableName: string; schema: Record<string, unknown> } }
type Snapshot = { tables: { name: string; columns: Record<string, unknown> }[] }

const models = readdirSync(path.join(MODULE, "models")).map((file) => (jest.requireActual(path.join(MODULE, "models", file)) as { default: Model }).default)
const { tables } = JSON.parse(readFileSync(path.join(MODULE, "migrations", ".snapshot-medusa-aplazame.json"), "utf8")) as Snapshot

/** Of a relation the table has the other row's id, or nothing. */
const RELATIONS = ["aplazame_order", "operations"]

describe("the snapshot from which Medusa generates the next migration", () => {
  it.each(models.map((model) => model.parse()))("has every column of $tableName", ({ tableName, schema }) => {
    const columns = Object.keys(tables.find((table) => table.name === tableName)?.columns ?? {})
    expect(Object.keys(schema).filter((column) => !RELATIONS.includes(column) && !columns.includes(column))).toEqual([])
  })
})
