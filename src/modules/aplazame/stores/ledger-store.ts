import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Cents } from "../../../aplazame"
import { ADDS_TO, BACKGROUND, CHANGE_KEY, endedWithoutEffect, numberedKey, statesBefore, TELLING_MS, TOLD, type DecidedState, type OperationKind, type OperationState } from "../../../credit"
import { eventOfOperation } from "../events"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { writeEvents } from "./event-store"
import { endDecided } from "./problem-store"
import { after, theRow } from "./row"
import type { OpenState, OperationOutcome } from "../telemetry/metrics"

const TABLE = "aplazame_operation"
/** Longer than the run of a planned operation takes, with its waits. */
export const OPERATION_LEASE_MS = 60_000
const IN_FLIGHT_INDEX = "IDX_aplazame_operation_one_in_flight"

export type NewOperation = {
  aplazame_order_id: string
  kind: OperationKind
  business_key: string
  amount?: Cents | null
  target?: string | null
  request_amount?: Cents | null
  medusa_ref?: string | null
  payment_id?: string | null
  requested_by?: string | null
  /** For a foreign movement: since when it is known and no person was told. */
  untold_since?: Date | null
  next_attempt_at?: Date | null
}

export type Settlement = SettledAs & {
  remaining_after?: Cents | null
  amount?: Cents
  error_code?: string | null
  error_message?: string | null
  next_attempt_at?: Date | null
  /** Done, and the person who asked for it saw it fail. */
  untold_since?: Date
}

/**
 * The result of a call names its attempt: an operation that was sent again since is left alone. `skipped` names none, because
 * nothing that was sent can be skipped.
 */
type SettledAs =
  | { state: Extract<OperationState, "done" | "refused" | "unknown" | "not_done">; attempt: number }
  | { state: Extract<OperationState, "skipped">; attempt?: never }

type Waiting = { due: number; oldestDue: Date | null; oldestUnknown: Date | null }

/** The operations of one kind in one state that are not over. */
export type OpenOperations = {
  kind: OperationKind
  state: OpenState
  open: number
  /** Of them, those that are due and that nobody has taken. */
  due: number
  /** Since when the longest of those is due. */
  oldestDue: Date | null
  /** When the longest call without a definite answer was sent; null of planned ones. */
  oldestSent: Date | null
}

/** A person's decision about an operation that the figures can't settle, and what it was decided on. */
export type NewDecision = {
  state: DecidedState
  decided_by: string
  /** The attempt that they were asked about. */
  attempt: number
  /** The figure that they decided on. */
  remaining_after: Cents | null
  /** The credit's revision when it was read. */
  read: { id: string; revision: number }
}

/** Another process has a money call of the same order under way. */
export class OperationBusyError extends Error {
  readonly code = "aplazame_operation_busy"
  constructor() {
    super("Another operation of this Aplazame order is under way; try again in a moment")
    this.name = "OperationBusyError"
  }
}

/** The ledger of operations. A row is written before the call and settled after it, never both at once. */
export class LedgerStore {
  /** @param ended is told of each operation that ended, once that is written */
  constructor(
    private readonly pg: Knex,
    private readonly ended: (kind: OperationKind, outcome: OperationOutcome) => void = () => undefined
  ) {}

  /**
   * Milliseconds since 1970 by the database's clock. It dates what is sent and settled, and leases: two machines' clocks may differ,
   * and one that is ahead would take a call for over that may still arrive.
   */
  async now(): Promise<number> {
    const { rows } = await this.pg.raw<{ rows: { now: Date }[] }>("SELECT clock_timestamp() AS now")
    return theRow(rows).now.getTime()
  }

  /** Writes a planned operation. If its key exists, returns the existing row unchanged. */
  async plan(input: NewOperation): Promise<OperationRow> {
    const [row] = await this.pg<OperationRow>(TABLE)
      .insert({ id: generateEntityId(undefined, "aplop"), state: "planned", attempts: 0, ...input })
      .onConflict()
      .ignore()
      .returning("*")
    if (row) return row
    return this.existing(this.pg, { business_key: input.business_key })
  }

