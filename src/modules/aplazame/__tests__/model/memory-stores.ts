import type { Cents } from "../../../../aplazame"
import { ADDS_TO, canMove, canSettle, endedWithoutEffect, numberedKey, stateOfRemote, TELLING_MS, TOLD } from "../../../../credit"
import type { AplazameOrderRow, OperationRow, ProblemRow } from "../../rows"
import type { OperationPorts } from "../../operations"
import { type NewOperation, OperationBusyError, type Settlement } from "../../stores"

/** A port whose answers are there at once. */
type AtOnce<Port extends "bookings" | "ledger"> = { [name in keyof OperationPorts[Port]]: OperationPorts[Port][name] extends (...args: infer Args) => Promise<infer Answer> ? (...args: Args) => Answer : never }

/**
 * The tables, in memory, with the rules of the SQL: transitions by the table of states, one row a key, one sent money
 * call a credit, the revision. Each method is one transaction. What is handed out is a copy, as from a database.
 */
export class MemoryTables {
  order: AplazameOrderRow
  readonly operations: OperationRow[] = []
  readonly problems = new Map<string, { kind: string; about: string }>()
  private serial = 0

  constructor(
    order: AplazameOrderRow,
    private readonly clock: () => number,
    /** Told of each call that may go out and of each end, with the row. */
    private readonly watch: { sent(op: OperationRow): void; settled(op: OperationRow): void }
  ) {
    this.order = order
  }

  readonly bookings: AtOnce<"bookings"> = {
    bookAs: (ids, medusaRef, instead) => {
      const rows = this.operations.filter((op) => ids.includes(op.id) && op.medusa_ref === instead)
      if (rows.length < ids.length) return false
      for (const row of rows) this.patch(row, { medusa_ref: medusaRef, untold_since: null })
      return true
    },
  }

  readonly ledger: AtOnce<"ledger"> = {
    plan: (input) => ({ ...this.plan(input) }),
    planAgain: (input) => {
      for (let number = 1; ; number++) {
        const row = this.plan({ ...input, business_key: numberedKey(input.business_key, number) })
        if (!endedWithoutEffect(row.state)) return { ...row }
      }
    },
    byId: (id) => copy(this.operations.find((op) => op.id === id)),
    byKey: (key) => copy(this.operations.find((op) => op.business_key === key)),
    ofCredit: () => this.operations.map((op) => ({ ...op })),
    markSent: (id, { leaseMs, read, ...given }) => {
      if (read && this.order.revision !== read.revision) throw new OperationBusyError()
      const row = this.operations.find((op) => op.id === id)
      if (!row || !canSettle(row.state, "sent")) throw new OperationBusyError()
      if (row.kind !== "history" && this.operations.some((op) => op !== row && op.state === "sent" && op.kind !== "history")) throw new OperationBusyError()
      if (read) this.order.revision += 1
      this.patch(row, { ...given, state: "sent", attempts: row.attempts + 1, sent_at: this.now(), lease_until: new Date(this.clock() + leaseMs), error_code: null, error_message: null })
      this.watch.sent(row)
      return { ...row }
    },
    settle: (id, to) => this.settle(id, to),
    decide: (id, { attempt, read, ...to }) => {
      if (this.order.revision !== read.revision) throw new OperationBusyError()
      const row = this.operations.find((op) => op.id === id)
      if (!row || row.state !== "unknown" || row.attempts !== attempt) throw new OperationBusyError()
      this.order.revision += 1
      this.patch(row, { ...to, next_attempt_at: null, lease_until: null, settled_at: this.settling() })
      if (to.state === "done") this.add(row)
      this.problems.delete(`operation_undecided:${id}`)
      this.watch.settled(row)
      return { ...row }
    },
    postpone: (id, next, error, sentAttempt = null, waits = false) => {
      const row = this.operations.find((op) => op.id === id)
      if (!row) return
      const may = row.state === "planned" || row.state === "not_done" || (row.state === "sent" && row.attempts === (sentAttempt ?? -1))
      if (!may) return
      this.patch(row, {
        attempts: row.state === "planned" ? row.attempts + 1 : row.attempts,
        state: "planned",
        failing_since: waits ? null : (row.failing_since ?? this.now()),
        next_attempt_at: next,
        lease_until: null,
        medusa_ref: null,
        error_code: error.code,
        error_message: error.message,
      })
    },
    now: () => this.clock(),
    markTelling: (ids) => {
      for (const row of this.operations) if (ids.includes(row.id)) this.patch(row, { untold_since: new Date(this.clock() + TELLING_MS) })
    },
    markNoticed: (ids) => {
      for (const row of this.operations) if (ids.includes(row.id)) this.patch(row, { untold_since: TOLD })
    },
    recordForeign: (input, read) => {
      if (this.order.revision !== read.revision) throw new OperationBusyError()
      this.order.revision += 1
      if (this.operations.some((op) => op.business_key === input.business_key)) return null
      const row = this.insert(input, { state: "done", settled_at: this.settling() })
      this.add(row)
      return { ...row }
    },
  }

