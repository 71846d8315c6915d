import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { DAY_MS } from "../../../config/durations"
import type { AplazameOrder as RemoteOrder, Cents, ProductType } from "../../../aplazame"
import { CREDIT_STATES, CREDIT_TRANSITIONS, REUSABLE_STATES, stateOfRemote, type CreditState } from "../../../credit"
import type { Language } from "../../../mapping"
import { eventsOfMove } from "../events"
import { COMPARED_PROBLEMS, type ProblemKind } from "../problem-kinds"
import { isInNoRow } from "../reading/query"
import type { AplazameOrderRow, OperationRow } from "../rows"
import { columnsOf, subjectOf, type Subject, type SubjectColumns } from "../subject"
import { writeEvents } from "./event-store"
import { theRow } from "./row"

const TABLE = "aplazame_order"

export type NewOrder = {
  payment_session_id: string
  payment_collection_id: string | null
  subject: Subject
  /** The account of the signed-in customer who begins the checkout; none for a guest. */
  customer_id?: string | null
  fingerprint: string
  product: ProductType | null
  currency_code: string
  /** Of the words in the checkout. */
  language?: Language | null
  sandbox: boolean
  total_amount: Cents
}

type Patch = Partial<Omit<AplazameOrderRow, "id" | "mid" | "state" | "revision" | "created_at" | "updated_at">>

/** Reads and writes Aplazame orders. Every change of state goes through the table of transitions. */
export class OrderStore {
  /** @param mark what tells this store's checkouts from those of others that share its Aplazame account */
  constructor(
    private readonly pg: Knex,
    private readonly mark: string
  ) {}

  /** Writes the row of a checkout that is about to be created; its `mid` is its own id. */
  async create({ subject, ...input }: NewOrder): Promise<AplazameOrderRow> {
    const id = generateEntityId(undefined, this.midPrefix.slice(0, -1))
    return theRow(await this.pg<AplazameOrderRow>(TABLE).insert({ ...input, ...columnsOf(subject), id, mid: id, state: "creating" }).returning("*"))
  }

  /** Whether a checkout at Aplazame was made by this store; several stores can share one account. */
  isOurs = (mid: string): boolean => mid.startsWith(this.midPrefix)

  private get midPrefix(): string {
    return `aplord_${this.mark}_`
  }

  async byId(id: string): Promise<AplazameOrderRow | null> {
    return (await this.live().where({ id }).first()) ?? null
  }

  async byMid(mid: string): Promise<AplazameOrderRow | null> {
    return (await this.live().where({ mid }).first()) ?? null
  }

  async byAplazameId(id: string): Promise<AplazameOrderRow | null> {
    return (await this.live().where({ aplazame_id: id }).first()) ?? null
  }

  /** All checkouts begun for a cart, or for an order, newest first. */
  async ofSubject(subject: Subject): Promise<AplazameOrderRow[]> {
    return this.live().where(columnsOf(subject)).orderBy("created_at", "desc").orderBy("id", "desc")
  }

  /** When the last checkouts of a subject were begun since then, newest first. */
  async begunSince(subject: Subject, since: Date, limit: number): Promise<Date[]> {
    const rows = await this.live().where(columnsOf(subject)).where("created_at", ">", since).orderBy("created_at", "desc").limit(limit).select("created_at")
    return rows.map((row) => row.created_at)
  }

  /** All credits of a Medusa order, newest first. */
  async ofOrder(orderId: string): Promise<AplazameOrderRow[]> {
    return isInNoRow(orderId) ? [] : this.ofOrders([orderId])
  }

  /** All credits of many Medusa orders, newest first. */
  async ofOrders(orderIds: readonly string[]): Promise<AplazameOrderRow[]> {
    return this.live().whereIn("order_id", [...orderIds]).orderBy("created_at", "desc").orderBy("id", "desc")
  }

  /** The credit of a payment of Medusa. */
  async ofPayment(paymentId: string): Promise<AplazameOrderRow | null> {
    return (await this.live().where({ payment_id: paymentId }).first()) ?? null
  }