  /**
   * As {@link plan}, for an operation that may be needed again: after a row that ended without effect, another one is written
   * (`key#2`, …). An operation that was skipped once does not block one that is needed now.
   */
  async planAgain(input: NewOperation): Promise<OperationRow> {
    for (let number = 1; ; number++) {
      const row = await this.plan({ ...input, business_key: numberedKey(input.business_key, number) })
      if (!endedWithoutEffect(row.state)) return row
    }
  }

  async byId(id: string): Promise<OperationRow | null> {
    return (await this.live().where({ id }).first()) ?? null
  }

  async byIds(ids: readonly string[]): Promise<OperationRow[]> {
    return this.live().whereIn("id", [...ids])
  }

  async byKey(key: string): Promise<OperationRow | null> {
    return (await this.live().where({ business_key: key }).first()) ?? null
  }

  /** The keys among these that an operation has. */
  async keysAmong(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.live().whereIn("business_key", [...keys]).select("business_key")
    return new Set(rows.map((row) => row.business_key))
  }

  /** The ledger of one Aplazame order, oldest first. */
  async ofCredit(aplazameOrderId: string): Promise<OperationRow[]> {
    return this.live().where({ aplazame_order_id: aplazameOrderId }).orderBy("created_at").orderBy("id")
  }

  /** What was asked of Aplazame for one payment of Medusa, oldest first. */
  async ofPayment(paymentId: string): Promise<OperationRow[]> {
    return this.live().where({ payment_id: paymentId }).orderBy("created_at").orderBy("id")
  }

  /**
   * The last write before a call goes out. Fails when the row may not be sent (another process has settled it), when another
   * money call of the credit is under way, or when one was sent or settled since the figures of this request were read (`read`:
   * the credit's revision then). All three hold without a lock, in any process.
   * @param read null for a call that moves no money
   * @throws OperationBusyError
   */
  async markSent(
    id: string,
    input: {
      amount?: Cents | null
      remaining_before: Cents | null
      moved_before?: Cents | null
      target?: string | null
      payment_id?: string | null
      medusa_ref?: string | null
      request_amount?: Cents | null
      for_returns?: Cents
      leaseMs: number
      read: { id: string; revision: number } | null
    }
  ): Promise<OperationRow> {
    const { leaseMs, read, ...given } = input
    const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    try {
      return await this.pg.transaction(async (trx) => {
        if (read) await countUp(trx, read)
        const [row] = await trx<OperationRow>(TABLE)
          .where({ id })
          .whereRaw("deleted_at IS NULL")
          .whereIn("state", statesBefore("sent"))
          .update({
            ...patch,
            state: "sent",
            attempts: this.pg.raw("attempts + 1"),
            sent_at: trx.fn.now(),
            lease_until: after(trx, leaseMs),
            error_code: null,
            error_message: null,
            updated_at: new Date(),
          })
          .returning("*")
        if (!row) throw new OperationBusyError()
        return row
      })
    } catch (error) {
      if (error instanceof Error && error.message.includes(IN_FLIGHT_INDEX)) throw new OperationBusyError()
      throw error
    }
  }

