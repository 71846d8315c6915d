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
  const conditions = readConditions(request.query, settings.strict_filters)
  const where = [`side = ?`, ...conditions.map((condition) => `(${condition.sql})`)].join(" AND ")
  const values = [side, ...conditions.flatMap((condition) => condition.values)]
  const table = db.connection.getMetadata(OrderEntity).tableName
  const counted: { count: number }[] = await db.query(`SELECT count(*) AS count FROM ${table} WHERE ${where}`, values)
  const count = counted[0]?.count ?? 0
  const size = settings.page_size
  assertPageExists(page, count, size)
  const order = readOrdering(request.query.get("ordering"))
  // What comes before the page is passed over by its keys alone, mostly in an index: a late page costs little more than the first.
  const rows: Pick<OrderRow, (typeof PUBLIC_COLUMNS)[number]>[] = await db.query(
    `SELECT ${PUBLIC_COLUMNS.join(", ")} FROM ${table} WHERE seq IN (SELECT seq FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) ORDER BY ${order}`,
    [...values, size, (page - 1) * size],
  )
  return pageShape(request, page, count, size, rows.map(orderShape))
}

function readOrdering(text: string | null): string {
  if (text === null || text === "") return "created DESC, seq DESC"
  const keys = text.split(",").map((key) => key.trim()).filter(Boolean).map((key) => {
    const column = ORDERING_COLUMNS[key.replace(/^-/, "")]
    if (!column) throw validationProblem({ ordering: [`"${key}" is not a valid choice.`] })
    return `${column} ${key.startsWith("-") ? "DESC" : "ASC"}`
  })
  return [...keys, "seq DESC"].join(", ")
}