  readonly orders: { [name in keyof OperationPorts["orders"]]: (...args: Parameters<OperationPorts["orders"][name]>) => Awaited<ReturnType<OperationPorts["orders"][name]>> } = {
    byId: () => ({ ...this.order }),
    update: (_id, patch) => {
      Object.assign(this.order, patch, { updated_at: this.now() })
      return { ...this.order }
    },
    takeOver: (_row, remote) => {
      const to = stateOfRemote(remote)
      if (to !== this.order.state && canMove(this.order.state, to)) this.order.state = to
      Object.assign(this.order, { aplazame_id: remote.id, status: remote.raw_status, updated_at: this.now() })
      return { ...this.order }
    },
  }

  readonly notes: { [name in keyof OperationPorts["problems"]]: (...args: Parameters<OperationPorts["problems"][name]>) => Awaited<ReturnType<OperationPorts["problems"][name]>> } = {
    open: ({ kind, about }) => {
      this.problems.set(`${kind}:${about}`, { kind, about })
      return {} as ProblemRow
    },
    close: (kind, about) => this.problems.delete(`${kind}:${about}`),
  }

  /** As the store's `claim`, `wait` and `release`: only the fields that a later look depends on. */
  claim(id: string, leaseMs: number): boolean {
    const row = this.operations.find((op) => op.id === id)
    const free = row && (row.state === "planned" || row.state === "not_done") && (row.lease_until === null || row.lease_until.getTime() <= this.clock())
    if (row && free) this.patch(row, { lease_until: new Date(this.clock() + leaseMs) })
    return Boolean(free)
  }

  wait(id: string, next: Date): void {
    const row = this.operations.find((op) => op.id === id)
    if (row && (row.state === "planned" || row.state === "not_done")) this.patch(row, { next_attempt_at: next, lease_until: null, failing_since: null })
  }

  release(id: string): void {
    const row = this.operations.find((op) => op.id === id)
    if (row) this.patch(row, { lease_until: null })
  }

  private plan(input: NewOperation): OperationRow {
    return this.operations.find((op) => op.business_key === input.business_key) ?? this.insert(input, {})
  }

  private settle(id: string, { state, attempt, ...figures }: Settlement): OperationRow {
    const row = this.operations.find((op) => op.id === id)
    if (!row) throw new Error("The ledger lost a row that it just had")
    if (!canSettle(row.state, state) || (attempt !== undefined && attempt !== row.attempts)) return { ...row }
    const patch = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
    this.patch(row, { ...(state === "unknown" ? {} : { next_attempt_at: null }), ...patch, state, lease_until: null, settled_at: state === "unknown" ? null : this.settling() })
    if (row.kind !== "history" && state !== "unknown" && state !== "skipped") this.order.revision += 1
    if (state === "done") this.add(row)
    this.watch.settled(row)
    return { ...row }
  }

  private add({ kind, amount }: OperationRow): void {
    const sum = ADDS_TO[kind]
    if (sum && amount) this.order[`${sum}_amount`] = (this.order[`${sum}_amount`] + amount) as Cents
  }

  private insert(input: NewOperation, over: Partial<OperationRow>): OperationRow {
    const now = this.now()
    const row: OperationRow = {
      id: `op_${String(++this.serial).padStart(4, "0")}`,
      state: "planned",
      amount: null,
      remaining_before: null,
      remaining_after: null,
      moved_before: null,
      target: null,
      request_amount: null,
      medusa_ref: null,
      payment_id: null,
      requested_by: null,
      decided_by: null,
      error_code: null,
      error_message: null,
      attempts: 0,
      failing_since: null,
      untold_since: null,
      for_returns: null,
      next_attempt_at: null,
      lease_until: null,
      booked_at: null,
      sent_at: null,
      settled_at: null,
      created_at: now,
      updated_at: now,
      ...input,
      ...over,
    }
    this.operations.push(row)
    return row
  }

  private patch(row: OperationRow, patch: Partial<OperationRow>): void {
    for (const [name, value] of Object.entries(patch)) if (value !== undefined) Object.assign(row, { [name]: value })
    row.updated_at = this.now()
  }

  private now = (): Date => new Date(this.clock())
  private lastSettled = 0
  /** A call lies between two of them, so no two are at the same moment. */
  private settling = (): Date => new Date((this.lastSettled = Math.max(this.clock(), this.lastSettled + 1)))
}

const copy = (row: OperationRow | undefined): OperationRow | null => (row ? { ...row } : null)