  /**
   * Settles an operation once, adds its amount to the credit's totals and writes its event, in one transaction. Returns the row as
   * it is then; a row that another process settled first is returned unchanged. `settled_at` is by the database's clock: it gives
   * the order of a credit's operations, and two machines' clocks may differ.
   */
  async settle(id: string, to: Settlement): Promise<OperationRow> {
    const { row, isOurs } = await this.pg.transaction(async (trx) => {
      const { state, attempt, ...figures } = to
      const patch = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
      const [row] = await trx<OperationRow>(TABLE)
        .where({ id, ...(attempt === undefined ? {} : { attempts: attempt }) })
        .whereIn("state", statesBefore(state))
        .update({
          // Its next attempt is over; its booking has a time of its own.
          ...(state === "unknown" ? {} : { next_attempt_at: null }),
          ...patch,
          state,
          lease_until: null,
          settled_at: state === "unknown" ? null : trx.fn.now(),
          updated_at: new Date(),
        })
        .returning("*")
      if (!row) return { row: await this.existing(trx, { id }), isOurs: false }
      const sum = ADDS_TO[row.kind]
      const patchOfOrder = {
        ...(row.kind !== "history" && state !== "unknown" && state !== "skipped" ? { revision: trx.raw("revision + 1") } : {}),
        ...(state === "done" && sum && row.amount ? { [`${sum}_amount`]: trx.raw("?? + ?", [`${sum}_amount`, row.amount]) } : {}),
      }
      if (Object.keys(patchOfOrder).length === 0) return { row, isOurs: true }
      const [order] = await trx<AplazameOrderRow>("aplazame_order").where({ id: row.aplazame_order_id }).update(patchOfOrder).returning("*")
      await writeEventOf(trx, row, order)
      return { row, isOurs: true }
    })
    if (isOurs && to.state !== "unknown") this.ended(row.kind, to.state)
    return row
  }

  /**
   * Settles an `unknown` operation by a person's decision, adds its amount to the credit's totals, closes its problem and writes
   * its event, in one transaction. Only for the attempt that they were asked about, and on the newest revision: a second
   * decision, in any process, finds another revision.
   * @throws OperationBusyError when it is settled already, or another operation of the credit was sent or settled since
   */
  async decide(id: string, { attempt, read, state, ...rest }: NewDecision): Promise<OperationRow> {
    const row = await this.pg.transaction(async (trx) => {
      await countUp(trx, read)
      const [row] = await trx<OperationRow>(TABLE)
        .where({ id, attempts: attempt, state: "unknown" })
        .whereRaw("deleted_at IS NULL")
        .update({ ...rest, state, next_attempt_at: null, lease_until: null, settled_at: trx.fn.now(), updated_at: new Date() })
        .returning("*")
      if (!row) throw new OperationBusyError()
      if (state === "done") await addUp(trx, row)
      await endDecided(trx, "operation_undecided", id, rest.decided_by)
      return row
    })
    this.ended(row.kind, state)
    return row
  }

  /**
   * Plans an operation for a later attempt. One that is under way is planned again only by the worker that sent it, which names
   * the attempt: otherwise a second worker that failed on the same operation would reset the first one's call, and its "done"
   * would find nothing to settle. The capture or refund of Medusa that this attempt was made for is untied: nothing happened for
   * it, and the next attempt makes its own.
   * @param waits for another call: no failure, and its time to fail begins anew
   */
  async postpone(id: string, next: Date, error: { code: string; message: string }, sentAttempt: number | null = null, waits = false): Promise<void> {
    await this.live()
      .where({ id })
      .where((which) => void which.whereIn("state", ["planned", "not_done"]).orWhere({ state: "sent", attempts: sentAttempt ?? -1 }))
      .update({
        state: "planned",
        attempts: this.pg.raw("CASE WHEN state = 'planned' THEN attempts + 1 ELSE attempts END"),
        failing_since: waits ? null : this.pg.raw("COALESCE(failing_since, now())"),
        next_attempt_at: next,
        lease_until: null,
        medusa_ref: null,
        error_code: error.code,
        error_message: error.message,
        updated_at: new Date(),
      })
  }

  /** Postpones a planned operation that waits for a condition. That is no failure, and does not count towards giving up. */
  async wait(id: string, next: Date, reason: { code: string; message: string }): Promise<void> {
    await this.live()
      .where({ id })
      .whereIn("state", ["planned", "not_done"])
      .update({ next_attempt_at: next, lease_until: null, failing_since: null, error_code: reason.code, error_message: reason.message, updated_at: new Date() })
  }

