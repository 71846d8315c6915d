import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { scrub } from "../../aplazame"
import { LINK_EMAIL, type AdminActionKind } from "../../modules/aplazame/models/admin-action"
import { after } from "../../modules/aplazame/stores/row"
import type { FlowContext } from "../flow-context"
import { ActionError, type ActionCode, type ActionFigures } from "./action-error"

const TABLE = "aplazame_admin_action"
const ONE_RUNNING = "IDX_aplazame_admin_action_one_running"

/** Longer than any action takes: a capture makes three calls, each with its time-out. */
const ACTION_LEASE_MS = 180_000

/** How long a repeat of a running request waits for its answer. */
const REPEAT_WAITS_MS = 30_000
const READ_EVERY_MS = 150

/** A row of `aplazame_admin_action`. */
export type AdminActionRow = {
  id: string
  token: string
  aplazame_order_id: string
  action: AdminActionKind | typeof LINK_EMAIL
  request: string
  requested_by: string | null
  state: "running" | "done" | "failed"
  error_code: ActionCode | null
  error_message: string | null
  figures: ActionFigures | null
  lease_until: Date
  finished_at: Date | null
  created_at: Date
  updated_at: Date
}

type NewAction = Pick<AdminActionRow, "token" | "aplazame_order_id" | "action" | "request" | "requested_by">

/** `mine`: go ahead; `known`: this token was here before; `busy`: another request of the order is running. */
type Claim = { kind: "mine"; row: AdminActionRow } | { kind: "known"; row: AdminActionRow } | { kind: "busy" }

export const actionStore = ({ container, logger }: FlowContext): ActionStore => new ActionStore(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), logger)

/**
 * One row per press of a button. The two unique indexes decide, not a lock: they hold in every process and
 * after a crash.
 */
class ActionStore {
  constructor(
    private readonly pg: Knex,
    private readonly logger: FlowContext["logger"]
  ) {}

  /**
   * Does the work of a request once. A repeat with the same token waits for the same answer and does no work; another request
   * for the same order is refused while one runs. A process that dies in the work leaves a row that ends as `action_interrupted`.
   * @param told what the request is answered when the work fails; it is kept for the repeats
   * @throws ActionError
   */
  async once(asked: NewAction, work: () => Promise<void>, told: (error: unknown) => Promise<ActionError>): Promise<void> {
    const claim = await this.claim(asked)
    if (claim.kind === "busy") throw new ActionError("action_running")
    if (claim.kind === "known") return this.answerOf(claim.row, asked.request)
    try {
      await work()
      await this.finish(claim.row.id, { state: "done" })
    } catch (error) {
      const failure = await told(error)
      if (failure.code === "failed") this.logger.error(`aplazame: ${asked.action} of ${asked.aplazame_order_id} by an operator: ${scrub(failure.message)}`)
      await this.finish(claim.row.id, { state: "failed", error_code: failure.code, error_message: failure.message, figures: failure.figures })
      throw failure
    }
  }

  /** The payment links of an order that were sent by e-mail, or were to be. */
  async linkEmails(orderId: string): Promise<AdminActionRow[]> {
    return this.live().where({ aplazame_order_id: orderId, action: LINK_EMAIL })
  }

  /** The same token: the answer that the first request got, once it has one. */
  private async answerOf(known: AdminActionRow, request: string): Promise<void> {
    if (known.request !== request) throw new ActionError("token_reused")
    const end = Date.now() + REPEAT_WAITS_MS
    let now: AdminActionRow | null = known
    while (now?.state === "running" && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS))
      now = await this.byToken(known.token)
    }
    if (now?.state === "done") return
    if (now?.state === "failed") throw new ActionError(now.error_code ?? "failed", now.figures ?? {}, now.error_message ?? undefined)
    throw new ActionError("action_running")
  }

  /** Takes the token, and the order while no other request of it runs; or says why not. */
  private async claim(input: NewAction): Promise<Claim> {
    await this.endAbandoned(input.aplazame_order_id)
    try {
      const [row] = await this.pg<AdminActionRow>(TABLE)
        .insert({ ...input, id: generateEntityId(undefined, "aplact"), lease_until: after(this.pg, ACTION_LEASE_MS) })
        .onConflict(this.pg.raw("(token) WHERE deleted_at IS NULL"))
        .ignore()
        .returning("*")
      if (row) return { kind: "mine", row }
    } catch (error) {
      if (!(error instanceof Error && error.message.includes(ONE_RUNNING))) throw error
    }
    const known = await this.byToken(input.token)
    return known ? { kind: "known", row: known } : { kind: "busy" }
  }

  private async byToken(token: string): Promise<AdminActionRow | null> {
    return (await this.live().where({ token }).first()) ?? null
  }

  /** A process died in it: nobody knows how far it came but the ledger, so it is never run again by itself. */
  private async endAbandoned(aplazameOrderId: string): Promise<void> {
    await this.live()
      .where({ aplazame_order_id: aplazameOrderId, state: "running" })
      .whereRaw("lease_until <= now()")
      .update({ state: "failed", error_code: "action_interrupted", finished_at: new Date(), updated_at: new Date() })
  }

  private async finish(id: string, patch: Partial<Pick<AdminActionRow, "state" | "error_code" | "error_message" | "figures">>): Promise<void> {
    await this.live().where({ id, state: "running" }).update({ ...patch, finished_at: new Date(), updated_at: new Date() })
  }

  private live() {
    return this.pg<AdminActionRow>(TABLE).whereRaw("deleted_at IS NULL")
  }
}