  /**
   * The row that stands for a payment session: the one that has the order, else the one that is being decided, else the one that
   * was taken, else the newest. A session may have several when the cart's content changed under the same total.
   */
  async ofSession(sessionId: string): Promise<AplazameOrderRow | null> {
    const rows: AplazameOrderRow[] = await this.live()
      .where({ payment_session_id: sessionId })
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
    const bought = rows.find((r) => r.authorized_at !== null && r.order_id !== null)
    // A process that died leaves its window open: the one that began last is at it now.
    const until = (r: AplazameOrderRow): number => r.accepting_until?.getTime() ?? 0
    const [accepting] = rows.filter((r) => until(r) > Date.now()).sort((a, b) => until(b) - until(a))
    return bought ?? accepting ?? rows.find((r) => r.authorized_at !== null) ?? rows[0] ?? null
  }

  /** A checkout of this subject with the same content, begun by the same account or as well by a guest, which can be handed out again or recovered. */
  async reusable(subject: Subject, fingerprint: string, customerId: string | null): Promise<AplazameOrderRow | null> {
    const row = await this.live()
      .where({ ...columnsOf(subject), fingerprint, customer_id: customerId })
      .whereIn("state", [...REUSABLE_STATES, "creating"])
      .whereRaw("(expires_at IS NULL OR expires_at > now())")
      .orderBy("created_at", "desc")
      .first()
    return row ?? null
  }

  /** The credits of many Medusa orders that are confirmed. */
  async confirmedOf(orderIds: readonly string[]): Promise<AplazameOrderRow[]> {
    return this.live().whereIn("order_id", [...orderIds]).where({ state: "confirmed" })
  }

  async update(id: string, patch: Patch): Promise<AplazameOrderRow> {
    return theRow(await this.live().where({ id }).update({ ...patch, updated_at: new Date() }).returning("*"))
  }

  /** Moves a row if the table of transitions allows it, and writes down whom that is to be told; true when it moved. */
  async move(id: string, to: CreditState, patch: Patch = {}): Promise<boolean> {
    const from = CREDIT_STATES.filter((state) => CREDIT_TRANSITIONS[state].includes(to))
    return this.pg.transaction(async (trx) => {
      const before = await trx<AplazameOrderRow>(TABLE).where({ id }).whereRaw("deleted_at IS NULL").whereIn("state", from).forUpdate().first("state")
      if (!before) return false
      const [row] = await trx<AplazameOrderRow>(TABLE).where({ id }).update({ ...patch, state: to, updated_at: new Date(), ...(to === "refused" ? { refused_at: new Date() } : {}) }).returning("*")
      // The end of a credit that we cancelled was told when we did.
      const told = to === "cancelled" && (await trx<OperationRow>("aplazame_operation").where({ aplazame_order_id: id, kind: "cancel", state: "done" }).first("id"))
      if (row && !told) await writeEvents(trx, eventsOfMove(before.state, row))
      return true
    })
  }

  /**
   * Takes over what Aplazame says of the order. Words and dates are always noted, the state moves
   * only forwards. Returns the row as it is then.
   */
  async takeOver(row: AplazameOrderRow, remote: RemoteOrder): Promise<AplazameOrderRow> {
    const to = stateOfRemote(remote)
    const noted: Patch = {
      aplazame_id: remote.id,
      status: remote.raw_status,
      status_reason: remote.status_reason,
      expires_at: date(remote.expires_at) ?? row.expires_at,
      confirmed_at: date(remote.confirmed) ?? row.confirmed_at,
      cancelled_at: date(remote.cancelled) ?? row.cancelled_at,
      checked_at: new Date(),
    }
    const moved = to !== row.state && (await this.move(row.id, to, noted))
    if (!moved) await this.update(row.id, noted)
    return (await this.byId(row.id)) ?? row
  }

  /** Takes a checkout as the payment of its session, and no other of the same session that came to no order. */
  async take({ id, payment_session_id }: AplazameOrderRow): Promise<void> {
    await this.live().where({ payment_session_id, order_id: null }).whereNot({ id }).whereNotNull("authorized_at").update({ authorized_at: null })
    await this.update(id, { authorized_at: new Date() })
  }

