import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DifferenceAction, DifferenceKind } from "../difference-kinds"
import { after, theRow } from "./row"

export type ReconcileRunRow = {
  id: string
  state: "running" | "done" | "failed"
  dry_run: boolean
  window_from: Date
  window_to: Date
  next_page: number
  total: number | null
  scanned: number
  differences: number
  repaired: number
  requested_by: string | null
  error_message: string | null
  lease_until: Date | null
  finished_at: Date | null
  created_at: Date
  updated_at: Date
}

export type NewDifference = {
  kind: DifferenceKind
  action: DifferenceAction
  mid: string
  aplazame_id: string | null
  aplazame_order_id: string | null
  order_id: string | null
  figures: Record<string, number | string | null>
}

/** Reconciliations and what they found. */
export class ReconcileStore {
  constructor(private readonly pg: Knex) {}

  async start(input: { dry_run: boolean; window_from: Date; window_to: Date; requested_by: string | null }): Promise<ReconcileRunRow> {
    return theRow(await this.pg<ReconcileRunRow>("aplazame_reconcile_run").insert({ id: generateEntityId(undefined, "aplrec"), ...input }).returning("*"))
  }

  async byId(id: string): Promise<ReconcileRunRow | null> {
    return (await this.runs().where({ id }).first()) ?? null
  }

  /** Takes a run for a while; null when somebody else has it or it is over. */
  async claim(id: string, leaseMs: number): Promise<ReconcileRunRow | null> {
    const [row] = await this.runs()
      .where({ id, state: "running" })
      .whereRaw("(lease_until IS NULL OR lease_until <= now())")
      .update({ lease_until: after(this.pg, leaseMs) })
      .returning("*")
    return row ?? null
  }

  /** Runs that were begun and whose process is gone. */
  async abandoned(limit: number): Promise<ReconcileRunRow[]> {
    return this.runs().where({ state: "running" }).whereRaw("(lease_until IS NULL OR lease_until <= now())").orderBy("created_at").limit(limit)
  }

  /** The end of the last complete reconciliation's window, from which the next one goes on. */
  async lastCovered(): Promise<Date | null> {
    const row = await this.runs().where({ state: "done", dry_run: false }).orderBy("window_to", "desc").first()
    return row?.window_to ?? null
  }

  /** A page is through: what it found is written with the new place, in one transaction. */
  async pageDone(id: string, page: { next_page: number; total: number; scanned: number; leaseMs: number; differences: NewDifference[] }): Promise<void> {
    await this.pg.transaction(async (trx) => {
      if (page.differences.length > 0) {
        await trx("aplazame_difference").insert(
          page.differences.map((d) => ({ id: generateEntityId(undefined, "apldif"), run_id: id, ...d, figures: JSON.stringify(d.figures) }))
        )
      }
      await trx("aplazame_reconcile_run")
        .where({ id })
        .update({
          next_page: page.next_page,
          total: page.total,
          scanned: trx.raw("scanned + ?", [page.scanned]),
          differences: trx.raw("differences + ?", [page.differences.length]),
          repaired: trx.raw("repaired + ?", [page.differences.filter((d) => d.action === "repaired").length]),
          lease_until: after(trx, page.leaseMs),
          updated_at: new Date(),
        })
    })
  }

  async finish(id: string, state: "done" | "failed", error: string | null = null): Promise<void> {
    await this.runs().where({ id }).update({ state, error_message: error, lease_until: null, finished_at: new Date(), updated_at: new Date() })
  }

  /** Leaves a run to be resumed. */
  async release(id: string): Promise<void> {
    await this.runs().where({ id }).update({ lease_until: null, updated_at: new Date() })
  }

  private runs() {
    return this.pg<ReconcileRunRow>("aplazame_reconcile_run").whereRaw("deleted_at IS NULL")
  }
}
