import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ProblemKind } from "../problem-kinds"
import type { AplazameOrderRow, ProblemRow } from "../rows"

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
}

/** A problem of a credit as a whole: one of each kind, tied to the credit and its order. */
export const problemOfCredit = (row: Pick<AplazameOrderRow, "id" | "order_id">, kind: ProblemKind, figures: ProblemRow["figures"]): NewProblem => ({
  kind,
  about: row.id,
  aplazame_order_id: row.id,
  order_id: row.order_id,
  figures,
})

const key = (kind: ProblemKind, about: string) => `${kind}:${about}`

/** What a person must look at: opened and closed by the code, or closed by a person with a note. */
export class ProblemStore {
  constructor(private readonly pg: Knex) {}

  /** Opens a problem, or counts up the open one of the same cause with the newest figures. */
  async open({ kind, about, figures, once = false, ...ties }: NewProblem): Promise<ProblemRow> {
    const { rows } = await this.pg.raw(
      `INSERT INTO ${TABLE} (id, kind, dedupe_key, aplazame_order_id, order_id, operation_id, figures)
       VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
       ON CONFLICT (dedupe_key) WHERE state = 'open' AND deleted_at IS NULL
       DO UPDATE SET occurrences = ${TABLE}.occurrences + ?, figures = EXCLUDED.figures, updated_at = now()
       RETURNING *`,
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
    return rows[0]
  }

  /** Closes the open problem of a cause that is gone. True when there was one. */
  async close(kind: ProblemKind, about: string): Promise<boolean> {
    const closed = await this.live()
      .where({ dedupe_key: key(kind, about), state: "open" })
      .update({ state: "resolved", resolved_at: new Date(), resolved_by: "aplazame", updated_at: new Date() })
    return closed > 0
  }

  /** Closes a problem because a person said so. */
  async resolve(id: string, by: string, note: string): Promise<ProblemRow | null> {
    const [row] = await this.live()
      .where({ id, state: "open" })
      .update({ state: "resolved", resolved_at: new Date(), resolved_by: by, note, updated_at: new Date() })
      .returning("*")
    return row ?? null
  }

  async openOfOrder(aplazameOrderId: string): Promise<ProblemRow[]> {
    return this.live().where({ aplazame_order_id: aplazameOrderId, state: "open" }).orderBy("created_at", "desc")
  }

  private live() {
    return this.pg<ProblemRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}