  /** Opens the window in which `authorizePayment` may answer authorized for this row. */
  async beginAccepting(id: string, milliseconds: number): Promise<void> {
    await this.update(id, { accepting_until: new Date(Date.now() + milliseconds) })
  }

  async endAccepting(id: string): Promise<void> {
    await this.update(id, { accepting_until: null })
  }

  /** True for whoever is the first to give back the uses of the promotions of this checkout's subject, which becomes an order once. */
  async claimPromotions({ id, ...subject }: Pick<AplazameOrderRow, "id" | keyof SubjectColumns>): Promise<boolean> {
    return this.pg.transaction(async (trx) => {
      const siblings = await trx<AplazameOrderRow>(TABLE).where(columnsOf(subjectOf(subject))).whereRaw("deleted_at IS NULL").orderBy("id").forUpdate().select("id", "promotions_returned_at")
      if (siblings.some((one) => one.promotions_returned_at !== null)) return false
      return (await trx(TABLE).where({ id }).update({ promotions_returned_at: new Date() })) === 1
    })
  }

  /** Live checkouts whose history was never planned: the process died right after their creation. */
  async withoutHistory(createdAfter: Date, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereIn("state", ["open", "challenge"])
      .where("created_at", ">", createdAfter)
      .whereRaw(`NOT EXISTS (SELECT 1 FROM aplazame_operation o WHERE o.business_key = 'history:' || ${TABLE}.id)`)
      .limit(limit)
  }

  /** Confirmed credits with something uncaptured, in the order of their ids; `after` is the last id seen. */
  async uncaptured(after: string, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .where({ state: "confirmed" })
      .whereRaw("order_id IS NOT NULL AND captured_amount + voided_amount < total_amount")
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
  }

  /** Confirmed credits of orders, of which nothing was captured since before then and of which nobody has been told, in the order of their ids; `after` is the last id seen. */
  async uncapturedSince(confirmedBefore: Date, after: string, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .where({ state: "confirmed", captured_amount: 0 })
      .where("confirmed_at", "<", confirmedBefore)
      .whereRaw("order_id IS NOT NULL AND voided_amount + refunded_amount < total_amount")
      .whereRaw(`NOT EXISTS (SELECT 1 FROM aplazame_problem p WHERE p.aplazame_order_id = ${TABLE}.id AND p.kind = 'credit_not_captured' AND p.deleted_at IS NULL)`)
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
  }

  /** Credits with an open problem of a kind, in the order of their ids; `after` is the last id seen. */
  async told(kind: ProblemKind, after: string, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereRaw(`EXISTS (SELECT 1 FROM aplazame_problem p WHERE p.aplazame_order_id = ${TABLE}.id AND p.kind = ? AND p.state = 'open' AND p.deleted_at IS NULL)`, [kind])
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
  }

  /** Orders that wait for a word of Aplazame which may have been lost. */
  async waiting(updatedBefore: Date, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereIn("state", ["challenge", "approved"])
      .whereNotNull("order_id")
      .where("updated_at", "<", updatedBefore)
      .orderBy("updated_at")
      .limit(limit)
  }

  /** Refused credits whose orders were not to wait longer than until then, the one first that was not touched for the longest. */
  async overdue(now: Date, limit: number): Promise<AplazameOrderRow[]> {
    return this.live().whereNotNull("retry_until").where("retry_until", "<=", now).orderBy("updated_at").limit(limit)
  }

  /** Until when an order waits to be paid by its link, since its credit was refused; null when it does not. */
  async waitsUntil(orderId: string): Promise<Date | null> {
    return (await this.live().where({ order_id: orderId }).whereNotNull("retry_until").first("retry_until"))?.retry_until ?? null
  }

