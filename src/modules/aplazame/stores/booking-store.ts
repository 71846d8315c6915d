import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BOOKED_VOIDS, PANEL_KEY } from "../../../credit"
import type { OperationRow } from "../rows"

const TABLE = "aplazame_operation"

const isDue = (which: Knex.QueryBuilder): void => void which.whereLike("business_key", `${PANEL_KEY}%`).orWhereNotNull("next_attempt_at")

/** What of the ledger is booked in Medusa, as which capture or refund, and what is still to be. */
export class BookingStore {
  constructor(private readonly pg: Knex) {}

  /**
   * Ties the operations of one request to the capture or refund of Medusa that they are booked as, in place of the one that was
   * read (`instead`): all of them or none, so that a process that dies leaves no request in two halves. False when another process
   * has tied one meanwhile: then that process's row in Medusa counts.
   */
  async bookAs(ids: readonly string[], medusaRef: string, instead: string | null): Promise<boolean> {
    return this.tie(ids, medusaRef, instead, null)
  }

  /**
   * As {@link bookAs}, for a booking by the plugin itself: the actor saw the call fail, and does not know that it went through.
   * A foreign movement has its `untold_since` from when it was found, an operation that was settled by reading from then; a person
   * may have been told since.
   */
  async bookUnnoticed(ids: readonly string[], medusaRef: string, instead: string | null): Promise<boolean> {
    return this.tie(ids, medusaRef, instead, this.pg.raw("CASE WHEN business_key LIKE ? THEN untold_since ELSE COALESCE(untold_since, now()) END", [`${PANEL_KEY}%`]))
  }

  private async tie(ids: readonly string[], medusa_ref: string, instead: string | null, untold_since: Knex.Raw | null): Promise<boolean> {
    return this.pg.transaction(async (trx) => {
      const free = await trx<OperationRow>(TABLE).whereIn("id", [...ids]).where({ medusa_ref: instead }).whereRaw("deleted_at IS NULL").forUpdate().select("id")
      if (free.length < ids.length) return false
      await trx<OperationRow>(TABLE).whereIn("id", [...ids]).update({ medusa_ref, untold_since, updated_at: new Date() })
      return true
    })
  }

  /**
   * Operations that are done at Aplazame, not booked in Medusa, and due: captures and refunds (also a refund's void), and the voids
   * that are booked. Those that a running process may still book are left alone (`settledBefore`), unless they are among
   * {@link booksDue}.
   */
  async unbooked(settledBefore: Date, limit: number): Promise<OperationRow[]> {
    return this.toBook()
      .where((when) => void when.where("settled_at", "<", settledBefore).orWhere(isDue))
      .orderBy("settled_at")
      .limit(limit)
  }

  /**
   * Those of {@link unbooked} that no other process books: foreign movements, and those with a time of their own. An operation that
   * was settled by reading has one, because the process that sent it got an error or died.
   */
  async booksDue(limit: number): Promise<OperationRow[]> {
    return this.toBook().where(isDue).orderBy("settled_at").limit(limit)
  }

  /** The foreign movements among {@link booksDue}, of one credit. */
  async unbookedForeign(limit: number, aplazameOrderId: string): Promise<OperationRow[]> {
    return this.toBook().where({ aplazame_order_id: aplazameOrderId }).whereLike("business_key", `${PANEL_KEY}%`).orderBy("settled_at").limit(limit)
  }

  /** Booking failed: the others go first, and this one is tried again at `next`. */
  async bookLater(id: string, next: Date): Promise<void> {
    await this.live().where({ id }).update({ next_attempt_at: next, failing_since: this.pg.raw("COALESCE(failing_since, now())"), updated_at: new Date() })
  }

  async markBooked(id: string): Promise<void> {
    await this.live().where({ id }).update({ booked_at: new Date(), updated_at: new Date() })
  }

  /** The captures and refunds of Medusa that have an operation: done, or not settled yet. */
  async refsBehind(refs: string[]): Promise<Set<string>> {
    if (refs.length === 0) return new Set()
    const rows = await this.live().whereIn("medusa_ref", refs).whereIn("state", ["planned", "sent", "unknown", "done"]).select("medusa_ref")
    return new Set(rows.flatMap((row) => (row.medusa_ref ? [row.medusa_ref] : [])))
  }

  private toBook() {
    return this.live()
      .where({ state: "done" })
      .whereIn("kind", ["capture", "refund", "void"])
      .whereNull("booked_at")
      .where((which) => {
        void which.whereNotNull("medusa_ref")
        for (const prefix of BOOKED_VOIDS) void which.orWhere((one) => void one.where({ kind: "void" }).whereLike("business_key", `${prefix}%`))
      })
      .whereRaw("(next_attempt_at IS NULL OR next_attempt_at <= now())")
  }

  private live() {
    return this.pg<OperationRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}
