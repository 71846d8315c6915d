import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AdminActionKind } from "../../modules/aplazame/models/admin-action"
import type { ActionCode, ActionFigures } from "./action-error"

const TABLE = "aplazame_admin_action"
const ONE_RUNNING = "IDX_aplazame_admin_action_one_running"

/** Longer than any action takes: a capture makes three calls, each with its time-out. */
const ACTION_LEASE_MS = 180_000

/** A row of `aplazame_admin_action`. */
export type AdminActionRow = {
  id: string
  token: string
  aplazame_order_id: string
  action: AdminActionKind
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

export type NewAction = Pick<AdminActionRow, "token" | "aplazame_order_id" | "action" | "request" | "requested_by">

/** `mine`: go ahead; `known`: this token was here before; `busy`: another request of the order is running. */
export type Claim = { kind: "mine"; row: AdminActionRow } | { kind: "known"; row: AdminActionRow } | { kind: "busy" }

/**
 * One row per press of a button. The two unique indexes decide, not a lock: they hold in every process and
 * after a crash.
 */
export class ActionStore {
  constructor(private readonly pg: Knex) {}

  /** Takes the token, and the order while no other request of it runs; or says why not. */
  async claim(input: NewAction): Promise<Claim> {
    await this.endAbandoned(input.aplazame_order_id)
    try {
      const [row] = await this.pg<AdminActionRow>(TABLE)
        .insert({ ...input, id: generateEntityId(undefined, "aplact"), lease_until: new Date(Date.now() + ACTION_LEASE_MS) })
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

  async byToken(token: string): Promise<AdminActionRow | null> {
    return (await this.live().where({ token }).first()) ?? null
  }

  async done(id: string): Promise<void> {
    await this.finish(id, { state: "done" })
  }

  async failed(id: string, error: { code: ActionCode; message: string; figures: ActionFigures }): Promise<void> {
    await this.finish(id, {
      state: "failed",
      error_code: error.code,
      error_message: error.message,
      figures: error.figures,
    })
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