  /** Credits that ended since then, or never came to be, and that nothing ties to an order; and refused ones whose order nobody has released, but not those that are overdue. */
  async unreleased(since: Date, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereIn("state", ["refused", "cancelled", "failed"])
      .whereRaw("((order_id IS NULL AND updated_at > ?) OR (state = 'refused' AND order_id IS NOT NULL AND released_at IS NULL AND (retry_until IS NULL OR retry_until > now())))", [since])
      .orderBy("updated_at")
      .limit(limit)
  }

  /**
   * Credits of an age that were not compared with Aplazame for longer than `everyMs`, the one first that was not touched for the
   * longest, so that those whose comparison fails each time keep no other waiting, however many they are; one that has been
   * cancelled since is compared once more, at once. 'Since' allows for a quarter of an hour by which Aplazame's clock, which
   * `cancelled_at` is by, may differ from ours. One with an open problem that a comparison closes is due each day, however old it is
   * and whatever became of it.
   */
  async toReconcile(band: { createdAfter: Date; createdBefore: Date; everyMs: number }, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .where("created_at", ">=", band.createdAfter)
      .where("created_at", "<", band.createdBefore)
      .where((any) => {
        const isDue = (everyMs: number) => this.pg.raw("(reconciled_at IS NULL OR reconciled_at < ?)", [new Date(Date.now() - everyMs)])
        void any.where((alive) => void alive.where({ state: "confirmed" }).whereRaw(isDue(band.everyMs)))
        const open = this.pg("aplazame_problem").whereIn("kind", COMPARED_PROBLEMS).where({ state: "open" }).whereNull("deleted_at")
        void any.orWhere((told) => void told.whereIn("id", open.select("aplazame_order_id")).whereRaw(isDue(DAY_MS)))
        void any.orWhere((ended) => void ended.where({ state: "cancelled" }).whereRaw("(reconciled_at IS NULL OR reconciled_at < cancelled_at + interval '15 minutes')"))
      })
      .orderBy("updated_at")
      .limit(limit)
  }

  /** When a credit was last compared with Aplazame; and of the confirmed ones made since, when the longest was. */
  async comparedSince(since: Date): Promise<{ lastCompared: Date | null; oldestUncompared: Date | null }> {
    const last = await this.live().where({ state: "confirmed" }).max({ at: "reconciled_at" }).first<{ at: Date | null }>()
    const { rows } = await this.pg.raw<{ rows: { at: Date | null }[] }>(
      `SELECT min(COALESCE(reconciled_at, confirmed_at, created_at)) AS at FROM aplazame_order WHERE deleted_at IS NULL AND state = 'confirmed' AND created_at >= ?`,
      [since]
    )
    return { lastCompared: last.at, oldestUncompared: theRow(rows).at }
  }

  /** Rows that a reconciliation's list did not show, though Aplazame gave them an id. */
  async unseen(window: { from: Date; to: Date; since: Date }, after: string, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereNotNull("aplazame_id")
      .where("created_at", ">=", window.from)
      .where("created_at", "<=", window.to)
      .whereRaw("(checked_at IS NULL OR checked_at < ?)", [window.since])
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
  }

  async byMids(mids: readonly string[]): Promise<AplazameOrderRow[]> {
    return this.live().whereIn("mid", [...mids])
  }

  /** Our ids of the newest orders in these states that Aplazame knows. */
  async newestMids(states: readonly CreditState[], limit: number): Promise<string[]> {
    const rows: Pick<AplazameOrderRow, "mid">[] = await this.live().whereIn("state", [...states]).whereNotNull("aplazame_id").orderBy("created_at", "desc").limit(limit).select("mid")
    return rows.map(({ mid }) => mid)
  }

  /** Approved or confirmed at Aplazame for longer than `olderThan` and without an order here. */
  async withoutOrder(olderThan: Date, limit: number): Promise<AplazameOrderRow[]> {
    return this.live()
      .whereNull("order_id")
      .whereIn("state", ["approved", "confirmed", "challenge"])
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit)
  }

  private live() {
    return this.pg<AplazameOrderRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}

const date = (value: string | null | undefined): Date | null => (value ? new Date(value) : null)
