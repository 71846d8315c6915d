import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AplazameOrderRow, NotificationRow, OperationRow, ProblemRow } from "../rows"

/** The newest rows of each table, as they are. */
export type NewestRows = { credits: AplazameOrderRow[]; ledger: OperationRow[]; inbox: NotificationRow[]; problems: ProblemRow[] }

/** The newest rows, at most `limit` of each table: of one order of Medusa's, or with null of all. */
export async function newestRows(pg: Knex, orderId: string | null, limit: number): Promise<NewestRows> {
  const newest = async <Row>(table: string, narrow: (all: Knex.QueryBuilder) => unknown): Promise<Row[]> => {
    const all = pg(table).whereRaw("deleted_at IS NULL")
    if (orderId !== null) narrow(all)
    return (await all.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit)) as Row[]
  }
  const ofCredit = (all: Knex.QueryBuilder) => all.whereIn("aplazame_order_id", pg("aplazame_order").where({ order_id: orderId }).select("id"))
  const [credits, ledger, inbox, problems] = await Promise.all([
    newest<AplazameOrderRow>("aplazame_order", (all) => all.where({ order_id: orderId })),
    newest<OperationRow>("aplazame_operation", ofCredit),
    newest<NotificationRow>("aplazame_notification", ofCredit),
    newest<ProblemRow>("aplazame_problem", (all) => all.where((either) => void ofCredit(either.where({ order_id: orderId }).or))),
  ])
  return { credits, ledger, inbox, problems }
}