  /** Makes the waiting operations of a credit due now: what they waited for has happened. */
  async wake(aplazameOrderId: string): Promise<void> {
    await this.live().where({ aplazame_order_id: aplazameOrderId }).whereIn("state", ["planned", "not_done"]).update({ next_attempt_at: null, updated_at: new Date() })
  }

  /** A person is being told that these went through: for so long they count as told. */
  async markTelling(ids: readonly string[]): Promise<void> {
    await this.live().whereIn("id", [...ids]).update({ untold_since: after(this.pg, TELLING_MS), updated_at: new Date() })
  }

  /** A person was told that these went through: see {@link TOLD}. */
  async markNoticed(ids: readonly string[]): Promise<void> {
    await this.live().whereIn("id", [...ids]).update({ untold_since: TOLD, updated_at: new Date() })
  }

  /**
   * Claims the operations that are due: planned ones whose time has come, unknown ones, sent ones whose lease has ended, and those
   * that were `not_done` and are sent again without a request (keys with the prefixes `again`). Two callers never get the same
   * row (`FOR UPDATE SKIP LOCKED`), and the rows of a caller that dies are free when the lease ends. What is due for the longest goes
   * first, so that nothing that fails each time keeps another from its turn.
   */
  async claimDue(limit: number, leaseMs: number, again: readonly string[] = []): Promise<OperationRow[]> {
    const { rows } = await this.pg.raw<{ rows: OperationRow[] }>(
      `UPDATE ${TABLE} SET lease_until = now() + (? || ' milliseconds')::interval, updated_at = now()
       WHERE id IN (
         SELECT id FROM ${TABLE}
         WHERE deleted_at IS NULL
           AND (state IN ('planned', 'sent', 'unknown') OR (state = 'not_done' AND business_key LIKE ANY (?::text[])))
           AND (next_attempt_at IS NULL OR next_attempt_at <= now())
           AND (lease_until IS NULL OR lease_until <= now())
         ORDER BY COALESCE(next_attempt_at, created_at), id
         LIMIT ?
         FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [leaseMs, again.map((prefix) => `${prefix}%`), limit]
    )
    return rows
  }

  /**
   * Claims one planned operation for its immediate run; false when another caller has it. Without this, the event that planned it
   * and the job would both run it.
   */
  async claim(id: string, leaseMs = OPERATION_LEASE_MS): Promise<boolean> {
    const claimed = await this.live()
      .where({ id })
      .whereIn("state", ["planned", "not_done"])
      .whereRaw("(lease_until IS NULL OR lease_until <= now())")
      .update({ lease_until: after(this.pg, leaseMs), updated_at: new Date() })
    return claimed === 1
  }

  /** Captures and voids in the background that ended as refused between these two times, and of which no problem was ever opened. Not those that a person asked again for, who has read the answer. */
  async untoldRefusals([from, to]: [Date, Date], afterId: string, limit: number): Promise<OperationRow[]> {
    return this.live()
      .where({ state: "refused" })
      .whereIn("kind", ["capture", "void"])
      .whereRaw("business_key LIKE ANY (?::text[]) AND business_key NOT LIKE '%:retry-%'", [BACKGROUND.map((prefix) => `${prefix}%`)])
      .whereBetween("settled_at", [from, to])
      .where("id", ">", afterId)
      .whereNotExists(this.pg("aplazame_problem").whereRaw(`operation_id = ${TABLE}.id`))
      .orderBy("id")
      .limit(limit)
  }

  /** Versions of orders, handled since then, that needed nothing of their credit and were not checked for returns. */
  async changesToCheck(since: Date, limit: number): Promise<OperationRow[]> {
    return this.live()
      .where({ kind: "void", state: "skipped" })
      .whereLike("business_key", `${CHANGE_KEY}%`)
      .whereNull("booked_at")
      .where("created_at", ">", since)
      .whereRaw("(next_attempt_at IS NULL OR next_attempt_at <= now())")
      .orderBy("created_at")
      .limit(limit)
  }

  /**
   * Records a foreign movement: done at Aplazame, and to be booked in Medusa. Only on the figures of the newest revision (`read`);
   * null when it is recorded already.
   * @throws OperationBusyError
   */
  async recordForeign(input: NewOperation & { amount: Cents; remaining_before: Cents | null }, read: { id: string; revision: number }): Promise<OperationRow | null> {
    return this.pg.transaction(async (trx) => {
      await countUp(trx, read)
      const [row] = await trx<OperationRow>(TABLE)
        .insert({ id: generateEntityId(undefined, "aplop"), ...input, state: "done", attempts: 0, settled_at: trx.fn.now(), updated_at: new Date() })
        .onConflict()
        .ignore()
        .returning("*")
      if (row) await addUp(trx, row)
      return row ?? null
    })
  }

  /** Figures for a monitor: operations that are due and unclaimed, and the longest call without a definite answer. */
  async waiting(): Promise<Waiting> {
    const open = await this.open()
    return {
      due: open.reduce((sum, { due }) => sum + due, 0),
      oldestDue: earliest(open.map((one) => one.oldestDue)),
      oldestUnknown: earliest(open.map((one) => one.oldestSent)),
    }
  }

  /** The operations that are not over, by kind and state. */
  async open(): Promise<OpenOperations[]> {
    const { rows } = await this.pg.raw<{ rows: OpenOperations[] }>(
      `SELECT kind, state, count(*)::int AS open, count(*) FILTER (WHERE is_due)::int AS due, min(since) FILTER (WHERE is_due) AS "oldestDue", min(sent_at) FILTER (WHERE state <> 'planned') AS "oldestSent"
       FROM (
         SELECT kind, state, sent_at, COALESCE(next_attempt_at, updated_at) AS since,
           (next_attempt_at IS NULL OR next_attempt_at <= now()) AND (lease_until IS NULL OR lease_until <= now()) AS is_due
         FROM ${TABLE} WHERE deleted_at IS NULL AND state IN ('planned', 'sent', 'unknown')) AS open
       GROUP BY kind, state`
    )
    return rows
  }

  /** Releases a claimed row before its lease ends, to be tried again at `next`. */
  async release(id: string, next: Date | null = null): Promise<void> {
    await this.live().where({ id }).update({ lease_until: null, next_attempt_at: next, updated_at: new Date() })
  }

  private async existing(pg: Knex, by: Partial<OperationRow>): Promise<OperationRow> {
    const row = await pg<OperationRow>(TABLE).where(by).first()
    if (!row) throw new Error("The ledger lost a row that it just had")
    return row
  }

  private live() {
    return this.pg<OperationRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}

const earliest = (moments: readonly (Date | null)[]): Date | null => moments.reduce((first, one) => (one && (!first || one < first) ? one : first), null)

/** Adds an operation that is done to its credit's sums, and writes its event. */
async function addUp(trx: Knex, op: OperationRow): Promise<void> {
  const sum = ADDS_TO[op.kind]
  if (!sum || !op.amount) return
  const [order] = await trx<AplazameOrderRow>("aplazame_order").where({ id: op.aplazame_order_id }).increment(`${sum}_amount`, op.amount).returning("*")
  await writeEventOf(trx, op, order)
}

/** Writes the event of an operation that is done. */
async function writeEventOf(trx: Knex, op: OperationRow, order: AplazameOrderRow | undefined): Promise<void> {
  const event = order && eventOfOperation(op, order)
  if (event) await writeEvents(trx, [event])
}

/** Continues only if nothing of the credit was sent or settled since `read`; the second of two requests finds another revision. */
async function countUp(trx: Knex, read: { id: string; revision: number }): Promise<void> {
  const counted = await trx("aplazame_order").where({ id: read.id, revision: read.revision }).increment("revision", 1)
  if (counted !== 1) throw new OperationBusyError()
}
