import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Rows so far beyond a page are not counted: it says "at least", and costs the same at a hundred thousand rows. */
const COUNT_LIMIT = 100

export type PageQuery = {
  table: "aplazame_operation" | "aplazame_notification" | "aplazame_problem"
  /** Columns that must be equal; undefined ones do not filter. */
  where: Record<string, string | undefined>
  /** A condition in SQL, ours alone: rows that meet it are left out. */
  except?: string
  limit: number
  offset: number
}

/** `count` is exact, unless `count_capped` says that there are more. */
export type Page<Row> = { rows: Row[]; count: number; count_capped: boolean }

/**
 * One page of a table, newest first, by an index that has the order in it: the database reads the rows of the
 * page and no others.
 */
export async function readPage<Row>(container: MedusaContainer, { table, where, except, limit, offset }: PageQuery): Promise<Page<Row>> {
  const pg = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const filters = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined))
  const live = () => pg(table).whereRaw(except ? `deleted_at IS NULL AND NOT (${except})` : "deleted_at IS NULL").where(filters)
  const most = offset + limit + COUNT_LIMIT
  const [rows, counted] = await Promise.all([
    live().orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).offset(offset),
    // In the list's order, so that the same index answers it; without one the planner reads the table.
    pg.count("* as n").from(live().select("created_at").orderBy("created_at", "desc").limit(most + 1).as("some")).first<{ n: string | number }>(),
  ])
  const count = Number(counted?.n ?? 0)
  return { rows: rows as Row[], count: Math.min(count, most), count_capped: count > most }
}
