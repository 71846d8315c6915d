import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NotificationPayload } from "../../../aplazame"
import type { NotificationRow } from "../rows"
import { theRow } from "./row"

const TABLE = "aplazame_notification"

/** The notifications that Aplazame sent: recorded first, applied after, applied once. */
export class InboxStore {
  constructor(private readonly pg: Knex) {}

  /** Records a notification; a repeat of the same one only counts up. */
  async record(payload: NotificationPayload, aplazameOrderId: string | null): Promise<NotificationRow> {
    const { rows } = await this.pg.raw<{ rows: NotificationRow[] }>(
      `INSERT INTO ${TABLE} (id, dedupe_key, aplazame_order_id, aplazame_id, mid, status, status_reason, total_amount, currency_code, sandbox)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (dedupe_key) WHERE deleted_at IS NULL
       DO UPDATE SET received_count = ${TABLE}.received_count + 1, updated_at = now()
       RETURNING *`,
      [
        generateEntityId(undefined, "aplntf"),
        [payload.id, payload.raw_status, payload.status_reason, payload.total_amount, payload.sandbox].join(":"),
        aplazameOrderId,
        payload.id,
        payload.mid,
        payload.raw_status,
        payload.status_reason,
        payload.total_amount,
        payload.currency_code,
        payload.sandbox,
      ]
    )
    return theRow(rows)
  }

  /** What waits to be applied, and when the last one came. */
  async waiting(): Promise<{ unapplied: number; oldestUnapplied: Date | null; lastNotification: Date | null }> {
    const waits = this.live().whereIn("state", ["received", "failed"])
    const found = await waits.count({ unapplied: "*" }).min({ oldestUnapplied: "created_at" }).first<{ unapplied: string; oldestUnapplied: Date | null }>()
    const last = await this.live().max({ lastNotification: "created_at" }).first<{ lastNotification: Date | null }>()
    return { unapplied: Number(found.unapplied), oldestUnapplied: found.oldestUnapplied, lastNotification: last.lastNotification }
  }

  async byId(id: string): Promise<NotificationRow | null> {
    return (await this.live().where({ id }).first()) ?? null
  }

  async ofCredit(aplazameOrderId: string): Promise<NotificationRow[]> {
    return this.live().where({ aplazame_order_id: aplazameOrderId }).orderBy("created_at").orderBy("id")
  }

  /** The answer is final: a repeat gets the same one without any further work. */
  async applied(id: string, answer: "ok" | "ko", reasonCode: string | null): Promise<void> {
    await this.live()
      .where({ id })
      .update({
        state: "applied",
        answer,
        reason_code: reasonCode,
        error_message: null,
        attempts: this.pg.raw("attempts + 1"),
        applied_at: new Date(),
        updated_at: new Date(),
      })
  }

  /** Our own failure: the row is released, so that the next delivery (or a replay) does the work. */
  async failed(id: string, message: string): Promise<void> {
    await this.live()
      .where({ id })
      .whereNot({ state: "applied" })
      .update({ state: this.pg.raw("CASE WHEN state = 'closed' THEN state ELSE 'failed' END"), error_message: message, attempts: this.pg.raw("attempts + 1"), updated_at: new Date() })
  }

  /** Given up: it is not tried again by itself. When Aplazame comes back with it, or a person replays it, it is. */
  async close(id: string): Promise<void> {
    await this.live().where({ id }).whereIn("state", ["received", "failed"]).update({ state: "closed", updated_at: new Date() })
  }

  /** Recorded and not applied for a while: the process died, or Aplazame gave up. Those that were tried least go first. */
  async stale(olderThan: Date, limit: number): Promise<NotificationRow[]> {
    return this.live()
      .whereIn("state", ["received", "failed"])
      .where("updated_at", "<", olderThan)
      .orderBy("attempts")
      .orderBy("created_at")
      .limit(limit)
  }

  private live() {
    return this.pg<NotificationRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}
