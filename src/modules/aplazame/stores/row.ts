import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** So much later, by the database's clock: machines' clocks may differ. */
export const after = (pg: Knex, milliseconds: number): Knex.Raw => pg.raw("now() + (? || ' milliseconds')::interval", [milliseconds])

/**
 * The row of a statement that always answers one: an insert, or an update of a row that is there.
 * @throws Error where there is none
 */
export function theRow<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error("The database answered no row where one must be")
  return row
}
