import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { EventRow, NewEvent } from "../events"
import { after } from "./row"

const TABLE = "aplazame_event"

/** Writes events in the transaction of the change that they tell of: both are there, or neither. */
export async function writeEvents(trx: Knex, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ data, ...event }) => {
    const id = generateEntityId(undefined, "aplevt")
    return { id, ...event, data: JSON.stringify({ event_id: id, ...data }) }
  })
  await trx(TABLE).insert(rows).onConflict().ignore()
}

/** The events that wait to be emitted. Written by the other stores, taken here by whoever emits them. */
export class EventStore {
  constructor(private readonly pg: Knex) {}

  /**
   * Takes what is to be emitted, oldest first. Two callers never get the same event (FOR UPDATE SKIP LOCKED), and a
   * caller that dies gives its events back when the lease ends.
   */
  async claim(limit: number, leaseMs: number): Promise<EventRow[]> {
    const { rows } = await this.pg.raw<{ rows: EventRow[] }>(
      `UPDATE ${TABLE} SET lease_until = now() + (? || ' milliseconds')::interval, updated_at = now()
       WHERE id IN (
         SELECT id FROM ${TABLE}
         WHERE deleted_at IS NULL AND emitted_at IS NULL AND (lease_until IS NULL OR lease_until <= now())
         ORDER BY sequence
         LIMIT ?
         FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [leaseMs, limit]
    )
    return rows.sort((a, b) => a.sequence - b.sequence)
  }

  /** The caller lives and is still at these. */
  async prolong(ids: readonly string[], leaseMs: number): Promise<void> {
    await this.waiting(ids).update({ lease_until: after(this.pg, leaseMs) })
  }

  async emitted(id: string): Promise<void> {
    await this.waiting([id]).update({ emitted_at: new Date(), lease_until: null, updated_at: new Date() })
  }

  /** Gives back what could not be emitted: the next caller takes it. */
  async release(ids: readonly string[]): Promise<void> {
    await this.waiting(ids).update({ lease_until: null, updated_at: new Date() })
  }

  /** Deletes what was emitted before that time; what waits stays. Returns how many went. */
  async deleteBatch(emittedBefore: Date, limit: number): Promise<number> {
    const old = this.pg(TABLE).select("id").whereRaw("deleted_at IS NULL").where("emitted_at", "<", emittedBefore).limit(limit)
    return this.pg(TABLE).whereIn("id", old).delete()
  }

  private waiting(ids: readonly string[]) {
    return this.pg<EventRow>(TABLE).whereIn("id", [...ids]).whereNull("emitted_at")
  }
}
