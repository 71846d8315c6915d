import type { EntityManager } from "typeorm"
import { OrderEntity } from "../database/entities"
import type { OrderRow, Side } from "../database/rows"
import { validationProblem } from "../http/problems"
import { orderShape, PUBLIC_COLUMNS } from "../orders/order-shape"
import type { EmulatorSettings } from "../settings"
import { readConditions } from "./conditions"
import { ORDERING_COLUMNS } from "./field-catalog"
import { assertPageExists, pageShape, readPage, type PageRequest, type PageShape } from "./page"

/**
 * `GET /orders`: filters, search, ordering and paging, all inside SQLite, so that a hundred thousand orders cost one page
 * of memory. Without `ordering` the newest come first (not documented); ties are always broken by newest first.
 */
export async function listOrders(db: EntityManager, side: Side, request: PageRequest, settings: EmulatorSettings): Promise<PageShape> {
  const page = readPage(request.query)
  const conditions = readConditions(request.query, { strict: settings.strict_filters, zone: settings.date_zone })
  const where = [`side = ?`, ...conditions.map((condition) => `(${condition.sql})`)].join(" AND ")
  const values = [side, ...conditions.flatMap((condition) => condition.values)]
  const table = db.connection.getMetadata(OrderEntity).tableName
  const counted: { count: number }[] = await db.query(`SELECT count(*) AS count FROM ${table} WHERE ${where}`, values)
  const count = counted[0]?.count ?? 0
  const size = settings.page_size
  assertPageExists(page, count, size)
  const order = readOrdering(db, request.query.get("ordering"))
  // What comes before the page is passed over by its keys alone, mostly in an index: a late page costs little more than the first.
  const rows: Pick<OrderRow, (typeof PUBLIC_COLUMNS)[number]>[] = await db.query(
    `SELECT ${PUBLIC_COLUMNS.join(", ")} FROM ${table} WHERE seq IN (SELECT seq FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) ORDER BY ${order}`,
    [...values, size, (page - 1) * size],
  )
  return pageShape(request, page, count, size, rows.map((row) => orderShape(row, settings)))
}

/** Nulls come last ascending and first descending, as PostgreSQL sorts them and not as SQLite does. */
function readOrdering(db: EntityManager, text: string | null): string {
  if (text === null || text === "") return "created DESC, seq DESC"
  const { columns } = db.connection.getMetadata(OrderEntity)
  const keys = text.split(",").map((key) => key.trim()).filter(Boolean).map((key) => {
    const column = ORDERING_COLUMNS[key.replace(/^-/, "")]
    if (!column) throw validationProblem({ ordering: [`"${key}" is not a valid choice.`] })
    const [direction, nulls] = key.startsWith("-") ? ["DESC", "NULLS FIRST"] : ["ASC", "NULLS LAST"]
    // A column without nulls goes without the words, so that its index serves.
    return columns.some((one) => one.propertyName === column && one.isNullable) ? `${column} ${direction} ${nulls}` : `${column} ${direction}`
  })
  return [...keys, "seq DESC"].join(", ")
}
