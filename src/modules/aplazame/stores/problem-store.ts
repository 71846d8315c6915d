import { isDeepStrictEqual } from "node:util"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { problemClosed, problemOpened } from "../events"
import type { ProblemKind } from "../problem-kinds"
import type { AplazameOrderRow, OperationRow, ProblemRow } from "../rows"
import { writeEvents } from "./event-store"

const TABLE = "aplazame_problem"

export type NewProblem = {
  kind: ProblemKind
  /** What makes it one problem and not two: usually the row it is about. */
  about: string
  aplazame_order_id?: string | null
  order_id?: string | null
  operation_id?: string | null
  figures?: ProblemRow["figures"]
  /** Told once, however often it is met again: the open one is left as it is. */
  once?: boolean
  /** Of what a comparison finds anew each time: what a person has closed with these very figures stays closed. */
  unlessAnswered?: boolean
}

/** A problem of a credit as a whole: one of each kind, tied to the credit and its order. */
export const problemOfCredit = (row: Pick<AplazameOrderRow, "id" | "order_id">, kind: ProblemKind, figures: ProblemRow["figures"]): NewProblem => ({
  kind,
  about: row.id,
  aplazame_order_id: row.id,
  order_id: row.order_id,
  figures,
})

/** The credit ended and goods may have left: the same problem, with the same figures, whoever finds it. */
export const problemOfLostCredit = (row: Pick<AplazameOrderRow, "id" | "order_id" | "total_amount" | "status" | "status_reason">): NewProblem => ({
  ...problemOfCredit(row, "credit_lost_after_fulfilment", { total: row.total_amount, status: row.status, reason: row.status_reason }),
  unlessAnswered: true,
})

/** A background operation that Aplazame refused, whoever tells it: one of each operation. */
export const problemOfRefused = (row: Pick<AplazameOrderRow, "id" | "order_id" | "total_amount">, { id, kind, amount }: Pick<OperationRow, "id" | "kind" | "amount">, code: string): NewProblem => ({
  ...problemOfCredit(row, "operation_refused", { kind, amount, total: row.total_amount, code }),
  about: id,
  operation_id: id,
})

const key = (kind: ProblemKind, about: string) => `${kind}:${about}`

/** Who closed it, where the code did. */
const BY_PLUGIN = "aplazame"

type Said = { resolved_by: string; note?: string }

/** Closes what a person has decided, in the transaction of the decision. */
export const endDecided = (trx: Knex, kind: ProblemKind, about: string, by: string): Promise<ProblemRow | null> =>
  endOpen(trx, { dedupe_key: key(kind, about) }, "person", { resolved_by: by })

async function endOpen(trx: Knex, which: { id: string } | { dedupe_key: string }, by: "plugin" | "person", said: Said): Promise<ProblemRow | null> {
  const [row] = await trx<ProblemRow>(TABLE)
    .where({ ...which, state: "open" })
    .whereRaw("deleted_at IS NULL")
    .update({ ...said, state: "resolved", resolved_at: new Date(), updated_at: new Date() })
    .returning("*")
  if (row) await writeEvents(trx, [problemClosed(row, by)])
  return row ?? null
}

/** What a person must look at: opened and closed by the code, or closed by a person with a note. */
export class ProblemStore {
  constructor(private readonly pg: Knex) {}

  /** Opens a problem, or counts up the open one of the same cause with the newest figures. */
  async open({ kind, about, figures, once = false, unlessAnswered = false, ...ties }: NewProblem): Promise<ProblemRow> {
    const answered = unlessAnswered ? await this.answered(kind, about, figures ?? null) : null
    if (answered) return answered
    return this.pg.transaction(async (trx) => {
      // Only a row that this very statement has made bears no older version of itself (xmax).
      const { rows } = await trx.raw<{ rows: (ProblemRow & { is_new: boolean })[] }>(
        `INSERT INTO ${TABLE} (id, kind, dedupe_key, aplazame_order_id, order_id, operation_id, figures)
         VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
         ON CONFLICT (dedupe_key) WHERE state = 'open' AND deleted_at IS NULL
         DO UPDATE SET occurrences = ${TABLE}.occurrences + ?, figures = EXCLUDED.figures, updated_at = now()
         RETURNING *, (xmax = 0) AS is_new`,
        [
          generateEntityId(undefined, "aplprb"),
          kind,
          key(kind, about),
          ties.aplazame_order_id ?? null,
          ties.order_id ?? null,
          ties.operation_id ?? null,
          figures ? JSON.stringify(figures) : null,
          once ? 0 : 1,
        ]
      )
      const [found] = rows
      if (!found) throw new Error("A problem that was just written is not there")
      const { is_new, ...row } = found
      if (is_new) await writeEvents(trx, [problemOpened(row)])
      return row
    })
  }

  /** The newest of a cause, where a person has closed it and the figures are still the same. */
  private async answered(kind: ProblemKind, about: string, figures: ProblemRow["figures"]): Promise<ProblemRow | null> {
    const found = await this.newestOf(kind, about)
    const byPerson = found?.state === "resolved" && found.resolved_by !== BY_PLUGIN
    return byPerson && isDeepStrictEqual(found.figures, figures) ? found : null
  }

  /** Closes the open problem of a cause that is gone. True when there was one. */
  async close(kind: ProblemKind, about: string): Promise<boolean> {
    // Nearly always there is none: then one look is all.
    const open = await this.live().where({ dedupe_key: key(kind, about), state: "open" }).first("id")
    return open !== undefined && (await this.end(open.id, "plugin", { resolved_by: BY_PLUGIN })) !== null
  }

  /** Closes a problem because a person said so. */
  async resolve(id: string, by: string, note: string): Promise<ProblemRow | null> {
    return this.end(id, "person", { resolved_by: by, note })
  }

  private async end(id: string, by: "plugin" | "person", said: Said): Promise<ProblemRow | null> {
    return this.pg.transaction((trx) => endOpen(trx, { id }, by, said))
  }

  /** The newest problem of a cause, open or not. */
  async newestOf(kind: ProblemKind, about: string): Promise<ProblemRow | null> {
    return (await this.live().where({ dedupe_key: key(kind, about) }).orderBy("created_at", "desc").first()) ?? null
  }

  async countOpen(): Promise<number> {
    const [row] = await this.live().where({ state: "open" }).count({ open: "*" })
    return Number(row?.open ?? 0)
  }

  async openOfCredit(aplazameOrderId: string): Promise<ProblemRow[]> {
    return this.live().where({ aplazame_order_id: aplazameOrderId, state: "open" }).orderBy("created_at", "desc")
  }

  private live() {
    return this.pg<ProblemRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}
